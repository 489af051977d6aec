package support.entitlement.customer;

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
import org.springframework.stereotype.Component;
import support.entitlement.customer.UsageRefusedException.Reason;
import support.entitlement.customer.UsageRows.Line;
import support.entitlement.database.DatabaseUnavailableException;

/**
 * What customers have used. Entries are only ever added; what is left is summed up from them each time, so that no figure beside
 * them can disagree.
 *
 * <p>Whoever adds an entry locks one row of its customer first, not one for each period: what is carried over ties periods
 * together, and a change of plan may cut them otherwise. So of two who book at once the second counts what the first has booked,
 * at any isolation that waits for a lock, and nobody must try again. Those who book for one customer wait for each other before they
 * take a connection, so that others have some left.
 *
 * <p>Thread-safe; several services may share the database, which may come and go: every method throws
 * {@link DatabaseUnavailableException} while it is away. What was added then is found by asking again with the same key.
 */
@Component
public final class UsageLedger {

    /** How long something can be kept reserved. */
    public static final Duration LONGEST_RESERVATION = Duration.ofDays(400);

    private static final int CUSTOMERS_AT_ONCE = 1_024;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final UsageDatabase database;
    private final UsageRows rows;
    private final Grants grants;
    private final Clock clock;
    private final Lock[] turns = new Lock[CUSTOMERS_AT_ONCE];

    UsageLedger(UsageDatabase database, Grants grants, Clock clock) {
        this.database = database;
        this.rows = new UsageRows(database);
        this.grants = grants;
        this.clock = clock;
        Arrays.setAll(turns, any -> new ReentrantLock());
    }

    /**
     * How all allowances of a customer stand at an instant; empty if no contract is in force then.
     *
     * @throws UnusableContractException if the contract cannot be applied
     */
    public Optional<List<Balance>> balances(String customer, Instant at) {
        return database.ask(() -> database.look(() -> {
            GrantTimeline timeline = grants.of(customer);
            Instant now = now();
            return timeline.at(at)
                    .map(terms -> terms.issueTypes().stream()
                            .flatMap(issueType -> rows.account(customer, issueType, timeline, now).at(at).stream())
                            .toList());
        }));
    }

    /**
     * How the allowance of a customer for an issue type stands at an instant; empty if there is none then.
     *
     * @throws UnusableContractException if the contract cannot be applied
     */
    public Optional<Balance> balance(String customer, String issueType, Instant at) {
        return database.ask(() -> database.look(() ->
                rows.account(customer, issueType, grants.of(customer), now()).at(at)));
    }

    /** Entries of a customer with higher numbers than this, in the order in which they were added. */
    public List<UsageEntry> after(String customer, long id, long limit) {
        return database.ask(() -> rows.after(customer, id, limit));
    }

    /**
     * Adds an entry, for good once this returns.
     *
     * @param key names the request: the same key with the same request answers what it did before, and adds nothing
     * @throws UsageRefusedException if it cannot be; then it may be asked again with the same key
     */
    public UsageEntry record(String customer, UsageRequest request, String key, String author) {
        Lock turn = turns[Math.floorMod(customer.hashCode(), turns.length)];
        awaitTurn(turn);
        try {
            return database.ask(() -> recordInTurn(customer, request, key, author));
        } finally {
            turn.unlock();
        }
    }

    private static void awaitTurn(Lock turn) {
        try {
            if (!turn.tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DatabaseUnavailableException(
                        "The ledger of use",
                        new TimeoutException("Others who book for the same customer have taken "
                                + LONGEST_WAIT.toSeconds() + " seconds. Send this again with its key"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while others book for the same customer.", e);
        }
    }

    private UsageEntry recordInTurn(String customer, UsageRequest request, String key, String author) {
        if (!rows.isOpen(customer)) {
            openIfGranted(customer, request);
        }
        return database.change(() -> {
            Instant latest = rows.lock(customer);
            Optional<Line> before = rows.byKey(customer, key);
            if (before.isPresent()) {
                return answered(before.get(), request);
            }
            Instant now = now();
            Instant recorded = now.isAfter(latest) ? now : latest;
            rows.passed(customer, recorded);
            UsageRecording recording =
                    new UsageRecording(rows, customer, request.atOr(now), author, recorded, grants.of(customer));
            return rows.add(customer, recording.entry(), key, request.hash());
        });
    }

    /** Strangers leave nothing behind. */
    private void openIfGranted(String customer, UsageRequest request) {
        if (request.of() != null) {
            throw UsageRefusedException.unknownEntry(request.of());
        }
        Instant at = Objects.requireNonNull(request.atOr(now()).at());
        if (grants.of(customer).at(at).isEmpty()) {
            throw UsageRefusedException.noContract(customer, at);
        }
        rows.open(customer, now());
    }

    private static UsageEntry answered(Line before, UsageRequest request) {
        if (!before.hash().equals(request.hash())) {
            throw new UsageRefusedException(
                    Reason.KEY_REUSED,
                    "This key has recorded entry " + before.entry().id() + " by another request."
                            + " Send a new key with a new request.");
        }
        return before.entry();
    }

    /** As exact as a database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
