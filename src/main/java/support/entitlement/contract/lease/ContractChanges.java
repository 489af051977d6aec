package support.entitlement.contract.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;
import support.entitlement.database.Database;

/**
 * Makes changes of contracts, and returns only after every replica has forgotten what it remembers of them, or may no longer answer from
 * memory. A replica that does not acknowledge a change delays its writer by at most {@link #MAX_WAIT}. Stateless and thread-safe.
 */
public final class ContractChanges {

    private static final Logger LOG = LoggerFactory.getLogger(ContractChanges.class);

    /**
     * The time after a commit at whose end no lease remains that began before it. The margin beyond the length of a lease is for clocks
     * that run at different rates, by up to a sixth.
     */
    static final Duration MAX_WAIT = MemoryLease.LENGTH.plusMillis(500);

    private static final long MAX_PAUSE_MILLIS = 50;

    private static final String UNAWARE_OF_TRANSACTION =
            "SELECT holder, CAST(seen AS TEXT) FROM contract_lease WHERE NOT pg_visible_in_snapshot(CAST(? AS XID8), seen)";

    private static final String UNAWARE_OF_CHANGES = """
            SELECT holder, CAST(seen AS TEXT) FROM contract_lease WHERE EXISTS (
                SELECT 1 FROM contract_change WHERE transaction >= pg_snapshot_xmin(seen)
                    AND NOT pg_visible_in_snapshot(transaction, seen)
                    AND pg_visible_in_snapshot(transaction, CAST(? AS PG_SNAPSHOT)))""";

    private final Database database;

    /** Creates the maker of changes. */
    public ContractChanges(Database database) {
        this.database = database;
    }

    /** A replica that has not acknowledged a change, with the snapshot that it has acknowledged. */
    private record UnawareHolder(UUID holder, String seen) {}

    /**
     * Makes a change within a transaction, and waits for replicas afterwards.
     *
     * @param change stores contracts; it passes those customers on of whom replicas may remember an older version
     */
    public <T> T makeChange(Function<Consumer<Collection<String>>, T> change) {
        if (!database.isPostgres()) {
            return database.inTransaction(() -> change.apply(customers -> {}));
        }
        List<String> transactions = new ArrayList<>();
        T made = database.inTransaction(() -> {
            String transaction = beginAnnounced();
            return change.apply(customers -> {
                announceChanges(customers);
                transactions.add(transaction);
            });
        });
        if (!transactions.isEmpty()) {
            awaitReplicas(UNAWARE_OF_TRANSACTION, transactions.get(0));
        }
        return made;
    }

    /**
     * Waits until replicas know every change that is in the database now. Whoever reports a stored contract to a writer calls this first:
     * the one who stored it may still be waiting for replicas, or may have stopped before it had waited.
     */
    public void awaitStoredChanges() {
        if (database.isPostgres()) {
            String snapshot = database.jdbcClient()
                    .sql("SELECT CAST(pg_current_snapshot() AS TEXT)")
                    .query(String.class)
                    .single();
            awaitReplicas(UNAWARE_OF_CHANGES, snapshot);
        }
    }

    /** Tells the trigger that this transaction names its changes. Returns the number of the transaction. */
    private String beginAnnounced() {
        return database.jdbcClient()
                .sql("SELECT CAST(pg_current_xact_id() AS TEXT), set_config('entitlement.names_changes', 'on', true)")
                .query((row, number) -> row.getString(1))
                .single();
    }

    private void announceChanges(Collection<String> customers) {
        new JdbcTemplate(database.dataSource())
                .batchUpdate(
                        "INSERT INTO contract_change (customer) VALUES (?)",
                        customers,
                        customers.size(),
                        (statement, customer) -> statement.setString(1, customer));
        database.jdbcClient()
                .sql("SELECT pg_notify(?, '')")
                .param(LeaseConnection.CHANNEL)
                .query(row -> {});
    }

    /**
     * Waits until every holder of a lease has seen what was committed, or its lease is over.
     *
     * @param query finds the holders that have not seen it
     * @param committed the parameter of the query
     */
    private void awaitReplicas(String query, String committed) {
        long end = System.nanoTime() + MAX_WAIT.toNanos();
        List<UnawareHolder> unaware = findUnaware(query, committed);
        boolean interrupted = false;
        for (long pause = 1;
                !unaware.isEmpty() && System.nanoTime() - end < 0;
                pause = Math.min(MAX_PAUSE_MILLIS, 2 * pause)) {
            try {
                TimeUnit.MILLISECONDS.sleep(pause);
            } catch (InterruptedException e) {
                interrupted = true; // The change is made: nobody may be told so before all know it.
            }
            unaware = findUnaware(query, committed);
        }
        removeHolders(unaware);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Finds the replicas for which to wait. If they cannot be found, an unnamed one stands for them until their leases are over. */
    private List<UnawareHolder> findUnaware(String query, String committed) {
        try {
            return database.jdbcClient()
                    .sql(query)
                    .param(committed)
                    .query((row, number) -> new UnawareHolder(row.getObject(1, UUID.class), row.getString(2)))
                    .list();
        } catch (DataAccessException e) {
            LOG.debug("Replicas cannot be asked whether they know a change", e);
            return List.of(new UnawareHolder(new UUID(0, 0), ""));
        }
    }

    /** Removes replicas whose leases are over, so that the next writer does not wait for them. They register again if they are alive. */
    private void removeHolders(List<UnawareHolder> gone) {
        if (gone.isEmpty()) {
            return;
        }
        LOG.warn(
                "{} replicas did not acknowledge a change of contracts within {} ms", gone.size(), MAX_WAIT.toMillis());
        try {
            database.inTransaction(() -> {
                database.jdbcClient()
                        .sql("SELECT set_config('lock_timeout', '100ms', true)")
                        .query(row -> {});
                gone.forEach(each -> database.jdbcClient()
                        .sql("DELETE FROM contract_lease WHERE holder = ? AND CAST(seen AS TEXT) = ?")
                        .params(each.holder(), each.seen())
                        .update());
                return gone.size();
            });
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Replicas that do not answer stay registered", e);
        }
    }
}
