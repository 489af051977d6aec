package support.entitlement.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import support.entitlement.contract.group.ContractCounts;
import support.entitlement.contract.lease.ContractChanges;
import support.entitlement.contract.lease.ContractMemory;
import support.entitlement.contract.lease.ContractMemoryProperties;
import support.entitlement.contract.lease.ContractPreload;
import support.entitlement.contract.lease.LeaseRenewal;
import support.entitlement.contract.lease.MemoryLease;
import support.entitlement.database.BatchingLookup;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseTables;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.database.Schema;
import tools.jackson.databind.json.JsonMapper;

/**
 * The store of contracts. A change adds a version; no version is ever rewritten. Thread-safe, also across services that
 * share the database. While the database cannot be reached, every method throws {@link DatabaseUnavailableException};
 * then either nothing has changed, or the next read shows the change.
 */
@Component
public class Contracts implements DatabaseTables {

    private final Database database;
    private final ContractNameUses nameUses;
    private final ContractContentIndex contents;
    private final ContractCounts counts;
    private final ContractGroups groups;
    private final ContractRepository rows;
    private final Clock clock;
    private final JsonMapper json;
    private final ContractChanges changes;
    private final MemoryLease lease = new MemoryLease();
    private final RememberedContracts remembered;
    private final BatchingLookup<String, Contract> newest;

    @Autowired
    Contracts(DataSource source, Clock clock, JsonMapper json, ContractMemoryProperties memory) {
        this(source, clock, json, memory.maxBytes(), RememberedContracts.PAGE_SIZE);
    }

    /**
     * Creates the store.
     *
     * @param memoryBytes about how much memory remembered contracts may take
     * @param pageSize how many contracts are read ahead at a time
     */
    Contracts(DataSource source, Clock clock, JsonMapper json, long memoryBytes, int pageSize) {
        this.clock = clock;
        this.json = withoutNulls(json);
        this.database = new Database(source, ContractRepository.createSchema(this.json));
        ContractNameIndex names = new ContractNameIndex(database);
        this.contents = new ContractContentIndex(database, this.json);
        this.counts = new ContractCounts(database, clock);
        this.groups = new ContractGroups(
                database,
                counts,
                contents,
                new MissingContents(database, contents, ContractRepository.createRowMapper(this.json)));
        this.rows = new ContractRepository(database, names, contents, this.json);
        this.nameUses = new ContractNameUses(database, names, rows, clock);
        this.changes = new ContractChanges(database);
        this.remembered = new RememberedContracts(rows, lease, memoryBytes, pageSize);
        this.newest = new BatchingLookup<>(remembered::findNewest);
    }

    /** Returns the writer of the bodies of contracts, on which the ids of their contents depend. */
    static JsonMapper withoutNulls(JsonMapper json) {
        return json.rebuild()
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    /** Creates the schema of the tables, whose migrations read contracts. */
    public static Schema createSchema(JsonMapper json) {
        return ContractRepository.createSchema(json);
    }

    @Override
    public Database database() {
        return database;
    }

    /** Creates the renewal of the lease on remembered contracts, without which each look-up asks the database. */
    LeaseRenewal createLeaseRenewal() {
        return new LeaseRenewal(database, lease, remembered);
    }

    /** Creates the preload of contracts, without which memory has only those that were asked for. */
    ContractPreload createPreload() {
        return new ContractPreload(lease, this::readAhead);
    }

    /** Reads some contracts into memory. Returns false if there are no others for now. */
    boolean readAhead() {
        return database.accessForLong(remembered::readAhead);
    }

    /**
     * Finds the newest version of a customer's contract, in force or not: in memory while there is a lease, otherwise by one indexed
     * query.
     */
    public Optional<Contract> findNewest(String customer) {
        Optional<Contract> leased = remembered.findLeased(customer);
        return leased.isPresent() ? leased : readNewest(customer);
    }

    /** Returns what is remembered of contracts. */
    public ContractMemory memory() {
        return remembered;
    }

    /** Finds the newest version in the database for its writer, and returns once no replica answers by an older one. */
    public Optional<Contract> findNewestForWriter(String customer) {
        return database.accessDatabase(() -> {
            Contract found = rows.findNewest(List.of(customer)).get(customer);
            changes.awaitStoredChanges();
            return Optional.ofNullable(found);
        });
    }

    private Optional<Contract> readNewest(String customer) {
        // Inside a transaction read directly: waiting for a batch while holding a connection could deadlock the pool.
        return database.accessDatabase(() -> TransactionSynchronizationManager.isActualTransactionActive()
                ? Optional.ofNullable(rows.findNewest(List.of(customer)).get(customer))
                : newest.findValue(customer));
    }

    /** Finds the version that {@link #findNewest} would have found at an instant. */
    public Optional<Contract> findNewest(String customer, Instant asOf) {
        return database.accessDatabase(() -> rows.findNewest(customer, asOf));
    }

    /**
     * Finds the contract of a customer that is in force at an instant. One indexed query, and a second one if the
     * newest version has not begun by then.
     *
     * @param asOf only versions stored by then are considered; null for all
     */
    public Optional<Contract> findInForce(String customer, Instant at, @Nullable Instant asOf) {
        Optional<Contract> newest = asOf == null ? findNewest(customer) : findNewest(customer, asOf);
        if (newest.isEmpty() || newest.get().isDecisiveAt(at)) {
            return newest.filter(contract -> contract.isInForceAt(at));
        }
        return Contract.findInForce(
                findVersions(customer).stream()
                        .filter(contract -> asOf == null || !contract.stored().isAfter(asOf))
                        .toList(),
                at);
    }

    /**
     * Returns the newest versions of contracts in the order in which the database sorts their customers.
     *
     * @param text the list begins with the first customer that is not before this text
     * @param inclusive false to leave out a customer that is equal to the text
     */
    public List<Contract> findFrom(String text, boolean inclusive, int most) {
        return database.readAfterCommits(() -> database.accessDatabase(() -> rows.findFrom(text, inclusive, most)));
    }

    /** Returns every version of a customer's contract, newest first. */
    public List<Contract> findVersions(String customer) {
        return database.accessDatabase(() -> rows.findVersions(customer));
    }

    /**
     * Stores an agreement as a new version.
     *
     * @param follows the version that the author has seen; 0 if there was none
     * @return the new version; empty if another one exists by now, and then nothing has changed
     */
    public Optional<Contract> storeVersion(String customer, long follows, String author, Agreement agreement) {
        return storeNext(new Contract(customer, follows + 1, currentInstant(), author, null, agreement));
    }

    /**
     * Ends a contract now, as a new version.
     *
     * @param seen the version that the author has seen
     * @return the new version; empty if another one exists by now, and then nothing has changed
     */
    public Optional<Contract> endContract(Contract seen, String author) {
        Instant now = currentInstant();
        return storeNext(new Contract(seen.customer(), seen.version() + 1, now, author, now, seen.agreement()));
    }

    /**
     * Stores many contracts, all of them or none.
     *
     * @return how many were stored; 0 if any was refused, or if the source is not sound
     * @throws ConcurrentImportException if another request stored one of them at the same time; then none was stored
     */
    public long storeAll(String author, ContractSource source) {
        return database.accessForLong(() -> {
            long stored = storeAllOrNone(author, source);
            changes.awaitStoredChanges(); // The answer counts unchanged ones, and names versions that are there.
            return stored;
        });
    }

    private long storeAllOrNone(String author, ContractSource source) {
        try {
            return changes.makeChange(
                    changed -> new ContractBatchWriter(database, json, contents, counts, author, currentInstant())
                            .storeAll(source, changed));
        } catch (ContractBatchWriter.RollbackSignal e) {
            return 0L;
        } catch (DuplicateKeyException | ConcurrencyFailureException e) {
            throw new ConcurrentImportException(e);
        }
    }

    /**
     * Returns the newest versions of contracts that have not been ended, ordered by customer.
     *
     * @param customer the customer after which to begin
     * @param most the maximal number of versions
     */
    public List<Contract> findUnendedAfter(String customer, int most) {
        return database.readAfterCommits(() -> database.accessForLong(() -> rows.findUnendedAfter(customer, most)));
    }

    /** Returns what is known of the names of the policy that contracts use. */
    public ContractNameUses nameUses() {
        return nameUses;
    }

    /** Returns the contracts by what they say. */
    public ContractGroups groups() {
        return groups;
    }

    private Instant currentInstant() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Optional<Contract> storeNext(Contract next) {
        return database.accessDatabase(() -> {
            try {
                return changes.makeChange(changed -> insertNext(next, changed)) ? Optional.of(next) : Optional.empty();
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                return Optional.empty(); // Another transaction stored this version, or is about to.
            }
        });
    }

    /** Stores a version. A first one is not announced: no replica remembers that a customer has no contract. */
    private boolean insertNext(Contract next, Consumer<Collection<String>> changed) {
        boolean inserted = rows.insertVersion(next);
        if (inserted) {
            counts.noteStored(1);
        }
        if (inserted && next.version() > 1) {
            changed.accept(List.of(next.customer()));
        }
        return inserted;
    }
}
