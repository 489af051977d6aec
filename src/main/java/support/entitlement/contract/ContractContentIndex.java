package support.entitlement.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import support.entitlement.contract.group.ContractCounts.GroupReader;
import support.entitlement.contract.group.ContractGroup.GroupedContracts;
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

    /** The versions with the contents that are in force at an instant or come into force later, counted one by one. */
    private static final String COUNT_ALL = """
            SELECT content, customers, beginning, SUM(customers) OVER (), SUM(beginning) OVER () FROM (
                SELECT content, SUM(CASE WHEN decides_from <= ? THEN 1 ELSE 0 END) AS customers,
                    SUM(CASE WHEN decides_from > ? THEN 1 ELSE 0 END) AS beginning
                FROM customer_contract_content c WHERE (ends IS NULL OR ends > GREATEST(?, decides_from))
                AND NOT EXISTS (SELECT 1 FROM customer_contract_content later WHERE later.version > 1
                    AND later.customer = c.customer AND later.version > c.version
                    AND later.decides_from <= GREATEST(?, c.decides_from))
                GROUP BY content) grouped
            ORDER BY customers DESC, beginning DESC, content LIMIT ?""";

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

    private static final int YEAR_DIGITS = 4;
    private static final int MAX_YEAR_DIGITS = 5;

    /** Both databases read it, and their drivers pass no times in arrays. A year of five digits has no sign, which PostgreSQL refuses. */
    private static final DateTimeFormatter INSTANT = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, YEAR_DIGITS, MAX_YEAR_DIGITS, SignStyle.NEVER)
            .appendPattern("-MM-dd HH:mm:ss.SSSSSSxxx")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The databases write years before it in two ways. */
    private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");

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

    /** Inserts versions by one statement, since PostgreSQL counts what each statement inserts. */
    static void insertContents(JdbcTemplate jdbc, JsonMapper json, List<Contract> versions) {
        jdbc.update(
                """
                INSERT INTO customer_contract_content (customer, version, content, decides_from, ends)
                SELECT * FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS UUID ARRAY),
                    CAST(? AS TIMESTAMP WITH TIME ZONE ARRAY), CAST(? AS TIMESTAMP WITH TIME ZONE ARRAY)) AS given (a, b, c, d, e)""",
                toArray(versions, String[]::new, Contract::customer),
                toArray(versions, Long[]::new, Contract::version),
                toArray(versions, UUID[]::new, version -> ContractContent.identify(version.agreement(), json)),
                toArray(versions, String[]::new, version -> toText(version.decidesFrom())),
                toArray(versions, String[]::new, version -> toText(firstOf(version.ended(), version.endInstant()))));
    }

    private static @Nullable String toText(@Nullable Instant instant) {
        return instant == null ? null : INSTANT.format(instant.isBefore(FIRST_YEAR) ? FIRST_YEAR : instant);
    }

    private static <T> T[] toArray(
            List<Contract> versions, IntFunction<T[]> create, Function<Contract, ? extends @Nullable T> value) {
        return versions.stream().map(value).toArray(create);
    }

    private static @Nullable Instant firstOf(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /**
     * Groups the contracts at an instant by their content, reading all of them.
     *
     * @param most the maximal number of groups
     * @param limit the time after which the database gives up
     * @throws org.springframework.dao.QueryTimeoutException at the limit
     */
    GroupedContracts findGroups(Instant at, int most, Duration limit) {
        OffsetDateTime time = ContractRepository.toUtc(at);
        GroupReader groups = new GroupReader();
        createTemplate(limit).query(COUNT_ALL, groups::addGroup, time, time, time, time, most);
        return groups.toGroups();
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

    /** Reads a version with each of some contents. The offset has PostgreSQL look for each customer once. */
    Map<UUID, Contract> findExamples(Collection<UUID> contentIds) {
        Map<UUID, Contract> examples = new HashMap<>();
        database.jdbcClient()
                .sql("""
                        SELECT c.customer, c.version, c.stored, c.author, c.ended, c.body, k.content FROM (
                            SELECT content, (SELECT customer FROM customer_contract_content k WHERE k.content = listed.content
                                ORDER BY customer LIMIT 1) AS customer
                            FROM UNNEST(CAST(? AS UUID ARRAY)) AS listed (content) OFFSET 0 ROWS) example
                        JOIN customer_contract_content k ON k.customer = example.customer AND k.content = example.content
                        JOIN customer_contract c ON c.customer = k.customer AND c.version = k.version""")
                .param(contentIds.toArray(UUID[]::new))
                .query((ResultSet row) -> addExample(row, examples));
        return examples;
    }

    private void addExample(ResultSet row, Map<UUID, Contract> examples) throws SQLException {
        examples.put(row.getObject(7, UUID.class), contract.mapRow(row, 0));
    }

    /** Returns the first customer whose contract in force at an instant has a content, for each of some contents that has one. */
    Map<UUID, String> findFirstCustomers(Collection<UUID> contentIds, Instant at, Duration limit) {
        OffsetDateTime time = ContractRepository.toUtc(at);
        Map<UUID, String> first = new HashMap<>();
        createTemplate(limit)
                .query(
                        "SELECT content, (SELECT customer" + IN_FORCE
                                + " AND c.content = listed.content ORDER BY customer LIMIT 1)"
                                + " FROM UNNEST(CAST(? AS UUID ARRAY)) AS listed (content)",
                        row -> {
                            if (row.getString(2) != null) {
                                first.put(row.getObject(1, UUID.class), row.getString(2));
                            }
                        },
                        time,
                        time,
                        time,
                        contentIds.toArray(UUID[]::new));
        return first;
    }

    /** Returns the first customers whose contract in force at an instant has this content, in order. */
    List<String> findCustomers(UUID content, Instant at, int most, Duration limit) {
        OffsetDateTime time = ContractRepository.toUtc(at);
        return createTemplate(limit)
                .queryForList(
                        "SELECT customer" + IN_FORCE + " AND content = ? ORDER BY customer LIMIT ?",
                        String.class,
                        time,
                        time,
                        time,
                        content,
                        most);
    }
}
