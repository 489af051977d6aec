package support.entitlement.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transaction of a {@link Database} whose change is on the disk when it ends, whatever PostgreSQL is set to and although H2 holds
 * changes in memory for a while. Thread-safe.
 */
final class DurableTransaction {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DataSource owner;

    /**
     * Creates a transaction.
     *
     * @param jdbc a client of the connection of the transaction
     * @param owner connects to H2 as a user who may write its file
     */
    DurableTransaction(JdbcClient jdbc, TransactionTemplate transaction, DataSource owner) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.owner = owner;
    }

    /** A change was committed, and may not be on the disk. */
    private static final class CheckpointFailedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private CheckpointFailedException(Throwable cause) {
            super(cause);
        }
    }

    /** The database failed during a commit, or before the change was on its disk, so that the outcome is unknown. */
    static final class UncertainChangeException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private UncertainChangeException(Throwable cause) {
            super(cause);
        }
    }

    /**
     * Makes a change durably, and completely or not at all.
     *
     * @param postgres true if the database is PostgreSQL, false if it is H2
     * @throws UncertainChangeException if the database failed while committing
     * @throws DataAccessException if the change was not made
     * @throws TransactionException if the change was not made
     */
    <T> T makeChange(Supplier<T> change, boolean postgres) {
        AtomicBoolean isMade = new AtomicBoolean();
        try {
            return keep(postgres, () -> {
                T made = change.get();
                isMade.set(true);
                return made;
            });
        } catch (CheckpointFailedException e) {
            throw new UncertainChangeException(e);
        } catch (ConcurrencyFailureException e) {
            throw e; // The database reports that nothing was committed.
        } catch (DataAccessException | TransactionException e) {
            throw isMade.get() ? new UncertainChangeException(e) : e;
        }
    }

    private <T> T keep(boolean postgres, Supplier<T> change) {
        return postgres ? keepInPostgres(change) : keepInH2(change);
    }

    private <T> T keepInPostgres(Supplier<T> change) {
        return transaction.execute(status -> {
            // Durable even if the server or role sets synchronous_commit = off.
            jdbc.sql("SELECT set_config('synchronous_commit', 'on', true)"
                            + " WHERE current_setting('synchronous_commit') = 'off'")
                    .query(row -> {});
            return change.get();
        });
    }

    /**
     * Has H2 write a committed change to its file, which it otherwise holds in memory for a while. The owner connects
     * before the transaction: if the database closes meanwhile, an owner who connected later would open it again, without the
     * change, and write that.
     */
    private <T> T keepInH2(Supplier<T> change) {
        Connection flusher = connectOwner();
        try {
            T changed = transaction.execute(status -> change.get());
            flushChanges(flusher);
            return changed;
        } finally {
            JdbcUtils.closeConnection(flusher);
        }
    }

    private Connection connectOwner() {
        try {
            return owner.getConnection();
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("The owner of the database cannot connect", e);
        }
    }

    private static void flushChanges(Connection owner) {
        try (Statement checkpoint = owner.createStatement()) {
            checkpoint.execute("CHECKPOINT SYNC");
        } catch (SQLException e) {
            throw new CheckpointFailedException(e);
        }
    }
}
