package support.entitlement.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * A standby server of PostgreSQL, for reads. Each connection is handed out only once its server has applied all that was committed on the
 * primary by a position of its log, so that no read is older than what was acknowledged before it. Thread-safe.
 *
 * <p>Positions of two servers are compared only if both have the same history: a server that follows a former primary may be ahead of the
 * present one, and lack what that has committed.
 */
final class Standby implements AutoCloseable {

    /**
     * How long a read waits until this server has applied the log. A primary whose last writers did not wait for the log to be written may
     * tell a position within a record, whose end follows a fifth of a second later.
     */
    static final Duration MAX_WAIT = Duration.ofSeconds(1);

    /** The time for which the primary is read after a read on the standby has failed. */
    static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Standby.class);
    private static final int MAX_CHECK_MILLIS = 2_000;
    private static final int MAX_CONNECT_MILLIS = 1_000;
    private static final int STEP_MILLIS = 5;

    /** The beginning of SQL states of statements that are not permitted, or that a server does not know. */
    private static final String REFUSED = "42";

    /** Reads the position of the log on the disk, which has all that was acknowledged. A server that is a standby itself gives no row. */
    private static final String POSITION = """
            SELECT system_identifier, ('x' || SUBSTR(PG_WALFILE_NAME(flushed), 1, 8))::BIT(32)::BIGINT, flushed::TEXT
            FROM PG_CONTROL_SYSTEM(),
                (SELECT CASE WHEN NOT PG_IS_IN_RECOVERY() THEN PG_CURRENT_WAL_FLUSH_LSN() END AS flushed) own
            WHERE flushed IS NOT NULL""";

    /** Returns why the server cannot be read, or an empty text; null if it may only have to apply more. */
    private static final String CHECK = """
            SELECT CASE WHEN NOT PG_IS_IN_RECOVERY() THEN 'It is no standby.'
                WHEN system_identifier <> ? THEN 'It is the standby of another database.'
                WHEN min_recovery_end_timeline <> ? THEN 'It has not followed the present primary yet.'
                WHEN PG_LAST_WAL_REPLAY_LSN() >= ?::PG_LSN THEN '' END
            FROM PG_CONTROL_SYSTEM(), PG_CONTROL_RECOVERY()""";

    private static final ThreadLocal<@Nullable Reading> READING = new ThreadLocal<>();

    private final Supplier<HikariDataSource> connections;
    private @Nullable HikariDataSource pool;
    private boolean isClosed;
    private volatile long pausedUntil = System.nanoTime();
    private volatile boolean isUsed = true;

    /**
     * Creates the access to a server.
     *
     * @param connections makes the pool of connections to the server. It is asked at the first read, as the pool of the primary,
     *     which it copies, has its metrics only once the service has started.
     */
    Standby(Supplier<HikariDataSource> connections) {
        this.connections = connections;
    }

    private synchronized HikariDataSource pool() throws SQLException {
        if (isClosed) {
            throw new SQLTransientException("The service is stopping.");
        }
        if (pool == null) {
            pool = connections.get();
            pool.setConnectionTimeout(MAX_CONNECT_MILLIS);
        }
        return pool;
    }

    /**
     * A position of the log of changes.
     *
     * @param system the number of the database cluster
     * @param timeline the number of the history, which a failover or a restore changes
     * @param position the position up to which the log is on the disk
     */
    record LogPosition(long system, long timeline, String position) {}

    /** A read on a server, which needs the log up to a position. */
    private record Reading(Standby server, LogPosition position) {}

    /**
     * Returns the position up to which everything that was acknowledged by now is committed; null if the server is a standby itself, or
     * refuses to tell its position.
     */
    @Nullable
    LogPosition readPosition(JdbcClient primary) {
        try {
            return primary.sql(POSITION)
                    .query((row, number) -> new LogPosition(row.getLong(1), row.getLong(2), row.getString(3)))
                    .optional()
                    .orElse(null);
        } catch (DataAccessException e) {
            if (!SqlStates.hasState(e, REFUSED)) {
                throw e;
            }
            giveUp(e);
            return null;
        }
    }

    /** Returns true while the primary is read because the last attempt to read this server failed. */
    boolean isAway() {
        return !isUsed;
    }

    /** Returns false for a while after a read has failed. */
    boolean isTried() {
        return System.nanoTime() - pausedUntil >= 0;
    }

    /**
     * Runs an access while this server is the one to read.
     *
     * @return empty if the server cannot be read, or has not applied the log up to a position
     */
    <T> Optional<T> readFrom(LogPosition position, Supplier<T> access) {
        Reading outer = READING.get();
        READING.set(new Reading(this, position));
        try {
            return Optional.of(access.get());
        } catch (DataAccessException | TransactionException | DatabaseUnavailableException e) {
            if (SqlStates.hasCause(e, BusyException.class::isInstance)) {
                pausedUntil = System.nanoTime() + PAUSE.toNanos();
            } else {
                giveUp(e);
            }
            return Optional.empty();
        } finally {
            READING.set(outer);
        }
    }

    /** Returns true within {@link #readFrom}. */
    boolean isReading() {
        Reading current = READING.get();
        return current != null && current.server() == this;
    }

    /** Returns true within {@link #readFrom} of any server, which deals with each failure of the database. */
    static boolean isReadingAny() {
        return READING.get() != null;
    }

    /**
     * Returns a connection within {@link #readFrom}.
     *
     * @throws SQLException if no server has applied enough of the log soon
     */
    Connection getConnection() throws SQLException {
        LogPosition position = Objects.requireNonNull(READING.get()).position();
        Connection connection = takeConnection();
        try {
            awaitPosition(connection, position);
            logUse();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection takeConnection() throws SQLException {
        HikariDataSource servers = pool();
        try {
            return servers.getConnection();
        } catch (SQLTransientConnectionException e) {
            boolean busy = servers.getHikariPoolMXBean().getActiveConnections() >= servers.getMaximumPoolSize();
            throw busy ? new BusyException(e) : e;
        }
    }

    /** All connections are reading: the server is not away, and others are not kept waiting for it. */
    private static final class BusyException extends SQLTransientException {

        private static final long serialVersionUID = 1;

        BusyException(SQLException cause) {
            super("Each connection to the standby server is reading.", cause);
        }
    }

    private static void awaitPosition(Connection connection, LogPosition position) throws SQLException {
        int timeout = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, MAX_CHECK_MILLIS);
        long start = System.nanoTime();
        String trouble = findTrouble(connection, position);
        while (trouble == null) {
            if (System.nanoTime() - start > MAX_WAIT.toNanos()) {
                throw new SQLTransientException("It has not applied the log up to " + position.position() + " within "
                        + MAX_WAIT.toMillis() + " ms.");
            }
            pause();
            trouble = findTrouble(connection, position);
        }
        if (!trouble.isEmpty()) {
            throw new SQLTransientException(trouble);
        }
        connection.setNetworkTimeout(Runnable::run, timeout);
    }

    private static @Nullable String findTrouble(Connection connection, LogPosition position) throws SQLException {
        try (PreparedStatement check = connection.prepareStatement(CHECK)) {
            check.setLong(1, position.system());
            check.setLong(2, position.timeline());
            check.setString(3, position.position());
            try (ResultSet row = check.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void pause() throws SQLException {
        try {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientException("Interrupted while a standby applies the log.", e);
        }
    }

    private void logUse() {
        if (!isUsed) {
            isUsed = true;
            LOG.info("The standby server is read again.");
        }
    }

    /** Has the primary read for a while, as a read on the standby has failed. */
    private void giveUp(Exception failure) {
        pausedUntil = System.nanoTime() + PAUSE.toNanos();
        evictConnections();
        if (isUsed) {
            isUsed = false;
            LOG.warn("The standby server is not read, but the primary instead: {}", SqlStates.messageOf(failure));
        }
    }

    private synchronized void evictConnections() {
        if (pool != null && pool.getHikariPoolMXBean() != null) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (pool != null) {
            pool.close();
        }
    }
}
