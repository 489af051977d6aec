package support.entitlement;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The service in a separate process, with HTTP on a random port; tests query it, make it publish, and kill it. It ends
 * with the process that started it, however that ends.
 */
public final class ServiceProcess extends ReachableService {

    /**
     * The command that starts Java for a process of a test: it compiles code quickly rather than well, and does not verify classes, which takes
     * a fifth of a start. The process of the tests itself verifies them.
     */
    public static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    private static final String END = "end";

    private final Process process;
    private final BlockingQueue<String> replies = new LinkedBlockingQueue<>();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final int port;

    private ServiceProcess(Process process) throws DiedException {
        this.process = process;
        Thread reader = new Thread(this::read, "service-" + process.pid());
        reader.setDaemon(true);
        reader.start();
        this.port = Integer.parseInt(awaitReply().split(" ")[1]);
    }

    /** Reports that the process ended before it had answered. */
    public static final class DiedException extends Exception {

        private static final long serialVersionUID = 1;

        private DiedException(List<String> log) {
            super("The service ended. Its log:\n" + String.join("\n", log));
        }
    }

    /**
     * Starts a service and waits until it is ready.
     *
     * @param folder the working directory, so that files with relative paths do not end up among the sources
     * @param arguments the arguments of the command line
     */
    public static ServiceProcess start(Path folder, List<String> arguments) throws DiedException {
        return start(folder, List.of(), arguments);
    }

    /**
     * Starts a service and waits until it is ready, with options of the Java virtual machine that prevail over the
     * usual ones.
     */
    public static ServiceProcess start(Path folder, List<String> options, List<String> arguments) throws DiedException {
        return new ServiceProcess(launch(folder, options, arguments));
    }

    /** Starts a service and kills it after some time, ready or not. */
    public static void startInVain(Path folder, List<String> arguments, Duration time) {
        Process process = launch(folder, List.of(), arguments);
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            Waiting.awaitEnd(process.destroyForcibly());
        }
    }

    private static Process launch(Path folder, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(List.of(
                "-Xms192m",
                "-Xmx512m",
                // Otherwise the loading of classes collects all garbage three times in a start.
                "-XX:MetaspaceSize=192m",
                "-Djava.io.tmpdir=" + folder,
                "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                PublishingService.class.getName(),
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--spring.config.location=classpath:/application.yaml"));
        if (arguments.stream().noneMatch(argument -> argument.startsWith("--server.port="))) {
            command.add("--server.port=0");
        }
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes it publish its newest release with another edition, see {@link PublishingService}, and waits for its reply.
     */
    public String publish(int edition) throws DiedException {
        return ask("publish " + edition);
    }

    private String ask(String command) throws DiedException {
        try {
            process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new DiedException(log());
        }
        return awaitReply();
    }

    /** Returns true if the process has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it as {@code kill -9} does, and waits until it has ended. */
    public void kill() {
        Waiting.awaitEnd(process.destroyForcibly());
    }

    @Override
    protected int port() {
        return port;
    }

    /** Asks it to stop, and does not wait for that; its output is still read. */
    public void beginStop() {
        process.toHandle().destroy();
    }

    /** Stops it as an operator does. */
    @Override
    public void close() {
        process.destroy();
        Waiting.awaitEnd(process);
    }

    /** Returns its output so far. */
    public List<String> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    private String awaitReply() throws DiedException {
        try {
            String reply = replies.poll(Waiting.MAX_WAIT.toSeconds(), TimeUnit.SECONDS);
            if (reply == null) {
                kill();
                throw new IllegalStateException("No reply. The log:\n" + String.join("\n", log()));
            }
            if (reply.equals(END)) {
                throw new DiedException(log());
            }
            return reply;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PublishingService.REPLY)) {
                    replies.add(line.substring(PublishingService.REPLY.length()));
                } else {
                    log.add(line);
                }
            }
        } catch (IOException e) {
            log.add("Its output cannot be read any more: " + e);
        } finally {
            replies.add(END);
        }
    }
}
