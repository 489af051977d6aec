package support.entitlement.release;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database that the log of releases is in, H2 or PostgreSQL. Thread-safe; it may come and go, and every method that asks it
 * throws {@link LogUnavailableException} while it is away.
 */
@Component
final class LogDatabase {

    private final DataSource source;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private volatile boolean ready;
    private volatile boolean postgres;

    LogDatabase(DataSource source) {
        this.source = source;
        this.jdbc = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    /** Where connections come from. */
    DataSource source() {
        return source;
    }

    /** To be used within {@link #ask} and {@link #change} only. */
    JdbcClient jdbc() {
        return jdbc;
    }

    /** Whether it is PostgreSQL; known once it has been asked something. */
    boolean isPostgres() {
        return postgres;
    }

    /** Asks something. */
    <T> T ask(Supplier<T> question) {
        try {
            prepare();
            return question.get();
        } catch (DataAccessException | TransactionException | FlywayException e) {
            throw new LogUnavailableException(e);
        }
    }

    /** Changes something, whole or not at all. What has changed outlives a crash. To be used within {@link #ask}. */
    <T> T change(Supplier<T> change) {
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

    /** Makes the tables when the database is first reached, which may be long after the service has started. */
    private synchronized void prepare() {
        if (ready) {
            return;
        }
        try (Connection connection = source.getConnection()) {
            postgres = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException e) {
            throw new LogUnavailableException(e);
        }
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/release")
                .table("policy_release_schema")
                .baselineOnMigrate(true) // The database may have tables of others.
                .baselineVersion("0")
                .placeholders(Map.of("bytes", postgres ? "BYTEA" : "BLOB"))
                .load()
                .migrate();
        ready = true;
    }
}
