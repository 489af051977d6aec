package support.entitlement.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Connects to an H2 database as a user who may read and change rows, and nothing else. Its owner, the configured user, may
 * have H2 compile code, read and write files, and create users; so the owner connects only to migrate tables and to
 * write changes to the disk. The user is created when it is missing, with the password of the owner. Thread-safe.
 */
final class H2ServiceUser extends AbstractDataSource {

    /** The name of the user; installed services have it by this name. */
    static final String NAME = "ENTITLEMENT_SERVICE";

    private static final int WRONG_USER_OR_PASSWORD = 28000;

    /** H2 calls these four rights, and no others, ALL. */
    private static final String GRANT = "GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA PUBLIC TO " + NAME;

    private static final String IS_READY = "SELECT 1 FROM INFORMATION_SCHEMA.USERS u JOIN INFORMATION_SCHEMA.RIGHTS r"
            + " ON r.GRANTEE = u.USER_NAME WHERE u.USER_NAME = '" + NAME + "' AND NOT u.IS_ADMIN"
            + " AND r.TABLE_SCHEMA = 'PUBLIC' AND r.TABLE_NAME = '' AND r.RIGHTS = 'ALL'";

    private final H2Settings settings;

    private H2ServiceUser(H2Settings settings) {
        this.settings = settings;
    }

    /**
     * Makes a pool of H2 connect as this user, before its first connection.
     *
     * @return the source of the owner's connections; for any other database the source itself
     * @throws IllegalStateException if the pool has connected otherwise already
     */
    static DataSource restrictPool(DataSource source) {
        try {
            return source.isWrapperFor(HikariDataSource.class)
                    ? restrictPool(source, source.unwrap(HikariDataSource.class))
                    : source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DataSource restrictPool(DataSource source, HikariDataSource pool) {
        synchronized (pool) {
            if (pool.getJdbcUrl() == null || !pool.getJdbcUrl().startsWith(DatabaseUrl.H2)) {
                return source;
            }
            if (!(pool.getDataSource() instanceof H2ServiceUser)) {
                pool.setDataSource(new H2ServiceUser(H2Settings.ofPool(pool)));
                pool.setUsername(null);
                pool.setPassword(null);
            }
            return new Owner(((H2ServiceUser) pool.getDataSource()).settings);
        }
    }

    /** Connects as the owner of the database. */
    private static final class Owner extends AbstractDataSource {

        private final H2Settings settings;

        private Owner(H2Settings settings) {
            this.settings = settings;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return settings.connectAsOwner();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLException("The owner of the database is the configured user.");
        }
    }

    /** The owner connects first, so that a database that is created here belongs to the owner. */
    @Override
    public Connection getConnection() throws SQLException {
        try (Connection owner = settings.connectAsOwner()) {
            if (!isReady(owner)) {
                createUser(owner);
            }
            return connect(owner);
        }
    }

    private Connection connect(Connection owner) throws SQLException {
        try {
            return settings.connectAsUser(NAME);
        } catch (SQLException e) {
            if (e.getErrorCode() != WRONG_USER_OR_PASSWORD) {
                throw e;
            }
            setPassword(owner, "ALTER USER " + NAME + " SET PASSWORD ?"); // The owner has another one now.
            return settings.connectAsUser(NAME);
        }
    }

    private static boolean isReady(Connection owner) throws SQLException {
        try (Statement query = owner.createStatement();
                ResultSet found = query.executeQuery(IS_READY)) {
            return found.next();
        }
    }

    private void createUser(Connection owner) throws SQLException {
        setPassword(owner, "CREATE USER IF NOT EXISTS " + NAME + " PASSWORD ?");
        try (Statement change = owner.createStatement()) {
            change.execute("ALTER USER " + NAME + " ADMIN FALSE");
            change.execute(GRANT);
        }
    }

    private void setPassword(Connection owner, String sql) throws SQLException {
        try (PreparedStatement change = owner.prepareStatement(sql)) {
            change.setString(1, settings.ownersPassword());
            change.execute();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLException("Nobody but " + NAME + " connects here.");
    }

    /** A pool sets a timeout for logging in, which H2 does not have. */
    @Override
    public void setLoginTimeout(int seconds) {
        // H2 answers at once.
    }
}
