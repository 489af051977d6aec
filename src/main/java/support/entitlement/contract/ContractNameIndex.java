package support.entitlement.contract;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.database.Database;
import support.entitlement.database.KeyMigration;
import support.entitlement.text.NormalForm;

/**
 * An index of the policy's names that contracts use, so that a check can warn before one is retired. Use it within
 * {@link Database#accessDatabase} and {@link Database#inTransaction} only.
 */
final class ContractNameIndex {

    private static final String STILL_USED = " AND (used_until IS NULL OR used_until > ?)";
    private static final String INSERT =
            "INSERT INTO customer_contract_name (kind, name, customer, used_until) VALUES (?, ?, ?, ?)";

    private final Database database;

    /** Migrates the names that contracts use. If two names become equal, one row stays. */
    static KeyMigration keyMigration() {
        return new KeyMigration("3", "SELECT DISTINCT name, name FROM customer_contract_name", List.of("""
                        DELETE FROM customer_contract_name WHERE name = :before AND EXISTS (
                            SELECT 1 FROM customer_contract_name other WHERE other.name = :key
                            AND other.kind = customer_contract_name.kind
                            AND other.customer = customer_contract_name.customer)""", """
                        UPDATE customer_contract_name SET name = :key WHERE name = :before AND name = :name"""));
    }

    ContractNameIndex(Database database) {
        this.database = database;
    }

    /**
     * Updates the names of a customer. Names of a version that is yet to begin are added to those of the version that
     * is in force until then.
     */
    void updateNamesOf(Contract next) {
        if (next.isDecisiveAt(next.stored())) {
            database.jdbcClient()
                    .sql("DELETE FROM customer_contract_name WHERE customer = ?")
                    .param(next.customer())
                    .update();
        } else {
            OffsetDateTime begin = ContractRepository.toUtc(next.startInstant());
            database.jdbcClient()
                    .sql("UPDATE customer_contract_name SET used_until = ?"
                            + " WHERE customer = ? AND (used_until IS NULL OR used_until > ?)")
                    .params(begin, next.customer(), begin)
                    .update();
        }
        if (next.ended() == null) {
            for (NameUse use : NameUse.findIn(next.agreement())) {
                storeName(use, next);
            }
        }
    }

    private void storeName(NameUse use, Contract by) {
        int known = database.jdbcClient()
                .sql("UPDATE customer_contract_name SET used_until = ? WHERE kind = ? AND name = ? AND customer = ?")
                .params(ContractRepository.toUtc(by.endInstant()), use.kind().toString(), use.name(), by.customer())
                .update();
        if (known == 0) {
            database.jdbcClient().sql(INSERT).params(toRow(use, by)).update();
        }
    }

    private static Object[] toRow(NameUse use, Contract by) {
        return new Object[] {use.kind().toString(), use.name(), by.customer(), ContractRepository.toUtc(by.endInstant())
        };
    }

    /** Inserts the names of first versions, whose customers have no names yet. */
    void insertNamesOf(List<Contract> first) {
        List<Object[]> rows = first.stream()
                .flatMap(contract ->
                        NameUse.findIn(contract.agreement()).stream().map(use -> toRow(use, contract)))
                .toList();
        new JdbcTemplate(database.dataSource()).batchUpdate(INSERT, rows);
    }

    /**
     * Returns customers whose contracts use a name.
     *
     * @param most the maximal number of customers
     */
    List<String> findCustomers(NameUse use, Instant now, int most) {
        return database.jdbcClient()
                .sql("SELECT customer FROM customer_contract_name WHERE kind = ? AND name = ?" + STILL_USED
                        + " ORDER BY customer LIMIT ?")
                .params(use.kind().toString(), use.name(), ContractRepository.toUtc(now), most)
                .query(String.class)
                .list();
    }

    /**
     * Returns customers whose contracts use a name of any kind, in order.
     *
     * @param customer the customer after which to begin
     * @param most the maximal number of customers
     */
    List<String> findCustomersAfter(String customer, String name, int most) {
        return database.jdbcClient()
                .sql("SELECT DISTINCT customer FROM customer_contract_name WHERE kind IN (:kinds) AND name = :name"
                        + " AND customer > :customer ORDER BY customer LIMIT :most")
                .param(
                        "kinds",
                        Arrays.stream(NameUse.UsedNameKind.values())
                                .map(NameUse.UsedNameKind::toString)
                                .toList())
                .param("name", NormalForm.key(name))
                .param("customer", customer)
                .param("most", most)
                .query(String.class)
                .list();
    }

    /**
     * Counts the customers whose contracts use a name, without reading those whose contracts have ended.
     *
     * @param most the number at which counting ends
     */
    long countCustomers(NameUse use, Instant now, int most) {
        return database.jdbcClient()
                .sql("""
                        SELECT COUNT(*) FROM (
                            SELECT 1 FROM customer_contract_name WHERE kind = :kind AND name = :name AND used_until IS NULL
                            UNION ALL
                            SELECT 1 FROM customer_contract_name WHERE kind = :kind AND name = :name AND used_until > :now
                            LIMIT :most) users""")
                .param("kind", use.kind().toString())
                .param("name", use.name())
                .param("now", ContractRepository.toUtc(now))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    /**
     * Returns every name that is used, once. There are few names, however many contracts use them or have used them; each is found by
     * look-ups in indexes.
     */
    List<NameUse> findUsedNames(Instant now) {
        List<NameUse> all = new ArrayList<>();
        for (NameUse.UsedNameKind kind : NameUse.UsedNameKind.values()) {
            StoredName next = findNextName("", kind, now);
            while (next != null) {
                if (next.isUsed()) {
                    all.add(new NameUse(kind, next.name()));
                }
                next = findNextName(next.name(), kind, now);
            }
        }
        return all;
    }

    /** A name that contracts use or have used. */
    private record StoredName(String name, boolean isUsed) {}

    private @Nullable StoredName findNextName(String name, NameUse.UsedNameKind kind, Instant now) {
        return database.jdbcClient()
                .sql("""
                        SELECT next.name,
                            EXISTS (SELECT 1 FROM customer_contract_name
                                WHERE kind = :kind AND name = next.name AND used_until IS NULL)
                            OR EXISTS (SELECT 1 FROM customer_contract_name
                                WHERE kind = :kind AND name = next.name AND used_until > :now)
                        FROM (SELECT MIN(name) AS name FROM customer_contract_name WHERE kind = :kind AND name > :name) next
                        WHERE next.name IS NOT NULL""")
                .param("kind", kind.toString())
                .param("name", name)
                .param("now", ContractRepository.toUtc(now))
                .query((row, number) -> new StoredName(row.getString(1), row.getBoolean(2)))
                .optional()
                .orElse(null);
    }
}
