package support.entitlement.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The connections to a PostgreSQL. A host that vanishes leaves its sockets open, and without time-outs of the driver a query waits for it
 * without end: those of the pool give up after seconds. Beside it there is a small second pool for what takes minutes, with the
 * same settings otherwise, and single connections. Thread-safe.
 *
 * <p>What the address or the settings of the pool say of a time-out prevails.
 */
final class PostgresConnections implements AutoCloseable {

    /** The time without a byte from the server after which a connection for what takes long is given up. */
    static final Duration LONG_SOCKET_TIMEOUT = Duration.ofMinutes(10);

    /** For connections that answer soon; in seconds, and the one of SSL in milliseconds, as the driver counts. */
    static final Map<String, String> TIMEOUTS =
            Map.of("connectTimeout", "2", "socketTimeout", "5", "sslResponseTimeout", "1000", "tcpKeepAlive", "true");

    private static final String SOCKET_TIMEOUT = "socketTimeout";
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final int MAX_LONG_CONNECTIONS = 4;

    /** The beginning of the SQL states of connections that have failed. */
    static final String FAILED = "08";

    /** The beginning of the SQL states of connections that the server ends because it stops. */
    private static final String STOPPING = "57P0";

    private final HikariDataSource pool;
    private final String content;
    private final ServerFailures failures;
    private @Nullable HikariDataSource longPool;

    private PostgresConnections(HikariDataSource pool, String content) {
        this.pool = pool;
        this.content = content;
        this.failures = new ServerFailures(pool.getJdbcUrl(), this::openConnection);
    }

    /**
     * Returns the connections beside a pool of PostgreSQL, whose time-outs are set unless it has connected before.
     *
     * @param content the name of what the connections access, for the metrics of the second pool
     * @return null if it is no such pool
     */
    static @Nullable PostgresConnections ofPool(DataSource source, String content) {
        if (source instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && pool.getJdbcUrl().startsWith(POSTGRES)) {
            setTimeouts(pool);
            return new PostgresConnections(pool, content);
        }
        return null;
    }

    private static void setTimeouts(HikariDataSource pool) {
        synchronized (pool) {
            if (pool.getHikariPoolMXBean() == null) {
                TIMEOUTS.forEach((name, value) -> {
                    if (!pool.getDataSourceProperties().containsKey(name)) {
                        pool.addDataSourceProperty(name, value);
                    }
                });
            }
        }
    }

    /**
     * Opens a connection beside the pools. It has the address and the driver's settings of the pool, but not its schema: use it for
     * what concerns the database as a whole, such as announcements.
     */
    Connection openConnection() throws SQLException {
        return openConnection(pool.getJdbcUrl());
    }

    private Connection openConnection(String url) throws SQLException {
        return DriverManager.getConnection(url, settings(pool.getUsername(), pool.getPassword()));
    }

    /** Returns what says most about a failure to connect, also if the address names several servers. */
    Throwable explain(Throwable failure) {
        return failures.explain(failure);
    }

    /**
     * Returns the pool of connections that wait long. It is filled as needed. Migrations of a start need it before the pool of the service has
     * its metrics, which it copies: then it gets them later.
     */
    synchronized DataSource longPool() {
        if (longPool == null) {
            longPool = createLongPool("long-tasks", pool.getJdbcUrl());
        } else if (longPool.getMetricsTrackerFactory() == null && pool.getMetricsTrackerFactory() != null) {
            longPool.setMetricsTrackerFactory(pool.getMetricsTrackerFactory());
        }
        return longPool;
    }

    /** Creates a small pool of connections that wait long, to an address. It is filled as needed. */
    HikariDataSource createLongPool(String name, String url) {
        HikariConfig config = new HikariConfig();
        pool.copyStateTo(config);
        config.setPoolName(name + "-" + content);
        config.setInitializationFailTimeout(-1);
        config.setMaximumPoolSize(MAX_LONG_CONNECTIONS);
        config.setMinimumIdle(0);
        config.setLeakDetectionThreshold(0);
        config.setDataSource(new LongConnections(url)); // A copy shares the driver's properties with the pool.
        return new HikariDataSource(config);
    }

    /** Opens connections of the driver that wait long. The second pool prepares them as the first prepares its own. */
    private final class LongConnections extends AbstractDataSource {

        private final String url;

        LongConnections(String url) {
            this.url = url;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return getConnection(null, null);
        }

        @Override
        public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
            Properties settings = settings(user, password);
            settings.setProperty(SOCKET_TIMEOUT, String.valueOf(LONG_SOCKET_TIMEOUT.toSeconds()));
            return DriverManager.getConnection(url, settings);
        }

        /** The driver has time-outs of its own. */
        @Override
        public void setLoginTimeout(int seconds) {
            // See TIMEOUTS.
        }
    }

    /**
     * Evicts the connections of both pools if one has failed: those to the same host have failed as well. Those in use are closed once they
     * are returned. Other failures, such as a refused change or a pool that is exhausted, leave them as they are.
     */
    void giveUpIfLost(Throwable failure) {
        if (!isLost(failure)) {
            return;
        }
        evictConnections(pool);
        synchronized (this) {
            if (longPool != null) {
                evictConnections(longPool);
            }
        }
    }

    private static boolean isLost(Throwable failure) {
        return SqlStates.hasState(failure, FAILED, STOPPING)
                || SqlStates.hasCause(failure, SocketTimeoutException.class::isInstance);
    }

    private static void evictConnections(HikariDataSource connections) {
        if (connections.getHikariPoolMXBean() != null) {
            connections.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private Properties settings(@Nullable String user, @Nullable String password) {
        Properties settings = new Properties();
        settings.putAll(TIMEOUTS);
        settings.putAll(pool.getDataSourceProperties());
        put(settings, "user", user);
        put(settings, "password", password);
        return settings;
    }

    private static void put(Properties settings, String name, @Nullable String value) {
        if (value != null) {
            settings.setProperty(name, value);
        }
    }

    /** Closes the second pool. */
    @Override
    public synchronized void close() {
        if (longPool != null) {
            longPool.close();
        }
    }
}
