package support.entitlement.customer;

import java.math.BigDecimal;
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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import support.entitlement.customer.Account.Drawn;
import support.entitlement.customer.UsageEntry.Kind;
import support.entitlement.customer.UsageRefusedException.Reason;
import support.entitlement.customer.UsageRows.Line;
import support.entitlement.database.DatabaseUnavailableException;
import support.entitlement.decision.Limit;

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
            return timeline.at(at)
                    .map(terms -> terms.issueTypes().stream()
                            .flatMap(issueType -> account(customer, issueType, timeline, now()).at(at).stream())
                            .toList());
        }));
    }

    /**
     * How the allowance of a customer for an issue type stands at an instant; empty if there is none then.
     *
     * @throws UnusableContractException if the contract cannot be applied
     */
    public Optional<Balance> balance(String customer, String issueType, Instant at) {
        return database.ask(() -> database.look(
                () -> account(customer, issueType, grants.of(customer), now()).at(at)));
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
            Recording recording = new Recording(customer, request.atOr(now), author, recorded, grants.of(customer));
            return rows.add(customer, recording.entry(), key, request.hash());
        });
    }

    /** Strangers leave nothing behind. */
    private void openIfGranted(String customer, UsageRequest request) {
        if (request.of() != null) {
            throw unknown(request.of());
        }
        Instant at = Objects.requireNonNull(request.atOr(now()).at());
        if (grants.of(customer).at(at).isEmpty()) {
            throw noContract(customer, at);
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

    /** One entry in the making, while nobody else adds one of the same customer. */
    private final class Recording {

        private final String customer;
        private final UsageRequest request;
        private final String author;
        private final Instant now;
        private final GrantTimeline timeline;

        Recording(String customer, UsageRequest request, String author, Instant now, GrantTimeline timeline) {
            this.customer = customer;
            this.request = request;
            this.author = author;
            this.now = now;
            this.timeline = timeline;
        }

        UsageEntry entry() {
            return switch (request.kind()) {
                case USE, RESERVE -> drawn();
                case COMMIT, RELEASE -> settled();
                case CORRECTION -> corrected();
            };
        }

        private UsageEntry drawn() {
            if (request.kind() == Kind.RESERVE) {
                checkExpiry(Objects.requireNonNull(request.expires()), now);
            }
            Balance balance =
                    granted(Objects.requireNonNull(request.issueType()), Objects.requireNonNull(request.at()));
            BigDecimal amount = request.amountOr(BigDecimal.ZERO);
            checkRoom(balance, amount, "");
            return new UsageEntry(
                    0,
                    request.kind(),
                    null,
                    balance.grant().issueType(),
                    balance.grant().unit(),
                    amount,
                    request.at(),
                    request.expires(),
                    request.reference(),
                    now,
                    author,
                    balance.left().subtract(amount).max(BigDecimal.ZERO));
        }

        /** How an allowance stands that there must be. */
        private Balance granted(String issueType, Instant at) {
            if (timeline.at(at).isEmpty()) {
                throw noContract(customer, at);
            }
            return account(customer, issueType, timeline, now)
                    .at(at)
                    .orElseThrow(() -> new UsageRefusedException(
                            Reason.NO_ALLOWANCE,
                            "Customer “" + customer + "” has no allowance for “" + issueType + "” at " + at
                                    + " that can be counted: one with an amount, a unit and a period."
                                    + " GET /v1/customers/{id}/allowances lists those that there are."));
        }

        private UsageEntry settled() {
            UsageEntry reservation = find(customer, request);
            if (reservation.kind() != Kind.RESERVE) {
                throw wrongKind(reservation, "a reservation can be committed or released");
            }
            if (rows.isSettled(reservation.id())) {
                throw closed(reservation, "was committed or released before");
            }
            if (!Objects.requireNonNull(reservation.expires()).isAfter(now)) {
                throw closed(reservation, "has expired at " + reservation.expires());
            }
            BigDecimal amount =
                    request.kind() == Kind.RELEASE ? BigDecimal.ZERO : request.amountOr(reservation.amount());
            if (amount.compareTo(reservation.amount()) > 0) {
                throw new UsageRefusedException(
                        Reason.MORE_THAN_RESERVED,
                        amount.toPlainString() + " are more than the "
                                + reservation.amount().toPlainString()
                                + " that were reserved. Commit those, and record the rest as a use of its own.");
            }
            return about(reservation, amount, reservation.amount().subtract(amount));
        }

        private UsageEntry corrected() {
            UsageEntry use = find(customer, request);
            if (!use.kind().isUse()) {
                throw wrongKind(use, "a use or a commit can be corrected");
            }
            BigDecimal more =
                    request.amountOr(BigDecimal.ZERO).subtract(use.amount()).subtract(rows.corrected(use.id()));
            if (more.signum() > 0) {
                Balance balance = granted(use.issueType(), use.at());
                if (!balance.grant().countsIn(use.unit())) {
                    throw new UsageRefusedException(
                            Reason.NO_ALLOWANCE,
                            "Entry " + use.id() + " is counted in “" + use.unit() + "”, and what is allowed now in “"
                                    + balance.grant().unit()
                                    + "”. Record what was used beyond it as a use of its own.");
                }
                checkRoom(balance, more, " more");
            }
            return about(use, more, more.negate());
        }

        /** An entry about another, which frees so much of the allowance, or takes it if that is below nothing. */
        private UsageEntry about(UsageEntry of, BigDecimal amount, BigDecimal freed) {
            return new UsageEntry(
                    0,
                    request.kind(),
                    of.id(),
                    of.issueType(),
                    of.unit(),
                    amount,
                    of.at(),
                    null,
                    request.reference(),
                    now,
                    author,
                    leftAfter(of, freed));
        }

        /** How much is left once so much is free; nothing if nothing of the sort is granted any more. */
        private BigDecimal leftAfter(UsageEntry of, BigDecimal freed) {
            Account after = new Account(of.issueType(), timeline, (grant, from, until) -> {
                Drawn drawn = rows.drawn(customer, grant, from, until, now);
                boolean isIn = !of.at().isBefore(from) && of.at().isBefore(until) && grant.countsIn(of.unit());
                return isIn ? drawn.plus(new Drawn(freed.negate(), BigDecimal.ZERO)) : drawn;
            });
            return timeline.usable(of.issueType(), of.at())
                    .filter(stretch -> stretch.grant().countsIn(of.unit()))
                    .flatMap(stretch -> after.at(of.at()))
                    .map(Balance::left)
                    .orElse(BigDecimal.ZERO);
        }
    }

    private static void checkExpiry(Instant expires, Instant now) {
        if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST_RESERVATION))) {
            throw new UsageRefusedException(
                    Reason.BAD_EXPIRY,
                    "A reservation ends after now, which is " + now + ", and within " + LONGEST_RESERVATION.toDays()
                            + " days.");
        }
    }

    private static void checkRoom(Balance balance, BigDecimal amount, String more) {
        boolean soft = balance.grant().limit() == Limit.SOFT;
        if (!soft && amount.compareTo(balance.left()) > 0) {
            throw new UsageRefusedException(
                    Reason.EXCEEDED,
                    amount.toPlainString() + more + " " + balance.grant().unit() + " are more than the "
                            + balance.left().toPlainString() + " that are left from "
                            + balance.period().from() + " on.",
                    balance);
        }
    }

    private UsageEntry find(String customer, UsageRequest request) {
        long id = Objects.requireNonNull(request.of());
        return rows.byId(customer, id).orElseThrow(() -> unknown(id));
    }

    private Account account(String customer, String issueType, GrantTimeline timeline, Instant now) {
        return new Account(issueType, timeline, (grant, from, until) -> rows.drawn(customer, grant, from, until, now));
    }

    /** As exact as a database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static UsageRefusedException unknown(@Nullable Long id) {
        return new UsageRefusedException(
                Reason.UNKNOWN_ENTRY,
                "This customer has no entry " + id + ". GET /v1/customers/{id}/usage lists all that there are.");
    }

    private static UsageRefusedException noContract(String customer, Instant at) {
        return new UsageRefusedException(
                Reason.NO_CONTRACT, "Customer “" + customer + "” has no contract that is in force at " + at + ".");
    }

    private static UsageRefusedException wrongKind(UsageEntry entry, String right) {
        return new UsageRefusedException(
                Reason.WRONG_KIND, "Entry " + entry.id() + " is a " + entry.kind() + "; only " + right + ".");
    }

    private static UsageRefusedException closed(UsageEntry reservation, String why) {
        return new UsageRefusedException(Reason.CLOSED, "Reservation " + reservation.id() + " " + why + ".");
    }
}
