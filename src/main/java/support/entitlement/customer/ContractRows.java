package support.entitlement.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.customer.ContractSource.Incoming;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Stores contracts a thousand at a time, within one transaction. Serves one import and is then of no more use. */
final class ContractRows {

    static final int AT_ONCE = 1_000;

    private final ContractDatabase database;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final ObjectReader body;
    private final String author;
    private final Instant now;
    private long stored;

    ContractRows(ContractDatabase database, JsonMapper json, String author, Instant now) {
        this.database = database;
        this.jdbc = new JdbcTemplate(database.source());
        this.json = json;
        this.body = json.readerFor(Agreement.class);
        this.author = author;
        this.now = now;
    }

    /** The newest version of a contract, and what it says unless it was ended. */
    private record Newest(long version, @Nullable Agreement inForce) {

        private static final Newest NONE = new Newest(0, null);
    }

    /** Stores all; those that come upon a version that their author has not seen are refused. How many were stored. */
    long storeAll(ContractSource source) {
        List<Incoming> some = new ArrayList<>();
        while (source.hasNext()) {
            some.add(source.next());
            if (some.size() == AT_ONCE || !source.hasNext()) {
                store(some, source);
                some.clear();
            }
        }
        return stored;
    }

    private void store(List<Incoming> some, ContractSource source) {
        Map<String, Newest> newest = newest(some);
        List<Contract> accepted = new ArrayList<>();
        for (Incoming incoming : some) {
            Newest there = newest.getOrDefault(incoming.customer(), Newest.NONE);
            boolean seen = Objects.equals(incoming.follows(), there.version());
            if (seen && incoming.agreement().equals(there.inForce())) {
                source.keep(incoming);
            } else if (seen || incoming.follows() == null && there.inForce() == null) {
                long version = there.version() + 1;
                newest.put(incoming.customer(), new Newest(version, incoming.agreement()));
                accepted.add(new Contract(incoming.customer(), version, now, author, null, incoming.agreement()));
            } else {
                source.refuse(incoming, there.version());
            }
        }
        if (source.isSound()) { // Else nothing is kept; but all that is wrong is to be found.
            insert(accepted);
            stored += accepted.size();
        }
    }

    private Map<String, Newest> newest(List<Incoming> some) {
        Map<String, Newest> newest = new HashMap<>();
        database.jdbc()
                .sql("""
                        SELECT customer, version, ended, body FROM customer_contract c WHERE customer IN (:customers)
                        AND version = (SELECT MAX(version) FROM customer_contract m WHERE m.customer = c.customer)""")
                .param(
                        "customers",
                        some.stream().map(Incoming::customer).distinct().toList())
                .query(row -> {
                    newest.put(
                            row.getString(1),
                            new Newest(
                                    row.getLong(2),
                                    row.getObject(3) == null ? body.readValue(row.getString(4)) : null));
                });
        return newest;
    }

    private void insert(List<Contract> accepted) {
        jdbc.batchUpdate(
                "INSERT INTO customer_contract (customer, version, stored, author, ended, body) VALUES (?, ?, ?, ?, NULL, ?)",
                accepted,
                AT_ONCE,
                (statement, contract) -> {
                    statement.setString(1, contract.customer());
                    statement.setLong(2, contract.version());
                    statement.setObject(3, Contracts.utc(contract.stored()));
                    statement.setString(4, contract.author());
                    statement.setString(5, json.writeValueAsString(contract.agreement()));
                });
        ContractNames names = new ContractNames(database);
        List<Contract> simple = new ArrayList<>();
        for (Contract contract : accepted) {
            if (contract.speaksOf(now) && contract.version() == 1) {
                simple.add(contract);
            } else {
                names.remember(simple); // In their order: a customer may come twice.
                simple.clear();
                names.remember(contract);
            }
        }
        names.remember(simple);
    }
}
