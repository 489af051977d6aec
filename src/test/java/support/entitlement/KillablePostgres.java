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
 * A real PostgreSQL for one test, which can be killed as by {@code kill -9} and restarted with its data at its old
 * address. It loses the commits of the last seconds, unless a client requests synchronous commits. Data that the
 * operating system has received is kept: this simulates the crash of a server, not that of its machine.
 */
public final class KillablePostgres implements AutoCloseable {

    private final Path data;
    private EmbeddedPostgres server;
    private volatile boolean alive = true;

    /**
     * Starts a server.
     *
     * @param data an empty directory, which belongs to the server from now on
     */
    public KillablePostgres(Path data) {
        this.data = data;
        this.server = start(0);
    }

    /** Returns the address of its only database. */
    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /**
     * Returns a pool of connections to its only database; a request for one fails after this time while the server
     * cannot be reached.
     */
    public HikariDataSource pool(Duration patience) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url());
        pool.setConnectionTimeout(patience.toMillis());
        return pool;
    }

    /** Returns true unless the server was killed. */
    public boolean isAlive() {
        return alive;
    }

    /** Kills the server and its child processes, and waits until they have ended. */
    public void kill() {
        signal("KILL").forEach(Waiting::awaitEnd);
        alive = false;
    }

    /** Stops the server's processes, with its connections open and no answers. */
    public void pause() {
        signal("STOP");
    }

    /** Continues the processes of a paused server. */
    public void resume() {
        signal("CONT");
    }

    /** Restarts the server after it was killed. */
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
