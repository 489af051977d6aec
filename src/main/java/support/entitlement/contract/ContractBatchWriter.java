package support.entitlement.contract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import support.entitlement.contract.ContractSource.IncomingContract;
import support.entitlement.contract.group.ContractCounts;
import support.entitlement.database.Database;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Stores contracts a thousand at a time, within one transaction. Single use. */
final class ContractBatchWriter {

    static final int BATCH_SIZE = 1_000;

    private final Database database;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final ObjectReader body;
    private final ContractContentIndex contents;
    private final ContractCounts counts;
    private final String author;
    private final Instant now;
    private long stored;

    ContractBatchWriter(
            Database database,
            JsonMapper json,
            ContractContentIndex contents,
            ContractCounts counts,
            String author,
            Instant now) {
        this.counts = counts;
        this.contents = contents;
        this.database = database;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.json = json;
        this.body = json.readerFor(Agreement.class);
        this.author = author;
        this.now = now;
    }

    /** The newest version of a contract, and its content unless it was ended. */
    private record NewestVersion(long version, @Nullable Agreement inForce) {

        private static final NewestVersion NONE = new NewestVersion(0, null);
    }

    /** Rolls the transaction back, since the source is not sound. */
    static final class RollbackSignal extends RuntimeException {

        private RollbackSignal() {
            super(null, null, false, false);
        }
    }

    /**
     * Stores all contracts, but refuses each whose customer has a version that its author has not seen. Returns how
     * many were stored.
     *
     * @param changed receives the customers who had contracts before
     * @throws RollbackSignal if the source is not sound
     */
    long storeAll(ContractSource source, Consumer<Collection<String>> changed) {
        List<IncomingContract> some = new ArrayList<>();
        while (source.hasNext()) {
            some.add(source.next());
            if (some.size() == BATCH_SIZE || !source.hasNext()) {
                storeBatch(some, source, changed);
                some.clear();
            }
        }
        if (!source.isSound()) {
            throw new RollbackSignal();
        }
        return stored;
    }

    private void storeBatch(List<IncomingContract> some, ContractSource source, Consumer<Collection<String>> changed) {
        Map<String, NewestVersion> newest = findNewestVersions(some);
        List<Contract> accepted = new ArrayList<>();
        for (IncomingContract incoming : some) {
            NewestVersion there = newest.getOrDefault(incoming.customer(), NewestVersion.NONE);
            boolean seen = Objects.equals(incoming.follows(), there.version());
            if (seen && incoming.agreement().equals(there.inForce())) {
                source.noteUnchanged(incoming);
            } else if (seen || incoming.follows() == null && there.inForce() == null) {
                long version = there.version() + 1;
                newest.put(incoming.customer(), new NewestVersion(version, incoming.agreement()));
                accepted.add(new Contract(incoming.customer(), version, now, author, null, incoming.agreement()));
            } else {
                source.noteConflict(incoming, there.version());
            }
        }
        if (source.isSound()) { // Otherwise nothing is kept, but reading goes on to find every error.
            insertContracts(accepted);
            stored += accepted.size();
            counts.noteStored(accepted.size());
            announceLaterVersions(accepted, changed);
        }
    }

    private static void announceLaterVersions(List<Contract> accepted, Consumer<Collection<String>> changed) {
        List<String> customers = accepted.stream()
                .filter(contract -> contract.version() > 1)
                .map(Contract::customer)
                .toList();
        if (!customers.isEmpty()) {
            changed.accept(customers);
        }
    }

    private Map<String, NewestVersion> findNewestVersions(List<IncomingContract> some) {
        Map<String, NewestVersion> newest = new HashMap<>();
        database.jdbcClient()
                .sql("""
                        SELECT customer, version, ended, body FROM customer_contract c WHERE customer IN (:customers)
                        AND version = (SELECT MAX(version) FROM customer_contract m WHERE m.customer = c.customer)""")
                .param(
                        "customers",
                        some.stream().map(IncomingContract::customer).distinct().toList())
                .query(row -> {
                    newest.put(
                            row.getString(1),
                            new NewestVersion(
                                    row.getLong(2),
                                    row.getObject(3) == null ? body.readValue(row.getString(4)) : null));
                });
        return newest;
    }

    private void insertContracts(List<Contract> accepted) {
        jdbc.update(
                """
                INSERT INTO customer_contract (customer, version, stored, author, body)
                SELECT customer, version, ?, ?, body
                FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY), CAST(? AS VARCHAR ARRAY)) AS given (customer, version, body)""",
                ContractRepository.toUtc(now),
                author,
                accepted.stream().map(Contract::customer).toArray(String[]::new),
                accepted.stream().map(Contract::version).toArray(Long[]::new),
                accepted.stream()
                        .map(contract -> json.writeValueAsString(contract.agreement()))
                        .toArray(String[]::new));
        contents.insertContents(accepted);
        ContractNameIndex names = new ContractNameIndex(database);
        List<Contract> simple = new ArrayList<>();
        for (Contract contract : accepted) {
            if (contract.isDecisiveAt(now) && contract.version() == 1) {
                simple.add(contract);
            } else {
                names.insertNamesOf(simple); // In this order, since a customer may occur twice.
                simple.clear();
                names.updateNamesOf(contract);
            }
        }
        names.insertNamesOf(simple);
    }
}
