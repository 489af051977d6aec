package support.entitlement.contract.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import support.entitlement.database.Database;

/**
 * A connection to PostgreSQL on which one lease is held. It is not of the pool: whoever is connected to another server after a failover
 * has to notice it. Not thread-safe.
 */
final class LeaseConnection implements AutoCloseable {

    /** The channel on which changes are announced. An announcement only shortens the time until the next look. */
    static final String CHANNEL = "contract_changes";

    private static final int MAX_CHANGES = 10_000;

    private static final String REGISTER = """
            INSERT INTO contract_lease (holder, seen)
            SELECT ?, pg_current_snapshot() WHERE NOT EXISTS (
                SELECT 1 FROM contract_change WHERE customer IS NULL AND changed > now() - INTERVAL '1 minute')
            RETURNING CAST(seen AS TEXT)""";

    /**
     * Reads both in one snapshot. A transaction that is later than the snapshot is of a server from which the database was moved here, by
     * a dump.
     */
    private static final String READ_CHANGES = """
            SELECT CAST(moment.snapshot AS TEXT), CAST(moment.server AS TEXT), recent.transaction IS NOT NULL, recent.customer
            FROM (SELECT pg_current_snapshot() AS snapshot, pg_postmaster_start_time() AS server) AS moment
            LEFT JOIN (
                SELECT transaction, customer FROM contract_change
                WHERE transaction >= pg_snapshot_xmin(CAST(? AS PG_SNAPSHOT))
                    AND transaction < pg_snapshot_xmax(pg_current_snapshot())
                    AND NOT pg_visible_in_snapshot(transaction, CAST(? AS PG_SNAPSHOT))
                LIMIT ?) AS recent ON TRUE""";

    private static final String ACKNOWLEDGE =
            "UPDATE contract_lease SET seen = CAST(? AS PG_SNAPSHOT) WHERE holder = ? AND CAST(seen AS TEXT) = ?";

    private static final String REMOVE_SEEN = """
            DELETE FROM contract_change WHERE ctid IN (
                SELECT ctid FROM contract_change c WHERE changed < now() - INTERVAL '1 minute' AND NOT EXISTS (
                    SELECT 1 FROM contract_lease WHERE NOT pg_visible_in_snapshot(c.transaction, seen)
                        AND c.transaction < pg_snapshot_xmax(pg_current_snapshot()))
                LIMIT ? FOR UPDATE SKIP LOCKED)""";

    private final Connection connection;
    private final JdbcClient jdbc;

    /** A statement of a lost connection may be executed much later, and must not concern the lease of the next connection. */
    private final UUID holder = UUID.randomUUID();

    private LeaseConnection(Connection connection) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /** Connects with the schema of the pool, which may come from a setting of its own. */
    static LeaseConnection open(Database database) throws SQLException {
        String schema = database.jdbcClient()
                .sql("SELECT current_schema()")
                .query(String.class)
                .single();
        Connection connection = database.openConnection();
        try {
            connection.setSchema(schema);
            LeaseConnection opened = new LeaseConnection(connection);
            opened.jdbc.sql("SET application_name = 'contract-lease'").update();
            opened.jdbc.sql("LISTEN " + CHANNEL).update();
            return opened;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Registers the holder, for whom writers wait from now on.
     *
     * @return the snapshot that counts as seen; empty if a writer that announces nothing has written in the last minute
     */
    Optional<String> registerHolder() {
        return jdbc.sql(REGISTER).param(holder).query(String.class).optional();
    }

    /**
     * The changes between two snapshots.
     *
     * @param snapshot the later one, as text
     * @param server tells servers apart: transactions of one that was promoted may have the numbers of lost ones
     * @param isComplete false if other customers may have changed, too
     */
    record RecentChanges(String snapshot, String server, List<String> customers, boolean isComplete) {}

    /** Reads the changes that a snapshot did not show. */
    RecentChanges readChangesSince(String seen) {
        List<String> customers = new ArrayList<>();
        String[] moment = new String[2];
        boolean[] unnamed = new boolean[1];
        jdbc.sql(READ_CHANGES).params(seen, seen, MAX_CHANGES + 1).query(row -> {
            moment[0] = row.getString(1);
            moment[1] = row.getString(2);
            if (row.getBoolean(3)) {
                String customer = row.getString(4);
                unnamed[0] |= customer == null;
                customers.add(String.valueOf(customer));
            }
        });
        return new RecentChanges(moment[0], moment[1], customers, !unnamed[0] && customers.size() <= MAX_CHANGES);
    }

    /**
     * Tells writers that the changes of a snapshot are forgotten.
     *
     * @param before the snapshot that was acknowledged last
     * @return false if writers no longer wait for this holder
     */
    boolean acknowledge(String before, String snapshot) {
        return jdbc.sql(ACKNOWLEDGE).params(snapshot, holder, before).update() == 1;
    }

    /** Removes changes that every holder has seen, as many at a time as leave enough of it for the next renewal. */
    void removeSeenChanges() {
        jdbc.sql(REMOVE_SEEN).param(MAX_CHANGES).update();
    }

    UUID holder() {
        return holder;
    }

    void removeHolder(UUID ended) {
        jdbc.sql("DELETE FROM contract_lease WHERE holder = ?").param(ended).update();
    }

    /** Waits for an announcement, at most this long. */
    void awaitChange(Duration limit) throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications((int) limit.toMillis());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
