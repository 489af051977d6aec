package support.entitlement.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import support.entitlement.HaproxyProcess;
import support.entitlement.Waiting;

/**
 * A PostgreSQL as Debian packages it, with its programs, of which the embedded one has none. Commands find it by their environment, with
 * a role.
 */
final class DebianPostgres implements AutoCloseable {

    static final String SUPERUSER = "postgres";

    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path folder;
    private final Path programs;
    private final int port = HaproxyProcess.findFreePort();
    private final Process server;

    /**
     * Starts it. Where there is none, the test is skipped; in CI it fails.
     *
     * @param folder where it may keep its data; commands are run there
     */
    DebianPostgres(Path folder) throws Exception {
        Assumptions.assumeTrue(
                Files.isDirectory(VERSIONS) || System.getenv("CI") != null,
                "There is no PostgreSQL (apt-get install postgresql).");
        this.folder = folder;
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            this.programs = versions.max(Path::compareTo).orElseThrow().resolve("bin");
        }
        String data = folder.resolve("debian").toString();
        run(Map.of(), asNobody("initdb", "-D", data, "-U", SUPERUSER, "-A", "trust", "-N"));
        this.server = new ProcessBuilder(asNobody(
                        "postgres",
                        "-D",
                        data,
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "fsync=off"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("debian.log").toFile())
                .start();
        await().until(() -> start(Map.of(), List.of(program("pg_isready"))).waitFor() == 0);
    }

    /** PostgreSQL refuses to run as root: then it runs as nobody, whose files belong to root outside. */
    private List<String> asNobody(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program(program));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }

    /** Returns the address of a database for a role. */
    String url(String database, String role) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=" + role;
    }

    /** Runs commands of a shell in the folder, and returns their output. */
    String runCommands(String role, String commands) throws Exception {
        return run(Map.of("PGUSER", role), List.of("bash", "-ec", commands));
    }

    private String run(Map<String, String> variables, List<String> command) throws Exception {
        Process process = start(variables, command);
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as("%s%n%s", command, output).isZero();
        return output;
    }

    private Process start(Map<String, String> variables, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Map.of("PGHOST", "127.0.0.1", "PGPORT", String.valueOf(port)));
        builder.environment().put("PATH", programs + File.pathSeparator + System.getenv("PATH"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    @Override
    public void close() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        Waiting.awaitEnd(server.destroyForcibly());
    }
}
