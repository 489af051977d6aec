package support.entitlement.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.InfrastructureProxy;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import support.entitlement.database.Standby.LogPosition;

/**
 * A set of tables in a database, H2 or PostgreSQL, which are created at the first access. Thread-safe. The database may
 * become unreachable and come back; meanwhile every method that accesses it throws {@link
 * DatabaseUnavailableException}.
 */
public final class Database implements AutoCloseable {

    private final DataSource source;
    private final DataSource owner;
    private final DataSource chosen;
    private final @Nullable PostgresConnections connections;
    private final ThreadLocal<Boolean> takesLong = ThreadLocal.withInitial(() -> false);
    private final Schema schema;
    private final JdbcClient jdbc;
    private final DurableTransaction changes;
    private final TransactionTemplate moment;
    private final OutageLog outages = new OutageLog();
    private volatile boolean ready;
    private volatile boolean migratesItself = true;
    private volatile boolean postgres;
    private volatile @Nullable Standby standby;

    /**
     * Creates the access to some tables.
     *
     * @param source a pool; one of H2 connects from now on as a user who may only read and change rows
     * @throws IllegalStateException if it has connected to H2 otherwise before
     */
    public Database(DataSource source, Schema schema) {
        this.source = source;
        this.owner = H2ServiceUser.restrictPool(source);
        this.connections = PostgresConnections.ofPool(source, schema.location().replaceFirst(".*/", ""));
        this.schema = schema;
        this.chosen = connections == null ? source : new ChosenPool();
        this.jdbc = JdbcClient.create(chosen);
        JdbcTransactionManager transactions = new JdbcTransactionManager(chosen);
        this.changes = new DurableTransaction(jdbc, new TransactionTemplate(transactions), owner);
        this.moment = new TransactionTemplate(transactions);
        moment.setReadOnly(true);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * Takes connections of the second pool for what takes long. Spring takes it for the pool of the service, so that all tables which
     * are used within a transaction share its connection: one that waits for a second one would keep others waiting.
     */
    private final class ChosenPool extends AbstractDataSource implements InfrastructureProxy {

        @Override
        public Object getWrappedObject() {
            return source;
        }

        @Override
        public Connection getConnection() throws SQLException {
            Standby server = standby;
            return server != null && server.isReading()
                    ? server.getConnection()
                    : (takesLong.get() ? Objects.requireNonNull(connections).longPool() : source).getConnection();
        }

        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            throw new SQLException("The configured user connects here.");
        }
    }

    /** Leaves migrations to the command {@code migrate}: until it has run, the content counts as unavailable. */
    void leaveMigrationToCommand() {
        migratesItself = false;
    }

    /**
     * Has a standby server answer what {@link #readAfterCommits} reads.
     *
     * @throws IllegalStateException if the database is H2, which has none
     */
    void useStandby(String url) {
        if (connections == null) {
            throw new IllegalStateException("entitlement.database.standby-url names a standby server of PostgreSQL, and"
                    + " spring.datasource.url is none. Set that to the primary, or leave out the standby.");
        }
        PostgresConnections servers = connections;
        standby = new Standby(() -> servers.createLongPool("standby", url));
    }

    /** Returns true while a standby server that is to be read cannot be, so that the primary is read in its place. */
    public boolean isStandbyAway() {
        Standby server = standby;
        return server != null && server.isAway();
    }

    /**
     * Creates or migrates the tables.
     *
     * @return the version of the schema
     * @throws DatabaseUnavailableException if the database cannot be reached
     */
    public String migrateTables() {
        return accessDatabase(
                () -> String.valueOf(createFlyway().info().current().getVersion()));
    }

    /** Creates or migrates the tables unless an access has done so before. To read their version would take as long again. */
    void prepareTables() {
        accessDatabase(() -> true);
    }

    /** Returns the source of connections. */
    public DataSource dataSource() {
        return chosen;
    }

    /** Opens a connection beside the pool, for a caller who keeps it. */
    public Connection openConnection() throws SQLException {
        return connections == null ? source.getConnection() : connections.openConnection();
    }

    /** Returns a client. Use it within {@link #accessDatabase} and {@link #inTransaction} only. */
    public JdbcClient jdbcClient() {
        return jdbc;
    }

    /** Returns whether the database is PostgreSQL; known after the first access. */
    public boolean isPostgres() {
        return postgres;
    }

    /**
     * Reads from the database, or runs {@link #inTransaction} or {@link #inSnapshot}.
     *
     * @throws DatabaseUnavailableException if the database cannot be reached
     * @throws UnstorableValueException if it does not accept a value
     */
    public <T> T accessDatabase(Supplier<T> query) {
        if (Standby.isReadingAny()) {
            return query.get();
        }
        try {
            migrateIfNeeded();
            T answer = query.get();
            outages.logReachable(schema.content());
            return answer;
        } catch (DurableTransaction.UncertainChangeException e) {
            ClosedH2Database.reopenIfClosed(source, e);
            noteOutage(e);
            throw DatabaseUnavailableException.afterChange(schema.content(), e);
        } catch (DataAccessException | TransactionException | FlywayException e) {
            ClosedH2Database.reopenIfClosed(source, e);
            if (UnstorableValueException.isCauseOf(e)) {
                throw new UnstorableValueException(e);
            }
            throw reportUnavailable(e);
        }
    }

    /**
     * Does what {@link #accessDatabase} does with statements that may take minutes, such as imports and counts. With PostgreSQL they have
     * connections of their own.
     */
    public <T> T accessForLong(Supplier<T> query) {
        boolean before = takesLong.get();
        takesLong.set(true);
        try {
            return accessDatabase(query);
        } finally {
            takesLong.set(before);
        }
    }

    /**
     * Reads all that was committed before this call: on the standby server, if it has applied that, or else where the access reads anyway.
     *
     * @param access calls {@link #accessDatabase} or {@link #accessForLong}, changes nothing, and may be run twice
     */
    public <T> T readAfterCommits(Supplier<T> access) {
        Standby server = standby;
        LogPosition position =
                server == null || !server.isTried() || TransactionSynchronizationManager.isActualTransactionActive()
                        ? null
                        : accessDatabase(() -> server.readPosition(jdbc));
        return server == null || position == null
                ? access.get()
                : server.readFrom(position, access).orElseGet(access);
    }

    /**
     * Makes a change durably, and completely or not at all. Use it within {@link #accessDatabase}, which reports that
     * the change may have been kept only if the database failed while committing.
     */
    public <T> T inTransaction(Supplier<T> change) {
        return changes.makeChange(change, postgres);
    }

    /** Runs several reads in one snapshot. Use it within {@link #accessDatabase}. */
    public <T> T inSnapshot(Supplier<T> queries) {
        return moment.execute(status -> queries.get());
    }

    /** Creates or migrates the tables at the first access, which may be long after the start of the service. */
    private void migrateIfNeeded() {
        if (!ready) {
            migrate();
        }
    }

    private synchronized void migrate() {
        if (ready) {
            return;
        }
        try (Connection connection = source.getConnection()) {
            postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException e) {
            throw reportUnavailable(e);
        }
        Flyway flyway = createFlyway();
        if (migratesItself) {
            flyway.migrate();
        } else if (flyway.info().pending().length > 0) {
            throw reportUnavailable(new MigrationPendingException());
        }
        ready = true;
    }

    private Flyway createFlyway() {
        return Flyway.configure()
                .dataSource(connections == null ? owner : connections.longPool())
                .locations("classpath:" + schema.location())
                .javaMigrations(schema.migrations().toArray(JavaMigration[]::new))
                .table(schema.history())
                .baselineOnMigrate(true) // The database may hold tables of other applications.
                .baselineVersion("0")
                .placeholders(Map.of("bytes", postgres ? "BYTEA" : "BLOB"))
                .load();
    }

    private DatabaseUnavailableException reportUnavailable(Exception cause) {
        return new DatabaseUnavailableException(schema.content(), noteOutage(cause));
    }

    /** Returns the cause of an outage, which may say more than the failure. */
    private Throwable noteOutage(Exception failure) {
        if (source instanceof HikariDataSource pool && pool.isClosed()) {
            return failure; // The service is stopping.
        }
        if (connections != null) {
            connections.giveUpIfLost(failure);
        }
        Throwable cause = findCause(failure);
        outages.logUnreachable(schema.content(), cause);
        return cause;
    }

    private Throwable findCause(Exception failure) {
        return connections == null ? failure : connections.explain(failure);
    }

    /** Describes a failure of the database in the words of its driver, for the log: they may name servers and users. */
    public String describeFailure(Exception failure) {
        return SqlStates.messageOf(findCause(failure));
    }

    /** Closes what was opened beside the pool, which belongs to others. */
    @Override
    public void close() {
        if (standby != null) {
            standby.close();
        }
        if (connections != null) {
            connections.close();
        }
    }
}
