package support.entitlement.allowance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.allowance.OveruseFinder.UseChange;
import support.entitlement.allowance.UsageEntry.CountedAmount;
import support.entitlement.allowance.UsageEntry.EntryKind;
import support.entitlement.allowance.UsageEntry.Overuse;
import support.entitlement.allowance.UsageRefusedException.RefusalReason;
import support.entitlement.allowance.UsageRepository.CorrectedAmounts;
import support.entitlement.contract.terms.UnusableContractException;

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
    private final OveruseFinder overuse;

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
        this.overuse =
                new OveruseFinder(timeline, (grant, from, until) -> rows.sumUsage(customer, grant, from, until, now));
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
        String issueType = Objects.requireNonNull(request.issueType());
        Instant at = Objects.requireNonNull(request.at());
        List<AllowanceBalance> balances = requireBalances(issueType, at);
        Grant grant = balances.get(0).grant();
        BigDecimal amount = request.amountOr(BigDecimal.ZERO);
        CountedAmount counted = CountedAmount.ofBooked(amount, grant.findCounting(requireChannel(grant, at)));
        checkRemaining(balances, counted.amount(), "");
        UseChange change = new UseChange(
                grant.issueType(),
                grant.unit(),
                at,
                request.kind() == EntryKind.USE ? counted.amount() : BigDecimal.ZERO);
        return new UsageEntry(
                0,
                request.kind(),
                null,
                grant.issueType(),
                grant.unit(),
                amount,
                counted,
                at,
                request.expires(),
                request.reference(),
                now,
                author,
                LimitBalances.remainingAfter(balances, counted.amount()),
                overuse.find(change, LimitBalances.overageAfter(balances, counted.amount())));
    }

    /** Returns the balances of all limits of an issue type, or refuses the request if there is none. */
    private List<AllowanceBalance> requireBalances(String issueType, Instant at) {
        GrantTimeline.GrantTerms terms =
                timeline.termsAt(at).orElseThrow(() -> UsageRefusedException.noContract(customer, at));
        List<AllowanceBalance> balances =
                rows.createBalances(customer, timeline, now).findBalances(issueType, at);
        if (balances.isEmpty()) {
            throw new UsageRefusedException(
                    RefusalReason.NO_ALLOWANCE,
                    "Customer “" + customer + "” has no allowance for “" + issueType + "” at " + at
                            + " that can be counted: " + terms.reasonWithoutGrant(issueType) + "."
                            + " GET /v1/customers/{id}/allowances lists those that there are.");
        }
        return balances;
    }

    /** Returns the channel of the request; refuses one that is not known, and none if the count depends on it. */
    private @Nullable String requireChannel(Grant grant, Instant at) {
        String channel = request.channel();
        if (channel == null && grant.dependsOnChannel()) {
            throw new UsageRefusedException(
                    RefusalReason.NO_CHANNEL,
                    "What an amount counts for depends on the channel on which it was used ("
                            + grant.rules().counting() + "). Send “channel”.");
        }
        if (channel != null
                && timeline.termsAt(at)
                        .flatMap(terms -> terms.findChannel(channel))
                        .isEmpty()) {
            throw new UsageRefusedException(
                    RefusalReason.UNKNOWN_CHANNEL,
                    "No table knows this channel. GET /v1/vocabulary lists those that there are.");
        }
        return channel;
    }

    private UsageEntry buildSettlement() {
        UsageEntry reservation = findReferencedEntry();
        if (reservation.kind() != EntryKind.RESERVE) {
            throw UsageRefusedException.wrongKind(reservation, "a reservation can be committed or released");
        }
        if (rows.isSettled(customer, reservation.id())) {
            throw UsageRefusedException.closedReservation(reservation, "was committed or released before");
        }
        if (!Objects.requireNonNull(reservation.expires()).isAfter(now)) {
            throw UsageRefusedException.closedReservation(reservation, "has expired at " + reservation.expires());
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
        CountedAmount counted =
                CountedAmount.ofBooked(amount, reservation.counted().rule());
        return buildFollowUp(
                reservation,
                amount,
                counted,
                counted.amount().subtract(reservation.counted().amount()));
    }

    private UsageEntry buildCorrection() {
        UsageEntry use = findReferencedEntry();
        if (!use.kind().isUse()) {
            throw UsageRefusedException.wrongKind(use, "a use or a commit can be corrected");
        }
        CorrectedAmounts corrected = rows.sumCorrections(customer, use.id());
        BigDecimal right = request.amountOr(BigDecimal.ZERO);
        BigDecimal moreBooked = right.subtract(use.amount()).subtract(corrected.booked());
        CountedAmount rightCount = CountedAmount.ofBooked(right, use.counted().rule());
        BigDecimal more = rightCount.amount().subtract(use.counted().amount()).subtract(corrected.counted());
        if (more.signum() > 0) {
            List<AllowanceBalance> balances = requireBalances(use.issueType(), use.at());
            Grant grant = balances.get(0).grant();
            if (!grant.isCountedIn(use.unit())) {
                throw new UsageRefusedException(
                        RefusalReason.NO_ALLOWANCE,
                        "Entry " + use.id() + " is counted in “" + use.unit() + "”, and what is allowed now in “"
                                + grant.unit() + "”. Record what was used beyond it as a use of its own.");
            }
            checkRemaining(balances, more, " more");
        }
        return buildFollowUp(
                use, moreBooked, new CountedAmount(more, use.counted().rule()), more);
    }

    /**
     * Builds an entry about another.
     *
     * @param more what is used or reserved in addition to the other entry; below 0 if it becomes free
     */
    private UsageEntry buildFollowUp(UsageEntry of, BigDecimal amount, CountedAmount counted, BigDecimal more) {
        List<AllowanceBalance> after = balancesAfter(of, more);
        UseChange change = new UseChange(of.issueType(), of.unit(), of.at(), counted.amount());
        return new UsageEntry(
                0,
                request.kind(),
                of.id(),
                of.issueType(),
                of.unit(),
                amount,
                counted,
                of.at(),
                null,
                request.reference(),
                now,
                author,
                LimitBalances.remainingAfter(after, BigDecimal.ZERO),
                findOveruse(of, change, LimitBalances.overageAfter(after, BigDecimal.ZERO)));
    }

    private Overuse findOveruse(UsageEntry of, UseChange change, BigDecimal over) {
        return change.more().signum() < 0
                ? new ReversalFinder(rows.charges(), customer, overuse).find(of, change, over)
                : overuse.find(change, over);
    }

    /** Returns the balances once this much more is used; none if no such allowance is granted any more. */
    private List<AllowanceBalance> balancesAfter(UsageEntry of, BigDecimal more) {
        UseChange change = new UseChange(of.issueType(), of.unit(), of.at(), more);
        try {
            return new LimitBalances(timeline, change.addedTo(overuse.allUse()))
                    .findBalances(of.issueType(), of.at()).stream()
                            .filter(balance -> balance.grant().isCountedIn(of.unit()))
                            .toList();
        } catch (UnusableContractException e) {
            return List.of(); // What was used can be settled and corrected whatever has become of the contract.
        }
    }

    private static void checkExpiry(Instant expires, Instant now) {
        if (!expires.isAfter(now) || expires.isAfter(now.plus(UsageLedger.MAX_RESERVATION))) {
            throw new UsageRefusedException(
                    RefusalReason.BAD_EXPIRY,
                    "A reservation ends after now, which is " + now + ", and within "
                            + UsageLedger.MAX_RESERVATION.toDays() + " days.");
        }
    }

    private static void checkRemaining(List<AllowanceBalance> balances, BigDecimal counted, String more) {
        LimitBalances.findExceeded(balances, counted).ifPresent(balance -> {
            throw new UsageRefusedException(
                    RefusalReason.EXCEEDED,
                    counted.toPlainString() + more + " " + balance.grant().unit() + " are more than the "
                            + balance.remaining().toPlainString() + " that are left"
                            + inWords(balance.grant().rules().limitName()) + " from "
                            + balance.period().from() + " on.",
                    balance);
        });
    }

    private static String inWords(@Nullable String limitName) {
        return limitName == null ? "" : " of the limit “" + limitName + "”";
    }

    private UsageEntry findReferencedEntry() {
        long id = Objects.requireNonNull(request.of());
        return rows.findById(customer, id).orElseThrow(() -> UsageRefusedException.unknownEntry(id));
    }
}
