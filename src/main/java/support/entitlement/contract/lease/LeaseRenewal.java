package support.entitlement.contract.lease;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import support.entitlement.background.Heartbeat;
import support.entitlement.background.Heartbeats;
import support.entitlement.contract.lease.LeaseConnection.RecentChanges;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseUnavailableException;

/**
 * Holds the lease of a replica on the contracts that it remembers: a thread reads the changes every second, and at once if one is
 * announced, has the memory forget them, acknowledges them to their writers, and extends the lease. With H2 there is no lease, since its
 * database is in the process. Thread-safe.
 */
public final class LeaseRenewal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewal.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int ROUNDS_UNTIL_REMOVAL = 60;
    private static final Duration MAX_CLOSING = Duration.ofSeconds(2);

    private final Database database;
    private final MemoryLease lease;
    private final ContractMemory memory;
    private @Nullable UUID holder;
    private @Nullable Heartbeat thread;
    private @Nullable String loggedFailure;

    /**
     * Creates a renewal that has not started.
     *
     * @param lease is extended
     * @param memory forgets changes before they are acknowledged
     */
    public LeaseRenewal(Database database, MemoryLease lease, ContractMemory memory) {
        this.database = database;
        this.lease = lease;
        this.memory = memory;
    }

    /** Starts the thread. */
    public synchronized void start(Heartbeats heartbeats) {
        thread = heartbeats.startThread("contract-lease", this::renewAgainAndAgain);
    }

    /** Ends the lease and the thread. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.close();
            thread.awaitEnd(MAX_CLOSING);
        }
        lease.end();
    }

    private void renewAgainAndAgain(Heartbeat beat) throws InterruptedException {
        while (!beat.isClosed()) {
            beat.attemptRound("renewing the lease on contracts", () -> holdLease(beat));
            beat.pauseFor(INTERVAL);
        }
    }

    private void holdLease(Heartbeat beat) {
        try {
            if (database.accessDatabase(() -> database.isPostgres() && isWritable())) {
                holdOnPostgres(beat);
            }
            beat.recordReach(true);
        } catch (SQLException | DataAccessException | DatabaseUnavailableException e) {
            if (!beat.isClosed()) {
                beat.recordReach(false);
                warnOnce(database.describeFailure(e));
            }
        }
    }

    /** Returns false for a standby, on which nobody changes contracts: queries ask it until it is promoted. */
    private boolean isWritable() {
        return database.jdbcClient()
                .sql("SELECT current_setting('transaction_read_only') = 'off'")
                .query(Boolean.class)
                .single();
    }

    private void holdOnPostgres(Heartbeat beat) throws SQLException {
        try (LeaseConnection connection = LeaseConnection.open(database)) {
            if (holder != null) {
                connection.removeHolder(holder); // Its lease has ended with its connection.
            }
            holder = connection.holder();
            renewUntilLost(connection, beat);
            lease.end();
            connection.removeHolder(connection.holder());
        } finally {
            lease.end();
        }
    }

    private void renewUntilLost(LeaseConnection connection, Heartbeat beat) throws SQLException {
        Optional<LeasePosition> position = beginLease(connection);
        for (long round = 1; position.isPresent() && !beat.isClosed(); round++) {
            loggedFailure = null;
            beat.recordReach(true);
            beat.recordBeat();
            connection.awaitChange(INTERVAL);
            position = renew(connection, position.get());
            if (round % ROUNDS_UNTIL_REMOVAL == 0) {
                connection.removeSeenChanges();
            }
        }
    }

    /**
     * The state that writers know of.
     *
     * @param snapshot the last acknowledged snapshot
     * @param server the server that knows it
     */
    record LeasePosition(String snapshot, String server) {}

    /**
     * Begins a lease, with an empty memory. What was read before the registration is forgotten with it, and whoever reads later reads what
     * was stored until then.
     *
     * @return empty if there is none for now
     */
    Optional<LeasePosition> beginLease(LeaseConnection connection) {
        Optional<String> registered = connection.registerHolder();
        if (registered.isEmpty()) {
            warnOnce("A writer that knows no leases has changed contracts within the last minute.");
            return Optional.empty();
        }
        memory.forgetAll();
        String server = connection.readChangesSince(registered.get()).server();
        return renew(connection, new LeasePosition(registered.get(), server));
    }

    /** Forgets the changes since a position and extends the lease. Returns nothing if there is no lease any more. */
    Optional<LeasePosition> renew(LeaseConnection connection, LeasePosition position) {
        MemoryLease.LookTime looked = lease.currentTime();
        RecentChanges changes = connection.readChangesSince(position.snapshot());
        if (!changes.server().equals(position.server())) {
            return Optional.empty();
        }
        if (!changes.isComplete()) {
            memory.forgetAll();
        } else if (!changes.customers().isEmpty()) {
            memory.forgetContracts(changes.customers());
        }
        if (!connection.acknowledge(position.snapshot(), changes.snapshot())) {
            return Optional.empty();
        }
        lease.extendFrom(looked);
        return Optional.of(new LeasePosition(changes.snapshot(), changes.server()));
    }

    private void warnOnce(String failure) {
        if (!failure.equals(loggedFailure)) {
            LOG.warn(
                    "Contracts are read from the database for each query, since there is no lease on remembered ones: {}",
                    failure);
            loggedFailure = failure;
        }
    }
}
