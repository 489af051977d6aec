package support.entitlement;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real PostgreSQL of a test's own, which can be killed as by {@code kill -9} and started again with the same data at the same
 * address. It loses what was committed in the last seconds, unless whoever commits asks for better. What the operating system was
 * handed is kept: this is the crash of a server, not that of its machine.
 */
public final class KillablePostgres implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;
    private volatile boolean alive = true;

    /**
     * Starts one.
     *
     * @param data an empty directory, which belongs to the server from now on
     */
    public KillablePostgres(Path data) {
        this.data = data;
        this.server = start(0);
    }

    /** The address of its only database. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Returns connections to its only database that are given up after some time while it is away. */
    public HikariDataSource pool(Duration patience) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        pool.setConnectionTimeout(patience.toMillis());
        return pool;
    }

    /** Whether it has not been killed. */
    public boolean isAlive() {
        return alive;
    }

    /** Kills the server and all that it has started, and waits until they have gone. */
    public void kill() {
        signal("KILL").forEach(Waiting::awaitEnd);
        alive = false;
    }

    /** Has the server stand still, with its connections open and nobody answering. */
    public void pause() {
        signal("STOP");
    }

    /** Has a server that stands still go on. */
    public void resume() {
        signal("CONT");
    }

    /** Starts the server again after it was killed. */
    public void restart() {
        int port = server.getPort();
        close();
        server = start(port);
        alive = true;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start(int port) {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .setPGStartupWait(Waiting.MAX_WAIT)
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("wal_writer_delay", "10s")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ProcessHandle> signal(String signal) {
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            ProcessHandle postmaster = ProcessHandle.of(
                            Long.parseLong(lines.findFirst().orElseThrow()))
                    .orElseThrow();
            List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .toList();
            for (ProcessHandle each : all) {
                new ProcessBuilder("kill", "-" + signal, String.valueOf(each.pid()))
                        .start()
                        .waitFor();
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
