package support.entitlement.contract.group;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.contract.group.ContractGroup.GroupedContracts;
import support.entitlement.database.Database;

/**
 * The counts of contracts by content, which PostgreSQL keeps by triggers: each is exact in every transaction. A count reads a row for each
 * content, and one for each day on which versions with it begin or end later, however many contracts there are. Thread-safe. Use it within
 * {@link Database#accessDatabase} only.
 */
public final class ContractCounts {

    /** Reading so many changes takes a few milliseconds. */
    private static final int MAX_UNMERGED = 2_000;

    /** The number of versions that this replica stores until it adds up the changes that they have made. */
    private static final int STORED_UNTIL_MERGE = 10_000;

    /** Instants of the last day are kept apart for replicas whose clocks differ. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final String COUNTED =
            "(SELECT * FROM contract_count UNION ALL SELECT * FROM contract_count_change) counted";
    private static final String OF_ALL = "'00000000-0000-0000-0000-000000000000'";

    private static final String MERGE = "SELECT merge_contract_counts(?)";

    /** A server that takes no changes is not asked to merge. */
    private static final String MERGE_IF_DUE = """
            SELECT merge_contract_counts(?) WHERE NOT CAST(current_setting('transaction_read_only') AS BOOLEAN)
            AND ((SELECT counted_until FROM contract_count_state) < LEAST(?, now() - INTERVAL '2 days')
                OR (SELECT COUNT(*) FROM (SELECT 1 FROM contract_count_change LIMIT ?) few) = ?)""";

    private static final String COUNT_MISSING =
            "SELECT COALESCE(SUM(begins - ends), 0) FROM " + COUNTED + " WHERE content = " + OF_ALL;

    private static final String FIND = """
            SELECT content, customers, beginning, SUM(customers) OVER (), SUM(beginning) OVER (), known FROM (
                SELECT counted_until <= ? AS known FROM contract_count_state) state
            LEFT JOIN (
                SELECT content, COALESCE(SUM(begins - ends) FILTER (WHERE instant <= ?), 0) AS customers,
                    COALESCE(SUM(begins) FILTER (WHERE instant > ?), 0) AS beginning
                FROM\s""" + COUNTED + " WHERE content <> " + OF_ALL + """
                 GROUP BY content) grouped ON customers > 0 OR beginning > 0
            ORDER BY customers DESC, beginning DESC, content LIMIT ?""";

    private final Database database;
    private final Clock clock;
    private final AtomicLong stored = new AtomicLong();

    /** Creates the access to the counts of a database. */
    public ContractCounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes that a transaction stores versions, and adds up within it what many have changed. */
    public void noteStored(int versions) {
        long before = stored.getAndAdd(versions);
        if (database.isPostgres() && before / STORED_UNTIL_MERGE != (before + versions) / STORED_UNTIL_MERGE) {
            mergeChanges();
        }
    }

    /** Adds up what transactions have changed, so that a count reads few rows. Within a transaction, others go on without waiting. */
    public void mergeChanges() {
        database.jdbcClient()
                .sql(MERGE)
                .param(mergedUntil())
                .query(Boolean.class)
                .optional();
    }

    /** Does so if there are many changes, or a day has passed. */
    public void mergeManyChanges() {
        OffsetDateTime until = mergedUntil();
        database.jdbcClient()
                .sql(MERGE_IF_DUE)
                .params(until, until.minus(KEPT), MAX_UNMERGED, MAX_UNMERGED)
                .query(Boolean.class)
                .optional();
    }

    private OffsetDateTime mergedUntil() {
        return toUtc(clock.instant().truncatedTo(ChronoUnit.DAYS).minus(KEPT));
    }

    /** Returns the number of stored versions whose content is not known, as a replica has stored them that knows none. */
    public long countMissing() {
        return database.jdbcClient().sql(COUNT_MISSING).query(Long.class).single();
    }

    /**
     * Returns the groups at an instant.
     *
     * @param most the maximal number of groups
     * @param limit the time after which the database gives up
     * @return empty if the instant has passed for so long that only contracts themselves tell
     * @throws org.springframework.dao.QueryTimeoutException at the limit
     */
    public Optional<GroupedContracts> findGroups(Instant at, int most, Duration limit) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        jdbc.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
        GroupReader reader = new GroupReader();
        OffsetDateTime time = toUtc(at);
        AtomicBoolean known = new AtomicBoolean();
        jdbc.query(
                FIND,
                row -> {
                    known.set(row.getBoolean(6));
                    reader.addGroup(row);
                },
                time,
                time,
                time,
                most);
        return known.get() ? Optional.of(reader.toGroups()) : Optional.empty();
    }

    private static OffsetDateTime toUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Reads rows of content, customers in force, versions that begin later, and the sums of both. Not thread-safe. */
    public static final class GroupReader {

        private final List<ContractGroup> groups = new ArrayList<>();
        private long contracts;
        private long beginning;

        /** Adds the group of a row, if it has one. */
        public void addGroup(ResultSet row) throws SQLException {
            UUID content = row.getObject(1, UUID.class);
            if (content != null) {
                groups.add(new ContractGroup(content, row.getLong(2), row.getLong(3)));
                contracts = row.getLong(4);
                beginning = row.getLong(5);
            }
        }

        /** Returns the groups of all rows. */
        public GroupedContracts toGroups() {
            return new GroupedContracts(groups, contracts, beginning);
        }
    }
}
