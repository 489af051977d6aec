package support.entitlement;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A real PostgreSQL for one test, which can be killed as by {@code kill -9} and restarted with its data at its old
 * address. It loses the commits of the last seconds, unless a client requests synchronous commits. Data that the
 * operating system has received is kept: this simulates the crash of a server, not that of its machine.
 */
public final class KillablePostgres implements AutoCloseable {

    /** The name by which a standby server is known to its primary. */
    public static final String STANDBY = "standby";

    /** Files of a running server that do not belong to its standby; the standby receives the log of changes as a stream. */
    private static final Set<String> OWN_FILES = Set.of("postmaster.pid", "postmaster.opts", "epg-lock", "pg_wal");

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

    /**
     * Starts a streaming standby server of this server, from a copy of its files.
     *
     * @param copy a directory that does not exist yet
     * @param port the port by which the standby reaches this server
     */
    public KillablePostgres startStandby(Path copy, int port) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('standby', true)");
            copyFiles(copy);
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(copy.resolve("backup_label"), label.getString(1));
            }
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres application_name=" + STANDBY
                            + "'\n");
            Files.createFile(copy.resolve("standby.signal"));
            return new KillablePostgres(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copyFiles(Path copy) throws IOException {
        Files.createDirectory(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectory(copy.resolve("pg_wal"));
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.skip(1).toList()) {
                Path path = data.relativize(file);
                if (!OWN_FILES.contains(path.getName(0).toString())) {
                    Files.copy(file, copy.resolve(path));
                }
            }
        }
    }

    /** Makes a primary of a standby server. */
    public void promote() {
        ask("SELECT pg_promote()");
    }

    /** Runs a query as the owner of the server, and returns its only value. */
    public String ask(String query) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** Runs statements as the owner of the server, one after the other. */
    public void execute(String... statements) {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** Returns the port on which it listens. */
    public int port() {
        return server.getPort();
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
