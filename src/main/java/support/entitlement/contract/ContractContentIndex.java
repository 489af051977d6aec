package support.entitlement.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import support.entitlement.contract.ContractGroup.GroupedContracts;
import support.entitlement.database.Database;
import tools.jackson.databind.json.JsonMapper;

/**
 * An index of what versions of contracts say and from when on they decide, so that contracts that say the same are evaluated once. Use it
 * within {@link Database#accessDatabase} and {@link Database#inTransaction} only.
 */
final class ContractContentIndex {

    /** The versions that are in force at an instant: they decide it, no later version does, and they have not ended. */
    private static final String IN_FORCE = """
             FROM customer_contract_content c WHERE decides_from <= ? AND (ends IS NULL OR ends > ?)
            AND NOT EXISTS (SELECT 1 FROM customer_contract_content later WHERE later.version > 1
                AND later.customer = c.customer AND later.version > c.version AND later.decides_from <= ?)""";

    /** The versions that begin after an instant: no later version begins before them or with them, and they have not ended by then. */
    private static final String UPCOMING = """
             FROM customer_contract_content c WHERE decides_from > ? AND (ends IS NULL OR ends > decides_from)
            AND NOT EXISTS (SELECT 1 FROM customer_contract_content later WHERE later.version > 1
                AND later.customer = c.customer AND later.version > c.version AND later.decides_from <= c.decides_from)""";

    /**
     * The versions that decide any time from an instant on, of customers of whom one with a content of one list begins after it, or one has
     * a content of another list.
     */
    private static final String FROM_THEN_ON = """
            SELECT customer, content, decides_from, ends FROM customer_contract_content c
            WHERE NOT EXISTS (SELECT 1 FROM customer_contract_content later WHERE later.version > 1
                AND later.customer = c.customer AND later.version > c.version
                AND (later.decides_from <= c.decides_from OR later.decides_from <= ?))
            AND customer IN (
                SELECT begins.customer FROM UNNEST(CAST(? AS UUID ARRAY)) AS listed (content)
                    JOIN customer_contract_content begins ON begins.content = listed.content WHERE begins.decides_from > ?
                UNION SELECT changes.customer FROM UNNEST(CAST(? AS UUID ARRAY)) AS listed (content)
                    JOIN customer_contract_content changes ON changes.content = listed.content)
            ORDER BY customer, version""";

    private static final int ROWS_AT_ONCE = 10_000;

    private final Database database;
    private final JsonMapper json;
    private final RowMapper<Contract> contract;

    ContractContentIndex(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
        this.contract = ContractRepository.createRowMapper(json);
    }

    /** Inserts new versions. */
    void insertContents(List<Contract> versions) {
        insertContents(new JdbcTemplate(database.dataSource()), json, versions);
    }

    static void insertContents(JdbcTemplate jdbc, JsonMapper json, List<Contract> versions) {
        jdbc.batchUpdate(
                "INSERT INTO customer_contract_content (customer, version, content, decides_from, ends) VALUES (?, ?, ?, ?, ?)",
                versions.stream().map(version -> toRow(version, json)).toList());
    }

    private static Object[] toRow(Contract version, JsonMapper json) {
        return new Object[] {
            version.customer(),
            version.version(),
            ContractContent.identify(version.agreement(), json),
            ContractRepository.toUtc(version.decidesFrom()),
            ContractRepository.toUtc(firstOf(version.ended(), version.endInstant()))
        };
    }

    private static @Nullable Instant firstOf(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /**
     * Groups the contracts in force at an instant by their content.
     *
     * @param most the maximal number of groups
     * @param limit the time after which the database gives up
     * @throws org.springframework.dao.QueryTimeoutException at the limit
     */
    GroupedContracts findGroups(Instant at, int most, Duration limit) {
        OffsetDateTime time = ContractRepository.toUtc(at);
        return findGroups(IN_FORCE, limit, time, time, time, most);
    }

    /** Groups the versions that begin after an instant by their content, in the same way. */
    GroupedContracts findUpcomingGroups(Instant at, int most, Duration limit) {
        return findGroups(UPCOMING, limit, ContractRepository.toUtc(at), most);
    }

    private GroupedContracts findGroups(String versions, Duration limit, Object... parameters) {
        List<ContractGroup> groups = new ArrayList<>();
        AtomicLong contracts = new AtomicLong();
        createTemplate(limit)
                .query(
                        "SELECT content, COUNT(*) AS customers, MIN(customer), SUM(COUNT(*)) OVER ()" + versions
                                + " GROUP BY content ORDER BY customers DESC, content LIMIT ?",
                        row -> {
                            groups.add(
                                    new ContractGroup(row.getObject(1, UUID.class), row.getLong(2), row.getString(3)));
                            contracts.set(row.getLong(4));
                        },
                        parameters);
        return new GroupedContracts(groups, contracts.get());
    }

    private JdbcTemplate createTemplate(Duration limit) {
        JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
        jdbc.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
        return jdbc;
    }

    /**
     * Reads what is in force from an instant on, of some customers, as {@link ContractGroups#readTimelines} describes. Use it within {@link
     * Database#inSnapshot}, so that not all rows are in memory at once.
     *
     * @throws org.springframework.dao.QueryTimeoutException at the limit
     */
    void readTimelines(
            Instant at,
            Collection<UUID> beginning,
            Collection<UUID> changing,
            Duration limit,
            Consumer<ContractTimeline> reader) {
        JdbcTemplate jdbc = createTemplate(limit);
        jdbc.setFetchSize(ROWS_AT_ONCE);
        TimelineCollector collector = new TimelineCollector(at, reader);
        OffsetDateTime time = ContractRepository.toUtc(at);
        jdbc.query(
                FROM_THEN_ON,
                statement -> {
                    statement.setObject(1, time);
                    statement.setArray(2, statement.getConnection().createArrayOf("uuid", beginning.toArray()));
                    statement.setObject(3, time);
                    statement.setArray(4, statement.getConnection().createArrayOf("uuid", changing.toArray()));
                },
                collector);
        collector.finish();
    }

    /** Reads a version of the first customer of each group that says what the group says. */
    Map<UUID, Contract> findExamples(Collection<ContractGroup> groups) {
        Map<UUID, Contract> examples = new HashMap<>();
        database.jdbcClient()
                .sql("""
                        SELECT c.customer, c.version, c.stored, c.author, c.ended, c.body, k.content FROM customer_contract_content k
                        JOIN customer_contract c ON c.customer = k.customer AND c.version = k.version
                        WHERE k.customer IN (:customers) AND k.content IN (:contents)""")
                .param(
                        "customers",
                        groups.stream()
                                .map(ContractGroup::firstCustomer)
                                .distinct()
                                .toList())
                .param("contents", groups.stream().map(ContractGroup::content).toList())
                .query((ResultSet row) -> addExample(row, examples));
        return examples;
    }

    private void addExample(ResultSet row, Map<UUID, Contract> examples) throws SQLException {
        examples.put(row.getObject(7, UUID.class), contract.mapRow(row, 0));
    }

    /** Returns the first customers whose contract in force at an instant has this content, in order. */
    List<String> findCustomers(UUID content, Instant at, int most) {
        OffsetDateTime time = ContractRepository.toUtc(at);
        return database.jdbcClient()
                .sql("SELECT customer" + IN_FORCE + " AND content = ? ORDER BY customer LIMIT ?")
                .params(time, time, time, content, most)
                .query(String.class)
                .list();
    }
}
