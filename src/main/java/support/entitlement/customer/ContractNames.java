package support.entitlement.customer;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.text.NormalForm;

/**
 * The names of the policy that contracts use, so that whoever retires one can be told. To be used within
 * {@link ContractDatabase#ask} and {@link ContractDatabase#change} only.
 */
final class ContractNames {

    private static final String STILL_USED = " AND (used_until IS NULL OR used_until > ?)";
    private static final String INSERT =
            "INSERT INTO customer_contract_name (kind, name, customer, used_until) VALUES (?, ?, ?, ?)";

    private final ContractDatabase database;

    ContractNames(ContractDatabase database) {
        this.database = database;
    }

    /** Those of a version that has yet to begin are added to those of the one that holds until then. */
    void remember(Contract next) {
        if (next.speaksOf(next.stored())) {
            database.jdbc()
                    .sql("DELETE FROM customer_contract_name WHERE customer = ?")
                    .param(next.customer())
                    .update();
        } else {
            OffsetDateTime begin = Contracts.utc(next.begin());
            database.jdbc()
                    .sql("UPDATE customer_contract_name SET used_until = ?"
                            + " WHERE customer = ? AND (used_until IS NULL OR used_until > ?)")
                    .params(begin, next.customer(), begin)
                    .update();
        }
        if (next.ended() == null) {
            for (NameUse use : NameUse.of(next.agreement())) {
                remember(use, next);
            }
        }
    }

    private void remember(NameUse use, Contract by) {
        int known = database.jdbc()
                .sql("UPDATE customer_contract_name SET used_until = ? WHERE kind = ? AND name = ? AND customer = ?")
                .params(Contracts.utc(by.end()), use.kind().toString(), use.name(), by.customer())
                .update();
        if (known == 0) {
            database.jdbc().sql(INSERT).params(row(use, by)).update();
        }
    }

    private static Object[] row(NameUse use, Contract by) {
        return new Object[] {use.kind().toString(), use.name(), by.customer(), Contracts.utc(by.end())};
    }

    /** Those of first versions, of customers who have none yet. */
    void remember(List<Contract> first) {
        List<Object[]> rows = first.stream()
                .flatMap(contract -> NameUse.of(contract.agreement()).stream().map(use -> row(use, contract)))
                .toList();
        new JdbcTemplate(database.source()).batchUpdate(INSERT, rows);
    }

    /** Customers whose contracts use a name, so many at the most. */
    List<String> users(NameUse use, Instant now, int most) {
        return database.jdbc()
                .sql("SELECT customer FROM customer_contract_name WHERE kind = ? AND name = ?" + STILL_USED
                        + " ORDER BY customer LIMIT ?")
                .params(use.kind().toString(), use.name(), Contracts.utc(now), most)
                .query(String.class)
                .list();
    }

    /** Customers after this one whose contracts use a name of any kind, in order, so many at the most. */
    List<String> usersAfter(String customer, String name, int most) {
        return database.jdbc()
                .sql("SELECT DISTINCT customer FROM customer_contract_name WHERE kind IN (:kinds) AND name = :name"
                        + " AND customer > :customer ORDER BY customer LIMIT :most")
                .param(
                        "kinds",
                        Arrays.stream(NameUse.Kind.values())
                                .map(NameUse.Kind::toString)
                                .toList())
                .param("name", NormalForm.key(name))
                .param("customer", customer)
                .param("most", most)
                .query(String.class)
                .list();
    }

    long count(NameUse use, Instant now) {
        return database.jdbc()
                .sql("SELECT COUNT(*) FROM customer_contract_name WHERE kind = ? AND name = ?" + STILL_USED)
                .params(use.kind().toString(), use.name(), Contracts.utc(now))
                .query(Long.class)
                .single();
    }

    /** Every name that is used, once. They are few, however many use them, and are found one after the other by the index. */
    List<NameUse> all(Instant now) {
        List<NameUse> all = new ArrayList<>();
        for (NameUse.Kind kind : NameUse.Kind.values()) {
            String name = after("", kind, now);
            while (name != null) {
                all.add(new NameUse(kind, name));
                name = after(name, kind, now);
            }
        }
        return all;
    }

    private @Nullable String after(String name, NameUse.Kind kind, Instant now) {
        return database.jdbc()
                .sql("SELECT MIN(name) FROM customer_contract_name WHERE kind = ? AND name > ?" + STILL_USED)
                .params(kind.toString(), name, Contracts.utc(now))
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }
}
