package support.entitlement.allowance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import support.entitlement.allowance.UsageRefusedException.RefusalReason;
import support.entitlement.allowance.UsageRepository.RecordedEntry;
import support.entitlement.contract.terms.UnusableContractException;
import support.entitlement.database.Database;
import support.entitlement.database.DatabaseTables;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.database.Schema;

/**
 * The ledger of the use of allowances. Entries are only ever added, and each balance is summed up from them, so no stored figure can
 * disagree with them.
 *
 * <p>Adding an entry first locks one row of its customer, not one for each period: a carry-over ties periods together, and a change
 * of plan may divide them in another way. Of two entries at once, the second therefore counts the first, at any isolation level that
 * waits for a lock, and no caller has to try again. Callers that add entries for one customer wait for each other before they take a
 * connection, so that connections remain for other customers.
 *
 * <p>Thread-safe; several services may share the database. Every method throws {@link DatabaseUnavailableException} while the
 * database cannot be reached; a repeated request with the same key then finds out whether the entry was added.
 */
@Component
public final class UsageLedger implements DatabaseTables {

    public static final Schema SCHEMA = UsageRepository.SCHEMA;

    /** The longest time for which a reservation can last. */
    public static final Duration MAX_RESERVATION = Duration.ofDays(400);

    private static final int LOCK_COUNT = 1_024;
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final Database database;
    private final UsageRepository rows;
    private final GrantSource grants;
    private final Clock clock;
    private final Lock[] locks = new Lock[LOCK_COUNT];

    UsageLedger(DataSource source, GrantSource grants, Clock clock) {
        this.database = new Database(source, UsageRepository.SCHEMA);
        this.rows = new UsageRepository(database);
        this.grants = grants;
        this.clock = clock;
        Arrays.setAll(locks, any -> new ReentrantLock());
    }

    @Override
    public Database database() {
        return database;
    }

    /**
     * Returns the balances of all limits of all allowances of a customer at an instant; empty if no contract is in force then.
     *
     * @throws UnusableContractException if the contract cannot be applied
     */
    public Optional<List<AllowanceBalance>> findBalances(String customer, Instant at) {
        return database.readAfterCommits(() -> database.accessDatabase(() -> database.inSnapshot(() -> {
            GrantTimeline timeline = grants.timelineOf(customer);
            Instant now = currentInstant();
            return timeline.termsAt(at)
                    .map(terms -> terms.issueTypes().stream()
                            .flatMap(issueType ->
                                    rows.createBalances(customer, timeline, now).findBalances(issueType, at).stream())
                            .toList());
        })));
    }

    /**
     * Returns the balances of all limits of a customer for an issue type at an instant; empty if there is none then.
     *
     * @throws UnusableContractException if the contract cannot be applied
     */
    public List<AllowanceBalance> findBalances(String customer, String issueType, Instant at) {
        return database.accessDatabase(() ->
                database.inSnapshot(() -> rows.createBalances(customer, grants.timelineOf(customer), currentInstant())
                        .findBalances(issueType, at)));
    }

    /** Returns the entries of a customer with higher ids than this, in the order in which they were added. */
    public List<UsageEntry> findEntriesAfter(String customer, long id, long limit) {
        return database.readAfterCommits(
                () -> database.accessDatabase(() -> rows.findEntriesAfter(customer, id, limit)));
    }

    /**
     * Adds an entry, which is durable once this returns.
     *
     * @param key identifies the request: repeated with the same key, it returns the earlier entry and adds nothing
     * @throws UsageRefusedException if the entry is refused; the key can then be used again
     */
    public UsageEntry recordUsage(String customer, UsageRequest request, String key, String author) {
        Lock turn = locks[Math.floorMod(customer.hashCode(), locks.length)];
        acquireLock(turn);
        try {
            return database.accessDatabase(() -> recordWhileLocked(customer, request, key, author));
        } finally {
            turn.unlock();
        }
    }

    private static void acquireLock(Lock turn) {
        try {
            if (!turn.tryLock(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DatabaseUnavailableException(
                        "The ledger of use",
                        new TimeoutException("Others who book for the same customer have taken " + MAX_WAIT.toSeconds()
                                + " seconds. Send this again with its key"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while others book for the same customer.", e);
        }
    }

    private UsageEntry recordWhileLocked(String customer, UsageRequest request, String key, String author) {
        if (!rows.isCustomerOpen(customer)) {
            openIfGranted(customer, request);
        }
        return database.inTransaction(() -> {
            Instant latest = rows.lockCustomer(customer);
            Optional<RecordedEntry> before = rows.findByKey(customer, key);
            if (before.isPresent()) {
                return repeatEntry(before.get(), request);
            }
            Instant now = currentInstant();
            Instant recorded = now.isAfter(latest) ? now : latest;
            rows.updateLatestInstant(customer, recorded);
            UsageEntryBuilder recording = new UsageEntryBuilder(
                    rows, customer, request.withInstantOr(now), author, recorded, grants.timelineOf(customer));
            return rows.insertEntry(customer, recording.buildEntry(), key, request.requestHash());
        });
    }

    /** Creates the row of a customer only if a contract is in force, so that requests for unknown customers store nothing. */
    private void openIfGranted(String customer, UsageRequest request) {
        if (request.of() != null) {
            throw UsageRefusedException.unknownEntry(request.of());
        }
        Instant at =
                Objects.requireNonNull(request.withInstantOr(currentInstant()).at());
        if (grants.timelineOf(customer).termsAt(at).isEmpty()) {
            throw UsageRefusedException.noContract(customer, at);
        }
        rows.openCustomer(customer, currentInstant());
    }

    private static UsageEntry repeatEntry(RecordedEntry before, UsageRequest request) {
        if (!before.hash().equals(request.requestHash())) {
            throw new UsageRefusedException(
                    RefusalReason.KEY_REUSED,
                    "This key has recorded entry " + before.entry().id() + " by another request."
                            + " Send a new key with a new request.");
        }
        return before.entry();
    }

    /** Returns the current instant in microseconds, the precision of the database. */
    private Instant currentInstant() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
