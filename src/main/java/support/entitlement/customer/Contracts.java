package support.entitlement.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.text.NormalForm;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every contract that was ever stored. A change adds a version; none is ever rewritten. Thread-safe, also across services that
 * share the database. Every method throws {@link DatabaseUnavailableException} while it cannot be reached; then nothing has
 * changed, or the next look shows the change.
 */
@Component
public class Contracts {

    private static final String COLUMNS =
            "SELECT customer, version, stored, author, ended, body FROM customer_contract ";

    private final ContractDatabase database;
    private final ContractNames names;
    private final Clock clock;
    private final JsonMapper json;
    private final RowMapper<Contract> contract;
    private final SharedReads<String, Contract> newest = new SharedReads<>(this::newest);

    Contracts(ContractDatabase database, Clock clock, JsonMapper json) {
        this.database = database;
        this.names = new ContractNames(database);
        this.clock = clock;
        this.json = json.rebuild()
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
        ObjectReader body = this.json.readerFor(Agreement.class);
        this.contract = (row, number) -> new Contract(
                row.getString(1),
                row.getLong(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                Optional.ofNullable(row.getObject(5, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null),
                body.readValue(row.getString(6)));
    }

    /** The newest version of a customer's contract, whether it is in force or not. One indexed read. */
    public Optional<Contract> find(String customer) {
        // Who waits for others while they hold a connection might have these wait for it.
        return database.ask(() -> TransactionSynchronizationManager.isActualTransactionActive()
                ? Optional.ofNullable(newest(List.of(customer)).get(customer))
                : newest.read(customer));
    }

    private Map<String, Contract> newest(Collection<String> customers) {
        Map<String, Contract> newest = new HashMap<>();
        database.jdbc()
                .sql(
                        "SELECT DISTINCT ON (customer) customer, version, stored, author, ended, body FROM customer_contract"
                                + " WHERE customer = ANY(?) ORDER BY customer DESC, version DESC")
                .param(customers.toArray(String[]::new))
                .query(contract)
                .list()
                .forEach(each -> newest.put(each.customer(), each));
        return newest;
    }

    /** What {@link #find} would have found at an instant. */
    public Optional<Contract> find(String customer, Instant asOf) {
        return database.ask(() -> database.jdbc()
                .sql(COLUMNS + "WHERE customer = ? AND stored <= ? ORDER BY version DESC LIMIT 1")
                .params(customer, asOf.atOffset(ZoneOffset.UTC))
                .query(contract)
                .optional());
    }

    /**
     * The contract of a customer that is in force at an instant. One indexed read, and a second one where the newest version has
     * not begun by then.
     *
     * @param asOf looks only at what was stored by then; null for all
     */
    public Optional<Contract> inForce(String customer, Instant at, @Nullable Instant asOf) {
        Optional<Contract> newest = asOf == null ? find(customer) : find(customer, asOf);
        if (newest.isEmpty() || newest.get().speaksOf(at)) {
            return newest.filter(contract -> contract.isInForceAt(at));
        }
        return inForce(
                history(customer).stream()
                        .filter(contract -> asOf == null || !contract.stored().isAfter(asOf))
                        .toList(),
                at);
    }

    /**
     * That of some versions which is in force at an instant.
     *
     * @param versions newest first
     */
    static Optional<Contract> inForce(List<Contract> versions, Instant at) {
        return versions.stream()
                .filter(contract -> contract.speaksOf(at))
                .findFirst()
                .filter(contract -> contract.isInForceAt(at));
    }

    /** Every version of a customer's contract, newest first. */
    public List<Contract> history(String customer) {
        return database.ask(() -> database.jdbc()
                .sql(COLUMNS + "WHERE customer = ? ORDER BY version DESC")
                .param(customer)
                .query(contract)
                .list());
    }

    /**
     * Stores what was signed as a new version.
     *
     * @param follows the version that the author has seen; 0 if there was none
     * @return the new version; empty if another came first, and then nothing has changed
     */
    public Optional<Contract> put(String customer, long follows, String author, Agreement agreement) {
        return add(new Contract(customer, follows + 1, now(), author, null, agreement));
    }

    /**
     * Ends a contract now, as a new version.
     *
     * @param seen the version that the author has seen
     * @return the new version; empty if another came first, and then nothing has changed
     */
    public Optional<Contract> end(Contract seen, String author) {
        Instant now = now();
        return add(new Contract(seen.customer(), seen.version() + 1, now, author, now, seen.agreement()));
    }

    /**
     * Stores many contracts, all of them or none.
     *
     * @return how many were stored; none if any was refused, or if the source is not sound
     * @throws ConcurrentImportException if somebody else stored one of them at the same time; then none was stored
     */
    public long putAll(String author, ContractSource source) {
        return database.ask(() -> {
            try {
                return database.change(() -> {
                    long stored = new ContractRows(database, json, author, now()).storeAll(source);
                    if (!source.isSound()) {
                        throw new NothingIsStored();
                    }
                    return stored;
                });
            } catch (NothingIsStored e) {
                return 0L;
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                throw new ConcurrentImportException(e);
            }
        });
    }

    /** Rolls back. */
    private static final class NothingIsStored extends RuntimeException {

        NothingIsStored() {
            super(null, null, false, false);
        }
    }

    /** The newest versions of contracts that have not been ended, by customer: those after this one, so many at the most. */
    public List<Contract> after(String customer, int most) {
        return database.ask(() -> database.jdbc()
                .sql(COLUMNS + """
                        c WHERE customer > ? AND ended IS NULL
                        AND version = (SELECT MAX(version) FROM customer_contract m WHERE m.customer = c.customer)
                        ORDER BY customer LIMIT ?""")
                .params(customer, most)
                .query(contract)
                .list());
    }

    /** The same of those that use a name of a plan, an issue type, an SLA category, a channel or a calendar. */
    public List<Contract> usersAfter(String customer, String name, int most) {
        return database.ask(() -> {
            List<String> some = names.usersAfter(customer, name, most);
            while (!some.isEmpty()) {
                List<Contract> users = usersOf(name, some);
                if (!users.isEmpty()) {
                    return users;
                }
                some = names.usersAfter(some.get(some.size() - 1), name, most);
            }
            return List.<Contract>of();
        });
    }

    /** Those whose newest version uses the name: an older one may, which is in force until the newest begins. */
    private List<Contract> usersOf(String name, List<String> customers) {
        Map<String, Contract> found = newest(customers);
        return customers.stream()
                .flatMap(customer -> Stream.ofNullable(found.get(customer)))
                .filter(contract -> NameUse.of(contract.agreement()).stream()
                        .anyMatch(use -> use.name().equals(NormalForm.key(name))))
                .toList();
    }

    /** Every name that contracts use, once. */
    public List<NameUse> names() {
        return database.ask(() -> names.all(now()));
    }

    /**
     * Customers whose contracts use a name.
     *
     * @param most how many at the most
     */
    public List<String> using(NameUse use, int most) {
        return database.ask(() -> names.users(use, now(), most));
    }

    /** How many contracts use a name. */
    public long count(NameUse use) {
        return database.ask(() -> names.count(use, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Optional<Contract> add(Contract next) {
        return database.ask(() -> {
            try {
                return database.change(() -> insert(next)) ? Optional.of(next) : Optional.empty();
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                return Optional.empty(); // Somebody else stored this version at the same time, or is about to.
            }
        });
    }

    private boolean insert(Contract next) {
        // A version may follow only the one before it: numbers have no gaps, and nobody comes back behind another.
        int added = database.jdbc()
                .sql("""
                        INSERT INTO customer_contract (customer, version, stored, author, ended, body)
                        SELECT ?, ?, ?, ?, ?, ? WHERE
                            (SELECT COALESCE(MAX(version), 0) FROM customer_contract WHERE customer = ?) = ?""")
                .params(
                        next.customer(),
                        next.version(),
                        utc(next.stored()),
                        next.author(),
                        utc(next.ended()),
                        json.writeValueAsString(next.agreement()),
                        next.customer(),
                        next.version() - 1)
                .update();
        if (added == 1) {
            names.remember(next);
        }
        return added == 1;
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
