package support.entitlement.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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
 * without end: those of the pool give up after seconds. Beside it there is a small second pool for what takes minutes, and single
 * connections. Thread-safe.
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

    private final HikariDataSource pool;
    private @Nullable HikariDataSource longPool;

    private PostgresConnections(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Returns the connections beside a pool of PostgreSQL, whose time-outs are set unless it has connected before.
     *
     * @return null if it is no such pool
     */
    static @Nullable PostgresConnections ofPool(DataSource source) {
        if (source instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && pool.getJdbcUrl().startsWith(POSTGRES)) {
            setTimeouts(pool);
            return new PostgresConnections(pool);
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

    /** Opens a connection beside the pools. */
    Connection openConnection() throws SQLException {
        return connect(settings());
    }

    /** Returns a source of connections beside the pools that wait long, such as for the migration of a large table. */
    DataSource longConnections() {
        return new AbstractDataSource() {

            @Override
            public Connection getConnection() throws SQLException {
                return connect(longSettings());
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                throw new SQLException("The configured user connects here.");
            }
        };
    }

    /** Returns the pool of connections that wait long. It is filled as needed. */
    synchronized DataSource longPool() {
        if (longPool == null) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("long-tasks");
            config.setJdbcUrl(pool.getJdbcUrl());
            config.setUsername(pool.getUsername());
            config.setPassword(pool.getPassword());
            config.setConnectionTimeout(pool.getConnectionTimeout());
            config.setValidationTimeout(pool.getValidationTimeout());
            config.setInitializationFailTimeout(-1);
            config.setMaximumPoolSize(MAX_LONG_CONNECTIONS);
            config.setMinimumIdle(0);
            config.setDataSourceProperties(longSettings());
            longPool = new HikariDataSource(config);
        }
        return longPool;
    }

    /** Evicts the idle connections of both pools after one has failed: those to the same host have failed as well. */
    void giveUpIdle() {
        giveUpIdle(pool);
        synchronized (this) {
            if (longPool != null) {
                giveUpIdle(longPool);
            }
        }
    }

    private static void giveUpIdle(HikariDataSource connections) {
        if (connections.getHikariPoolMXBean() != null) {
            connections.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private Connection connect(Properties settings) throws SQLException {
        return DriverManager.getConnection(pool.getJdbcUrl(), settings);
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(TIMEOUTS);
        settings.putAll(pool.getDataSourceProperties());
        put(settings, "user", pool.getUsername());
        put(settings, "password", pool.getPassword());
        return settings;
    }

    private Properties longSettings() {
        Properties settings = settings();
        settings.setProperty(SOCKET_TIMEOUT, String.valueOf(LONG_SOCKET_TIMEOUT.toSeconds()));
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
