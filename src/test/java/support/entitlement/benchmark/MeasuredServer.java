package support.entitlement.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, whose processor time can be read. It ends when it is closed. */
final class MeasuredServer implements AutoCloseable {

    private static final long MAX_SECONDS_OF_START = 120;

    private final Process process;
    private final int port;

    private MeasuredServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns an address that is free at this moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts the main class of the class path of this process, and waits until it answers a request with 200.
     *
     * @param port the port at which it will listen, according to its arguments
     * @param log the file that takes its output
     * @throws IOException if it ends or does not answer in time
     */
    static MeasuredServer start(Class<?> main, int port, Path log, byte[] request, List<String> arguments)
            throws IOException, InterruptedException {
        return start(System.getProperty("java.class.path"), main.getName(), port, log, request, arguments);
    }

    /** Starts a main class of another class path, and waits until it answers a request with 200. */
    static MeasuredServer start(
            String classPath, String main, int port, Path log, byte[] request, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath,
                main));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        MeasuredServer server = new MeasuredServer(process, port);
        server.awaitAnswer(request, log);
        return server;
    }

    private void awaitAnswer(byte[] request, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS_OF_START);
        while (true) {
            try (Connection connection = new Connection(port)) {
                connection.send(request);
                connection.receive();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException("No answer from port " + port + ". Its log:\n" + Files.readString(log), e);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    int port() {
        return port;
    }

    /** Returns the processor time of all its threads until now, with a resolution of 10 ms on Linux. */
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
