package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.allowance.UsageRefusedException.RefusalReason;
import support.entitlement.decision.allowance.Limit;

/**
 * Builds one entry of the ledger, while the lock of its customer is held. An instance serves one request.
 */
final class UsageEntryBuilder {

    private final UsageRepository rows;
    private final String customer;
    private final UsageRequest request;
    private final String author;
    private final Instant now;
    private final GrantTimeline timeline;

    UsageEntryBuilder(
            UsageRepository rows,
            String customer,
            UsageRequest request,
            String author,
            Instant now,
            GrantTimeline timeline) {
        this.rows = rows;
        this.customer = customer;
        this.request = request;
        this.author = author;
        this.now = now;
        this.timeline = timeline;
    }

    UsageEntry buildEntry() {
        return switch (request.kind()) {
            case USE, RESERVE -> buildUseOrReservation();
            case COMMIT, RELEASE -> buildSettlement();
            case CORRECTION -> buildCorrection();
        };
    }

    private UsageEntry buildUseOrReservation() {
        if (request.kind() == EntryKind.RESERVE) {
            checkExpiry(Objects.requireNonNull(request.expires()), now);
        }
        AllowanceBalance balance =
                requireBalance(Objects.requireNonNull(request.issueType()), Objects.requireNonNull(request.at()));
        BigDecimal amount = request.amountOr(BigDecimal.ZERO);
        checkRemaining(balance, amount, "");
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
                balance.remaining().subtract(amount).max(BigDecimal.ZERO));
    }

    /** Returns the balance of an allowance, or refuses the request if there is none. */
    private AllowanceBalance requireBalance(String issueType, Instant at) {
        GrantTimeline.GrantTerms terms =
                timeline.termsAt(at).orElseThrow(() -> UsageRefusedException.noContract(customer, at));
        return rows.createBalanceCalculator(customer, issueType, timeline, now)
                .findBalance(at)
                .orElseThrow(() -> new UsageRefusedException(
                        RefusalReason.NO_ALLOWANCE,
                        "Customer “" + customer + "” has no allowance for “" + issueType + "” at " + at
                                + " that can be counted: " + terms.reasonWithoutGrant(issueType) + "."
                                + " GET /v1/customers/{id}/allowances lists those that there are."));
    }

    private UsageEntry buildSettlement() {
        UsageEntry reservation = findReferencedEntry();
        if (reservation.kind() != EntryKind.RESERVE) {
            throw wrongKind(reservation, "a reservation can be committed or released");
        }
        if (rows.isSettled(reservation.id())) {
            throw closedReservation(reservation, "was committed or released before");
        }
        if (!Objects.requireNonNull(reservation.expires()).isAfter(now)) {
            throw closedReservation(reservation, "has expired at " + reservation.expires());
        }
        BigDecimal amount =
                request.kind() == EntryKind.RELEASE ? BigDecimal.ZERO : request.amountOr(reservation.amount());
        if (amount.compareTo(reservation.amount()) > 0) {
            throw new UsageRefusedException(
                    RefusalReason.MORE_THAN_RESERVED,
                    amount.toPlainString() + " are more than the "
                            + reservation.amount().toPlainString()
                            + " that were reserved. Commit those, and record the rest as a use of its own.");
        }
        return buildFollowUp(reservation, amount, reservation.amount().subtract(amount));
    }

    private UsageEntry buildCorrection() {
        UsageEntry use = findReferencedEntry();
        if (!use.kind().isUse()) {
            throw wrongKind(use, "a use or a commit can be corrected");
        }
        BigDecimal more =
                request.amountOr(BigDecimal.ZERO).subtract(use.amount()).subtract(rows.sumCorrections(use.id()));
        if (more.signum() > 0) {
            AllowanceBalance balance = requireBalance(use.issueType(), use.at());
            if (!balance.grant().isCountedIn(use.unit())) {
                throw new UsageRefusedException(
                        RefusalReason.NO_ALLOWANCE,
                        "Entry " + use.id() + " is counted in “" + use.unit() + "”, and what is allowed now in “"
                                + balance.grant().unit()
                                + "”. Record what was used beyond it as a use of its own.");
            }
            checkRemaining(balance, more, " more");
        }
        return buildFollowUp(use, more, more.negate());
    }

    /** Builds an entry about another, which frees an amount of the allowance; an amount below 0 is used in addition. */
    private UsageEntry buildFollowUp(UsageEntry of, BigDecimal amount, BigDecimal freed) {
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
                remainingAfter(of, freed));
    }

    /** Returns the amount that remains once this much is free; 0 if no such allowance is granted any more. */
    private BigDecimal remainingAfter(UsageEntry of, BigDecimal freed) {
        BalanceCalculator after = new BalanceCalculator(of.issueType(), timeline, (grant, from, until) -> {
            UsageTotals totals = rows.sumUsage(customer, grant, from, until, now);
            boolean isIn = !of.at().isBefore(from) && of.at().isBefore(until) && grant.isCountedIn(of.unit());
            return isIn ? totals.plus(new UsageTotals(freed.negate(), BigDecimal.ZERO)) : totals;
        });
        return timeline.findUsableStretch(of.issueType(), of.at())
                .filter(stretch -> stretch.grant().isCountedIn(of.unit()))
                .flatMap(stretch -> after.findBalance(of.at()))
                .map(AllowanceBalance::remaining)
                .orElse(BigDecimal.ZERO);
    }

    private static void checkExpiry(Instant expires, Instant now) {
        if (!expires.isAfter(now) || expires.isAfter(now.plus(UsageLedger.MAX_RESERVATION))) {
            throw new UsageRefusedException(
                    RefusalReason.BAD_EXPIRY,
                    "A reservation ends after now, which is " + now + ", and within "
                            + UsageLedger.MAX_RESERVATION.toDays() + " days.");
        }
    }

    private static void checkRemaining(AllowanceBalance balance, BigDecimal amount, String more) {
        boolean soft = balance.grant().limit() == Limit.SOFT;
        if (!soft && amount.compareTo(balance.remaining()) > 0) {
            throw new UsageRefusedException(
                    RefusalReason.EXCEEDED,
                    amount.toPlainString() + more + " " + balance.grant().unit() + " are more than the "
                            + balance.remaining().toPlainString() + " that are left from "
                            + balance.period().from() + " on.",
                    balance);
        }
    }

    private UsageEntry findReferencedEntry() {
        long id = Objects.requireNonNull(request.of());
        return rows.findById(customer, id).orElseThrow(() -> UsageRefusedException.unknownEntry(id));
    }

    private static UsageRefusedException wrongKind(UsageEntry entry, String right) {
        return new UsageRefusedException(
                RefusalReason.WRONG_KIND, "Entry " + entry.id() + " is a " + entry.kind() + "; only " + right + ".");
    }

    private static UsageRefusedException closedReservation(UsageEntry reservation, String why) {
        return new UsageRefusedException(RefusalReason.CLOSED, "Reservation " + reservation.id() + " " + why + ".");
    }
}
