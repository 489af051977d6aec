package support.entitlement.customer;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
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
 * at any isolation that waits for a lock, and nobody must try again. Customers never wait for each other.
 *
 * <p>Thread-safe; several services may share the database, which may come and go: every method throws
 * {@link DatabaseUnavailableException} while it is away. What was added then is found by asking again with the same key.
 */
@Component
public final class UsageLedger {

    /** How long something can be kept reserved. */
    public static final Duration LONGEST_RESERVATION = Duration.ofDays(400);

    private final UsageDatabase database;
    private final UsageRows rows;
    private final Grants grants;
    private final Clock clock;

    UsageLedger(UsageDatabase database, Grants grants, Clock clock) {
        this.database = database;
        this.rows = new UsageRows(database);
        this.grants = grants;
        this.clock = clock;
    }

    /** How all allowances of a customer stand at an instant; empty if no contract is in force then. */
    public Optional<List<Balance>> balances(String customer, Instant at) {
        return database.ask(() -> grants.at(customer, at)
                .map(granted -> granted.allowances().stream()
                        .flatMap(grant -> account(customer, grant.issueType(), now()).at(at).stream())
                        .toList()));
    }

    /** How the allowance of a customer for an issue type stands at an instant; empty if there is none then. */
    public Optional<Balance> balance(String customer, String issueType, Instant at) {
        return database.ask(() -> account(customer, issueType, now()).at(at));
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
        return database.ask(() -> {
            if (!rows.isOpen(customer)) {
                openIfGranted(customer, request);
            }
            return database.change(() -> {
                Instant latest = rows.lock(customer);
                Instant now = now().isAfter(latest) ? now() : latest;
                Optional<Line> before = rows.byKey(customer, key);
                if (before.isPresent()) {
                    return answered(before.get(), request);
                }
                rows.passed(customer, now);
                return rows.add(customer, entry(customer, request, now, author), key, request.hash());
            });
        });
    }

    /** Strangers leave nothing behind. */
    private void openIfGranted(String customer, UsageRequest request) {
        if (request.of() != null) {
            throw unknown(request.of());
        }
        Instant at = at(request, now());
        if (grants.at(customer, at).isEmpty()) {
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

    private UsageEntry entry(String customer, UsageRequest request, Instant now, String author) {
        return switch (request.kind()) {
            case USE, RESERVE -> drawn(customer, request, now, author);
            case COMMIT, RELEASE -> settled(customer, request, now, author);
            case CORRECTION -> corrected(customer, request, now, author);
        };
    }

    private UsageEntry drawn(String customer, UsageRequest request, Instant now, String author) {
        Instant at = at(request, now);
        String issueType = Objects.requireNonNull(request.issueType());
        if (grants.at(customer, at).isEmpty()) {
            throw noContract(customer, at);
        }
        if (request.kind() == Kind.RESERVE) {
            checkExpiry(Objects.requireNonNull(request.expires()), now);
        }
        Balance balance = account(customer, issueType, now)
                .at(at)
                .orElseThrow(() -> new UsageRefusedException(
                        Reason.NO_ALLOWANCE,
                        "Customer “" + customer + "” has no allowance for “" + issueType + "” at " + at
                                + ". GET /v1/customers/{id}/allowances lists those that there are."));
        BigDecimal amount = request.amountOr(BigDecimal.ZERO);
        checkRoom(balance, amount);
        return new UsageEntry(
                0,
                request.kind(),
                null,
                balance.grant().issueType(),
                balance.grant().unit(),
                amount,
                at,
                request.expires(),
                request.reference(),
                now,
                author,
                rest(balance, amount));
    }

    private static void checkExpiry(Instant expires, Instant now) {
        if (!expires.isAfter(now) || expires.isAfter(now.plus(LONGEST_RESERVATION))) {
            throw new UsageRefusedException(
                    Reason.BAD_EXPIRY,
                    "A reservation ends after now, which is " + now + ", and within " + LONGEST_RESERVATION.toDays()
                            + " days.");
        }
    }

    private static void checkRoom(Balance balance, BigDecimal amount) {
        boolean soft = balance.grant().limit() == Limit.SOFT;
        if (!soft && amount.compareTo(balance.left()) > 0) {
            throw new UsageRefusedException(
                    Reason.EXCEEDED,
                    amount.toPlainString() + " " + balance.grant().unit() + " are more than the "
                            + balance.left().toPlainString() + " that are left from "
                            + balance.period().from() + " on.",
                    balance);
        }
    }

    private static BigDecimal rest(Balance balance, BigDecimal drawn) {
        return balance.left().subtract(drawn).max(BigDecimal.ZERO);
    }

    private UsageEntry settled(String customer, UsageRequest request, Instant now, String author) {
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
        BigDecimal amount = request.kind() == Kind.RELEASE ? BigDecimal.ZERO : request.amountOr(reservation.amount());
        if (amount.compareTo(reservation.amount()) > 0) {
            throw new UsageRefusedException(
                    Reason.MORE_THAN_RESERVED,
                    amount.toPlainString() + " are more than the "
                            + reservation.amount().toPlainString()
                            + " that were reserved. Commit those, and record the rest as a use of its own.");
        }
        BigDecimal freed = reservation.amount().subtract(amount);
        return about(customer, request, reservation, amount, freed, now, author);
    }

    private UsageEntry corrected(String customer, UsageRequest request, Instant now, String author) {
        UsageEntry use = find(customer, request);
        if (!use.kind().isUse()) {
            throw wrongKind(use, "a use or a commit can be corrected");
        }
        BigDecimal more =
                request.amountOr(BigDecimal.ZERO).subtract(use.amount()).subtract(rows.corrected(use.id()));
        if (more.signum() > 0) {
            checkRoom(
                    account(customer, use.issueType(), now)
                            .at(use.at())
                            .orElseThrow(() -> noContract(customer, use.at())),
                    more);
        }
        return about(customer, request, use, more, more.negate(), now, author);
    }

    /** An entry about another, which frees so much of the allowance, or takes it if that is below nothing. */
    private UsageEntry about(
            String customer,
            UsageRequest request,
            UsageEntry of,
            BigDecimal amount,
            BigDecimal freed,
            Instant now,
            String author) {
        BigDecimal left = account(customer, of.issueType(), now)
                .at(of.at())
                .map(balance -> balance.left()
                        .add(freed)
                        .subtract(freed.signum() > 0 ? balance.over().min(freed) : BigDecimal.ZERO)
                        .max(BigDecimal.ZERO))
                .orElse(BigDecimal.ZERO);
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
                left);
    }

    private UsageEntry find(String customer, UsageRequest request) {
        long id = Objects.requireNonNull(request.of());
        return rows.byId(customer, id).orElseThrow(() -> unknown(id));
    }

    private Account account(String customer, String issueType, Instant now) {
        return new Account(
                customer,
                issueType,
                grants,
                (unit, from, until) -> rows.drawn(customer, issueType, unit, from, until, now));
    }

    private static Instant at(UsageRequest request, Instant now) {
        return request.at() == null ? now : request.at().truncatedTo(ChronoUnit.MICROS);
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
