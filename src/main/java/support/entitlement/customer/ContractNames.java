package support.entitlement.customer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.table.Names;

/**
 * The names of the policy that contracts use, so that whoever retires one can be told. To be used within
 * {@link ContractDatabase#ask} and {@link ContractDatabase#change} only.
 */
final class ContractNames {

    private static final String INSERT = "INSERT INTO customer_contract_name (kind, name, customer) VALUES (?, ?, ?)";

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
        }
        if (next.ended() == null) {
            Set<NameUse> names = NameUse.of(next.agreement());
            of(next.customer()).forEach(names::remove);
            for (NameUse use : names) {
                database.jdbc()
                        .sql(INSERT)
                        .params(use.kind().toString(), use.name(), next.customer())
                        .update();
            }
        }
    }

    /** Those of first versions, of customers who have none yet. */
    void remember(List<Contract> first) {
        List<Object[]> rows = first.stream()
                .flatMap(contract -> NameUse.of(contract.agreement()).stream()
                        .map(use -> new Object[] {use.kind().toString(), use.name(), contract.customer()}))
                .toList();
        new JdbcTemplate(database.source()).batchUpdate(INSERT, rows);
    }

    /** Customers whose contracts use a name, so many at the most. */
    List<String> users(NameUse use, int most) {
        return database.jdbc()
                .sql(
                        "SELECT customer FROM customer_contract_name WHERE kind = ? AND name = ? ORDER BY customer LIMIT ?")
                .params(use.kind().toString(), use.name(), most)
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
                .param("name", Names.key(name))
                .param("customer", customer)
                .param("most", most)
                .query(String.class)
                .list();
    }

    long count(NameUse use) {
        return database.jdbc()
                .sql("SELECT COUNT(*) FROM customer_contract_name WHERE kind = ? AND name = ?")
                .params(use.kind().toString(), use.name())
                .query(Long.class)
                .single();
    }

    /** Every name that is used, once. They are few, however many use them, and are found one after the other by the index. */
    List<NameUse> all() {
        List<NameUse> all = new ArrayList<>();
        for (NameUse.Kind kind : NameUse.Kind.values()) {
            String name = after("", kind);
            while (name != null) {
                all.add(new NameUse(kind, name));
                name = after(name, kind);
            }
        }
        return all;
    }

    private @Nullable String after(String name, NameUse.Kind kind) {
        return database.jdbc()
                .sql("SELECT MIN(name) FROM customer_contract_name WHERE kind = ? AND name > ?")
                .params(kind.toString(), name)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    private List<NameUse> of(String customer) {
        return database.jdbc()
                .sql("SELECT kind, name FROM customer_contract_name WHERE customer = ?")
                .param(customer)
                .query((row, number) -> new NameUse(NameUse.Kind.of(row.getString(1)), row.getString(2)))
                .list();
    }
}
