package support.entitlement.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import support.entitlement.customer.Account.Drawn;
import support.entitlement.customer.UsageEntry.Kind;
import support.entitlement.customer.UsageRefusedException.Reason;
import support.entitlement.decision.Limit;

/**
 * One entry of the ledger in the making, while nobody else adds one of the same customer. An instance serves one request and is then
 * of no more use.
 */
final class UsageRecording {

    private final UsageRows rows;
    private final String customer;
    private final UsageRequest request;
    private final String author;
    private final Instant now;
    private final GrantTimeline timeline;

    UsageRecording(
            UsageRows rows, String customer, UsageRequest request, String author, Instant now, GrantTimeline timeline) {
        this.rows = rows;
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
        Balance balance = granted(Objects.requireNonNull(request.issueType()), Objects.requireNonNull(request.at()));
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
        GrantTimeline.Terms terms = timeline.at(at).orElseThrow(() -> UsageRefusedException.noContract(customer, at));
        return rows.account(customer, issueType, timeline, now)
                .at(at)
                .orElseThrow(() -> new UsageRefusedException(
                        Reason.NO_ALLOWANCE,
                        "Customer “" + customer + "” has no allowance for “" + issueType + "” at " + at
                                + " that can be counted: " + terms.reasonWithoutGrant(issueType) + "."
                                + " GET /v1/customers/{id}/allowances lists those that there are."));
    }

    private UsageEntry settled() {
        UsageEntry reservation = find();
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
        return about(reservation, amount, reservation.amount().subtract(amount));
    }

    private UsageEntry corrected() {
        UsageEntry use = find();
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

    private static void checkExpiry(Instant expires, Instant now) {
        if (!expires.isAfter(now) || expires.isAfter(now.plus(UsageLedger.LONGEST_RESERVATION))) {
            throw new UsageRefusedException(
                    Reason.BAD_EXPIRY,
                    "A reservation ends after now, which is " + now + ", and within "
                            + UsageLedger.LONGEST_RESERVATION.toDays() + " days.");
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

    private UsageEntry find() {
        long id = Objects.requireNonNull(request.of());
        return rows.byId(customer, id).orElseThrow(() -> UsageRefusedException.unknownEntry(id));
    }

    private static UsageRefusedException wrongKind(UsageEntry entry, String right) {
        return new UsageRefusedException(
                Reason.WRONG_KIND, "Entry " + entry.id() + " is a " + entry.kind() + "; only " + right + ".");
    }

    private static UsageRefusedException closed(UsageEntry reservation, String why) {
        return new UsageRefusedException(Reason.CLOSED, "Reservation " + reservation.id() + " " + why + ".");
    }
}
