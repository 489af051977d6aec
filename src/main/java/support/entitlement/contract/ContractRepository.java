package support.entitlement.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import support.entitlement.contract.lease.LeaseMigration;
import support.entitlement.database.Database;
import support.entitlement.database.PostgresScript;
import support.entitlement.database.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Executes the SQL of contracts. Callers use it within {@link Database#accessDatabase} and {@link Database#inTransaction} only.
 */
final class ContractRepository {

    private static final Logger LOG = LoggerFactory.getLogger(ContractRepository.class);

    private static final String COLUMNS =
            "SELECT customer, version, stored, author, ended, body FROM customer_contract ";

    private final Database database;
    private final ContractNameIndex names;
    private final ContractContentIndex contents;
    private final JsonMapper json;
    private final RowMapper<Contract> contract;

    /**
     * Creates the access to contracts.
     *
     * @param names receives the names that inserted versions use
     * @param contents receives what inserted versions say
     * @param json writes the bodies of contracts
     */
    ContractRepository(Database database, ContractNameIndex names, ContractContentIndex contents, JsonMapper json) {
        this.database = database;
        this.names = names;
        this.contents = contents;
        this.json = json;
        this.contract = createRowMapper(json);
    }

    /** Creates the schema, whose migrations read the bodies of contracts. */
    static Schema createSchema(JsonMapper json) {
        return new Schema(
                "The store of contracts",
                "db/customer",
                "customer_schema",
                List.of(
                        ContractNameIndex.keyMigration(),
                        new ContractContentMigration(json, createRowMapper(json)),
                        new LeaseMigration(),
                        new PostgresScript("8", "counts of contracts", "contract_count.sql"),
                        new PostgresScript("9", "rights on functions", "function_rights.sql")));
    }

    /** Reads a version from the columns customer, version, stored, author, ended and body, in this order. */
    static RowMapper<Contract> createRowMapper(JsonMapper json) {
        ObjectReader body = json.readerFor(Agreement.class);
        return (row, number) -> new Contract(
                row.getString(1),
                row.getLong(2),
                readStored(row),
                row.getString(4),
                Optional.ofNullable(row.getObject(5, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                body.readValue(row.getString(6)));
    }

    private static Instant readStored(ResultSet row) throws SQLException {
        return row.getObject(3, OffsetDateTime.class).toInstant();
    }

    /** Returns the newest versions of these customers' contracts by customer. */
    Map<String, Contract> findNewest(Collection<String> customers) {
        return findNewest(customers, Map.of());
    }

    /**
     * Returns the newest versions of these customers' contracts by customer.
     *
     * @param known contracts that were read before: those that are still the newest are returned, and not sent again
     */
    Map<String, Contract> findNewest(Collection<String> customers, Map<String, Contract> known) {
        Map<String, Contract> newest = new HashMap<>();
        List<String> others = new ArrayList<>();
        database.jdbcClient()
                .sql("""
                        SELECT DISTINCT ON (c.customer) c.customer, c.version, stored, author, ended,
                            CASE WHEN c.version = k.version THEN NULL ELSE body END
                        FROM UNNEST(CAST(? AS VARCHAR ARRAY), CAST(? AS BIGINT ARRAY)) AS k (customer, version)
                        JOIN customer_contract c ON c.customer = k.customer
                        ORDER BY c.customer DESC, c.version DESC""")
                .param(customers.toArray(String[]::new))
                .param(customers.stream()
                        .map(customer -> known.containsKey(customer)
                                ? known.get(customer).version()
                                : 0L)
                        .toArray(Long[]::new))
                .query((RowCallbackHandler) row -> {
                    String customer = row.getString(1);
                    Contract seen = known.get(customer);
                    if (row.getString(6) != null) {
                        newest.put(customer, contract.mapRow(row, row.getRow()));
                    } else if (seen != null && seen.stored().equals(readStored(row))) {
                        newest.put(customer, seen);
                    } else {
                        others.add(customer);
                    }
                });
        if (!others.isEmpty()) {
            newest.putAll(findNewest(others)); // A database that was put back gives the same number to another version.
        }
        return newest;
    }

    /**
     * Reads the newest versions of contracts in one snapshot, against the order of the customers.
     *
     * @param before the customer before whom to begin; null to begin with the last
     * @param most the maximal number of versions
     * @param wanted tells whose contracts are passed on
     * @return the customer before whom to go on; null if there are no others
     */
    @Nullable
    String readNewest(@Nullable String before, int most, Predicate<String> wanted, Consumer<Contract> reader) {
        String[] last = new String[1];
        int[] count = new int[1];
        database.jdbcClient()
                .sql(
                        "SELECT DISTINCT ON (customer) customer, version, stored, author, ended, body FROM customer_contract "
                                + (before == null ? "" : "WHERE customer < ? ")
                                + "ORDER BY customer DESC, version DESC LIMIT ?")
                .params(before == null ? List.of(most) : List.of(before, most))
                .query((RowCallbackHandler) row -> {
                    last[0] = row.getString(1);
                    count[0]++;
                    if (wanted.test(last[0])) {
                        passOnIfReadable(row, reader);
                    }
                });
        return count[0] < most ? null : last[0];
    }

    /** Leaves out a version that this service cannot read, such as one of a later service: queries by its customer report it. */
    private void passOnIfReadable(ResultSet row, Consumer<Contract> reader) throws SQLException {
        Contract found;
        try {
            found = contract.mapRow(row, row.getRow());
        } catch (JacksonException e) {
            LOG.warn(
                    "Version {} of the contract with “{}” cannot be read into memory: {}",
                    row.getLong(2),
                    row.getString(1),
                    e.getOriginalMessage());
            return;
        }
        reader.accept(found);
    }

    /** Finds the newest version that was stored by an instant. */
    Optional<Contract> findNewest(String customer, Instant asOf) {
        return database.jdbcClient()
                .sql(COLUMNS + "WHERE customer = ? AND stored <= ? ORDER BY version DESC LIMIT 1")
                .params(customer, toUtc(asOf))
                .query(contract)
                .optional();
    }

    /** Returns every version of a customer's contract, newest first. */
    List<Contract> findVersions(String customer) {
        return database.jdbcClient()
                .sql(COLUMNS + "WHERE customer = ? ORDER BY version DESC")
                .param(customer)
                .query(contract)
                .list();
    }

    /** Returns the newest versions of contracts, ordered by customer, from this text on or from after it. */
    List<Contract> findFrom(String text, boolean inclusive, int most) {
        return database.jdbcClient()
                .sql(COLUMNS + "c WHERE customer " + (inclusive ? ">= ?" : "> ?") + """
                         AND version = (SELECT MAX(version) FROM customer_contract m WHERE m.customer = c.customer)
                        ORDER BY customer LIMIT ?""")
                .params(text, most)
                .query(contract)
                .list();
    }

    /** Returns the newest versions of contracts that have not been ended, ordered by customer, from after this one. */
    List<Contract> findUnendedAfter(String customer, int most) {
        return database.jdbcClient()
                .sql(COLUMNS + """
                        c WHERE customer > ? AND ended IS NULL
                        AND version = (SELECT MAX(version) FROM customer_contract m WHERE m.customer = c.customer)
                        ORDER BY customer LIMIT ?""")
                .params(customer, most)
                .query(contract)
                .list();
    }

    /**
     * Inserts a version if it follows the newest one, so that numbers have no gaps and no version is behind a newer one. Returns whether
     * it did.
     */
    boolean insertVersion(Contract next) {
        int added = database.jdbcClient()
                .sql("""
                        INSERT INTO customer_contract (customer, version, stored, author, ended, body)
                        SELECT ?, ?, ?, ?, ?, ? WHERE
                            (SELECT COALESCE(MAX(version), 0) FROM customer_contract WHERE customer = ?) = ?""")
                .params(
                        next.customer(),
                        next.version(),
                        toUtc(next.stored()),
                        next.author(),
                        toUtc(next.ended()),
                        json.writeValueAsString(next.agreement()),
                        next.customer(),
                        next.version() - 1)
                .update();
        if (added == 1) {
            names.updateNamesOf(next);
            contents.insertContents(List.of(next));
        }
        return added == 1;
    }

    static @Nullable OffsetDateTime toUtc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
