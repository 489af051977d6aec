package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.database.ConstraintMigration;
import support.entitlement.database.Database;
import support.entitlement.database.KeyMigration;
import support.entitlement.database.Schema;
import support.entitlement.text.NormalForm;

/** Executes the SQL of the ledger. Callers use it within {@link Database#accessDatabase} and {@link Database#inTransaction} only. */
final class UsageRepository {

    private static final String SUM = """
            SELECT e.unit, COALESCE(SUM(CASE WHEN e.kind <> 'reserve' THEN COALESCE(e.counted, e.amount) END), 0),
                COALESCE(SUM(CASE WHEN e.kind = 'reserve' AND e.expires_at > ? AND s.id IS NULL
                    THEN COALESCE(e.counted, e.amount) END), 0)
            FROM usage_entry e LEFT JOIN usage_entry s ON s.customer = e.customer AND s.settles = e.id
            WHERE e.customer = ? AND e.issue_key IN (KEYS) AND e.used_at >= ? AND e.used_at < ?
            GROUP BY e.unit""";
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    static final Schema SCHEMA = new Schema(
            "The ledger of use", "db/usage", "usage_schema_history", List.of(keyMigration(), customerKeys()));

    private final Database database;

    UsageRepository(Database database) {
        this.database = database;
    }

    /** Migrates the keys of issue types, by which use is summed up. */
    private static KeyMigration keyMigration() {
        return new KeyMigration(
                "2",
                "SELECT DISTINCT issue_type, issue_key FROM usage_entry",
                List.of("UPDATE usage_entry SET issue_key = :key WHERE issue_type = :name AND issue_key = :before"));
    }

    /**
     * Keys entries by their customer, so that PostgreSQL can partition them. Earlier versions of the service look for entries without their
     * customer; the indexes serve them, too.
     */
    private static ConstraintMigration customerKeys() {
        Map<String, String> constraints = new LinkedHashMap<>();
        constraints.put("usage_entry_by_number", "PRIMARY KEY (customer, id)");
        constraints.put("usage_entry_by_settled", "UNIQUE (settles, customer)");
        constraints.put(
                "usage_entry_settles_one", "FOREIGN KEY (customer, settles) REFERENCES usage_entry (customer, id)");
        constraints.put(
                "usage_entry_corrects_one", "FOREIGN KEY (customer, corrects) REFERENCES usage_entry (customer, id)");
        return new ConstraintMigration(
                "4",
                "usage_entry",
                "customer",
                constraints,
                List.of(
                        "DROP INDEX IF EXISTS usage_entry_of_customer",
                        "DROP INDEX IF EXISTS usage_entry_of_correction",
                        "CREATE INDEX IF NOT EXISTS usage_entry_by_corrected ON usage_entry (corrects, customer)",
                        "CREATE INDEX IF NOT EXISTS usage_entry_of_number ON usage_entry (id)"));
    }

    /** An entry, and the hash of the request that made it. */
    record RecordedEntry(UsageEntry entry, String hash) {}

    /** Inserts the row that is locked to add entries of a customer; several callers may do so at once. */
    void openCustomer(String customer, Instant now) {
        try {
            database.inTransaction(() -> database.jdbcClient()
                    .sql("INSERT INTO usage_customer (customer, latest) VALUES (?, ?)")
                    .params(customer, toTimestamp(now))
                    .update());
        } catch (DuplicateKeyException e) {
            return; // Another caller has inserted it.
        }
    }

    boolean isCustomerOpen(String customer) {
        return database.jdbcClient()
                        .sql("SELECT COUNT(*) FROM usage_customer WHERE customer = ?")
                        .param(customer)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Locks the entries of a customer until the end of this transaction; returns the instant of the latest one. */
    Instant lockCustomer(String customer) {
        return database.jdbcClient()
                .sql("SELECT latest FROM usage_customer WHERE customer = ? FOR UPDATE")
                .param(customer)
                .query((row, number) -> UsageRows.readInstant(row, 1))
                .single();
    }

    void updateLatestInstant(String customer, Instant now) {
        database.jdbcClient()
                .sql("UPDATE usage_customer SET latest = ? WHERE customer = ?")
                .params(toTimestamp(now), customer)
                .update();
    }

    Optional<RecordedEntry> findByKey(String customer, String key) {
        return database.jdbcClient()
                .sql(UsageRows.SELECT + " WHERE customer = ? AND idempotency_key = ?")
                .params(customer, key)
                .query((row, number) ->
                        new RecordedEntry(UsageRows.readEntry(row, number), row.getString(UsageRows.HASH_COLUMN)))
                .optional();
    }

    Optional<UsageEntry> findById(String customer, long id) {
        return database.jdbcClient()
                .sql(UsageRows.SELECT + " WHERE customer = ? AND id = ?")
                .params(customer, id)
                .query(UsageRows::readEntry)
                .optional();
    }

    /** Returns the entries with higher ids than this, in order. */
    List<UsageEntry> findEntriesAfter(String customer, long id, long limit) {
        return database.jdbcClient()
                .sql(UsageRows.SELECT + " WHERE customer = ? AND id > ? ORDER BY id LIMIT ?")
                .params(customer, id, limit)
                .query(UsageRows::readEntry)
                .list();
    }

    boolean isSettled(String customer, long reservation) {
        return database.jdbcClient()
                        .sql("SELECT COUNT(*) FROM usage_entry WHERE customer = ? AND settles = ?")
                        .params(customer, reservation)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /**
     * The sums of all corrections of a use, which may be below 0.
     *
     * @param booked of the amounts as they were booked
     * @param counted of what they count for
     */
    record CorrectedAmounts(BigDecimal booked, BigDecimal counted) {}

    CorrectedAmounts sumCorrections(String customer, long use) {
        return database.jdbcClient()
                .sql("SELECT COALESCE(SUM(amount), 0), COALESCE(SUM(COALESCE(counted, amount)), 0) FROM usage_entry"
                        + " WHERE customer = ? AND corrects = ?")
                .params(customer, use)
                .query((row, number) -> new CorrectedAmounts(row.getBigDecimal(1), row.getBigDecimal(2)))
                .single();
    }

    /** Sums up the use of all issue types of a grant, with the reservations that are neither settled nor expired. */
    UsageTotals sumUsage(String customer, Grant grant, Instant from, Instant until, Instant now) {
        List<Object> parameters = new ArrayList<>(List.of(toTimestamp(now), customer));
        grant.issueTypes().forEach(issueType -> parameters.add(NormalForm.key(issueType)));
        parameters.addAll(List.of(toTimestamp(from), toTimestamp(until)));
        return database
                .jdbcClient()
                .sql(SUM.replace(
                        "KEYS",
                        String.join(", ", Collections.nCopies(grant.issueTypes().size(), "?"))))
                .params(parameters)
                .query((row, number) -> grant.isCountedIn(row.getString(1))
                        ? new UsageTotals(row.getBigDecimal(2), row.getBigDecimal(3))
                        : UsageTotals.NONE)
                .list()
                .stream()
                .reduce(UsageTotals.NONE, UsageTotals::plus);
    }

    /** Creates the calculators of the limits of a customer over the recorded entries. */
    LimitBalances createBalances(String customer, GrantTimeline timeline, Instant now) {
        return new LimitBalances(timeline, (grant, from, until) -> sumUsage(customer, grant, from, until, now));
    }

    /** Returns the sums of what was charged. */
    ChargeRepository charges() {
        return new ChargeRepository(database);
    }

    /** Inserts an entry; its id is ignored, and the returned entry has the one that the database gives. */
    UsageEntry insertEntry(String customer, UsageEntry entry, String key, String hash) {
        KeyHolder id = new GeneratedKeyHolder();
        boolean corrects = entry.kind() == EntryKind.CORRECTION;
        database.jdbcClient()
                .sql("""
                        INSERT INTO usage_entry (customer, kind, settles, corrects, issue_type, issue_key, unit, amount,
                            used_at, expires_at, reference, recorded_at, author, left_after, idempotency_key, request_hash,
                            counted, counting, over_after, chargeable, fee)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        customer,
                        entry.kind().toString(),
                        corrects ? null : entry.of(),
                        corrects ? entry.of() : null,
                        entry.issueType(),
                        NormalForm.key(entry.issueType()),
                        entry.unit(),
                        entry.amount(),
                        toTimestamp(entry.at()),
                        entry.expires() == null ? null : toTimestamp(entry.expires()),
                        entry.reference(),
                        toTimestamp(entry.recorded()),
                        entry.author(),
                        entry.remaining(),
                        key,
                        hash,
                        entry.counted().amount(),
                        textOrNull(entry.counted().rule()),
                        entry.overuse().over(),
                        entry.overuse().chargeable(),
                        textOrNull(entry.overuse().fee()))
                .update(id, "id");
        return findById(customer, Objects.requireNonNull(id.getKey()).longValue())
                .orElseThrow();
    }

    private static @Nullable String textOrNull(@Nullable Object rule) {
        return rule == null ? null : rule.toString();
    }

    static OffsetDateTime toTimestamp(Instant instant) {
        Instant kept = instant.isAfter(LAST) ? LAST : instant.isBefore(FIRST) ? FIRST : instant;
        return kept.atOffset(ZoneOffset.UTC);
    }
}
