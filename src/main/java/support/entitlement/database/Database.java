package support.entitlement.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Some tables in a database, H2 or PostgreSQL, which make themselves when they are first asked. Thread-safe; the database may come
 * and go, and every method that asks it throws {@link DatabaseUnavailableException} while it is away.
 */
public abstract class Database {

    private final DataSource source;
    private final String what;
    private final String location;
    private final String history;
    private final JavaMigration[] migrations;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate moment;
    private final OutageLog seen = new OutageLog();
    private volatile boolean ready;
    private volatile boolean postgres;

    /**
     * Tables that may share a database with others.
     *
     * @param what what is kept in them, as the subject of a sentence in the singular
     * @param location where the statements that make them are, on the class path
     * @param history the table that says which of the statements have been run
     * @param migrations changes that statements cannot make
     */
    protected Database(DataSource source, String what, String location, String history, JavaMigration... migrations) {
        this.source = source;
        this.what = what;
        this.location = location;
        this.history = history;
        this.migrations = migrations.clone();
        this.jdbc = JdbcClient.create(source);
        JdbcTransactionManager transactions = new JdbcTransactionManager(source);
        this.transaction = new TransactionTemplate(transactions);
        this.moment = new TransactionTemplate(transactions);
        moment.setReadOnly(true);
        moment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Where connections come from. */
    public DataSource dataSource() {
        return source;
    }

    /** To be used within {@link #accessDatabase} and {@link #inTransaction} only. */
    public JdbcClient jdbcClient() {
        return jdbc;
    }

    /** Whether it is PostgreSQL; known once it has been asked something. */
    public boolean isPostgres() {
        return postgres;
    }

    /** Asks something. */
    public <T> T accessDatabase(Supplier<T> question) {
        try {
            migrateIfNeeded();
            T answer = question.get();
            seen.logReachable(what);
            return answer;
        } catch (UncertainChangeException e) {
            ClosedH2Database.reopenIfClosed(source, e);
            noteOutage(e);
            throw DatabaseUnavailableException.afterChange(what, e);
        } catch (DataAccessException | TransactionException | FlywayException e) {
            ClosedH2Database.reopenIfClosed(source, e);
            if (UnstorableValueException.isCauseOf(e)) {
                throw new UnstorableValueException(e);
            }
            throw reportUnavailable(e);
        }
    }

    /**
     * Changes something, whole or not at all. What has changed outlives a crash. To be used within {@link #accessDatabase}, which fails as one
     * that may have changed something only if the database failed while it kept the change.
     */
    public <T> T inTransaction(Supplier<T> change) {
        AtomicBoolean isMade = new AtomicBoolean();
        try {
            return keep(() -> {
                T made = change.get();
                isMade.set(true);
                return made;
            });
        } catch (ConcurrencyFailureException e) {
            throw e; // The database says that it has not kept it.
        } catch (DataAccessException | TransactionException e) {
            throw isMade.get() ? new UncertainChangeException(e) : e;
        }
    }

    /** The database failed at a commit, or before the change was on its disk: nobody can tell whether it has kept the change. */
    private static final class UncertainChangeException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private UncertainChangeException(Throwable cause) {
            super(cause);
        }
    }

    private <T> T keep(Supplier<T> change) {
        T changed = transaction.execute(status -> {
            if (postgres) { // Also where others have bargained that away.
                jdbc.sql("SELECT set_config('synchronous_commit', 'on', true)"
                                + " WHERE current_setting('synchronous_commit') = 'off'")
                        .query(row -> {});
            }
            return change.get();
        });
        if (!postgres) {
            jdbc.sql("CHECKPOINT SYNC").update(); // H2 would keep it in memory for a while.
        }
        return changed;
    }

    /** Asks several things of one moment. To be used within {@link #accessDatabase}. */
    public <T> T inSnapshot(Supplier<T> questions) {
        return moment.execute(status -> questions.get());
    }

    /** Makes the tables when the database is first reached, which may be long after the service has started. */
    private void migrateIfNeeded() {
        if (!ready) {
            migrateTables();
        }
    }

    private synchronized void migrateTables() {
        if (ready) {
            return;
        }
        try (Connection connection = source.getConnection()) {
            postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException e) {
            throw reportUnavailable(e);
        }
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:" + location)
                .javaMigrations(migrations)
                .table(history)
                .baselineOnMigrate(true) // The database may have tables of others.
                .baselineVersion("0")
                .placeholders(Map.of("bytes", postgres ? "BYTEA" : "BLOB"))
                .load()
                .migrate();
        ready = true;
    }

    private DatabaseUnavailableException reportUnavailable(Exception cause) {
        noteOutage(cause);
        return new DatabaseUnavailableException(what, cause);
    }

    private void noteOutage(Exception cause) {
        if (!(source instanceof HikariDataSource pool && pool.isClosed())) { // Else the service is stopping.
            seen.logUnreachable(what, cause);
        }
    }
}
