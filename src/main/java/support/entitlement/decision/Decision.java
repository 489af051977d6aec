package support.entitlement.decision;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is entitled to, and why. It holds no instant, so one decision serves every case that asks the same.
 *
 * <p>Immutable. A decision that is not entitled promises nothing: its channels, milestones and commitments are empty, it has no
 * allowance, it guarantees nothing or {@link GuaranteeKind#NONE}, and {@code reason} says why. Its words, terms and notice are what
 * the policy says of it.
 *
 * @param query the question, in the tables' spelling
 * @param entitled whether the customer may ask for support at all
 * @param reason null if entitled, else why not
 * @param supportLevel the level that the plan gives
 * @param slaCategory the category, if it is known
 * @param covers what the policy counts as this type of issue
 * @param channels the ways to reach support, best first
 * @param channelsStated whether the policy states a channel at all: if not, an empty list is silence, not denial
 * @param channelAllowed whether the channel asked about is one of them; null if none was asked about or none is stated
 * @param guarantee what is guaranteed, or null if the policy says nothing of it
 * @param priorityFlag whether the issue is flagged as a priority
 * @param onCall who is notified at any hour, or null
 * @param milestones the promised moments, in the table's order
 * @param commitments promises without a time
 * @param allowance the limit over a period, or null
 * @param terms the analysts' own terms by name
 * @param referTo the issue type to ask about instead, or null
 * @param noRowIn the tables in which a row was needed and that have none for this query as it was sent: one that says who is
 *     entitled, one that gives the level or the category that rows of other tables ask for, or one with the milestone that a
 *     response time is guaranteed by
 * @param missing the facts that were not sent and would make a difference, as JSON pointers
 * @param because the rows that made this decision, in the order in which tables chain; what another row or the caller overrules
 *     did not make it
 * @param notice what a reader of the answer must know, or null
 */
public record Decision(
        Query query,
        boolean entitled,
        @Nullable Reason reason,
        @Nullable String supportLevel,
        @Nullable SlaCategory slaCategory,
        @Nullable String covers,
        List<OfferedChannel> channels,
        boolean channelsStated,
        @Nullable Boolean channelAllowed,
        @Nullable Guarantee guarantee,
        boolean priorityFlag,
        @Nullable OnCall onCall,
        List<Milestone> milestones,
        List<String> commitments,
        @Nullable Allowance allowance,
        Map<String, String> terms,
        @Nullable String referTo,
        List<TableName> noRowIn,
        List<String> missing,
        List<MatchedRow> because,
        @Nullable String notice) {

    /** Why a customer is not entitled. */
    public enum Reason {
        /** No row covers the query, or the row that does says no. */
        NOT_COVERED,
        /** The facts that were sent do not decide; {@link Decision#missing()} names those that would. */
        MISSING_FACTS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A category of harm and its definition, null if no table defines it. */
    public record SlaCategory(String id, @Nullable String definition) {}

    /** A finished channel; its medium and terms are null where the policy does not state them. */
    public record OfferedChannel(
            String name, @Nullable String medium, @Nullable String terms) {}

    /** What is guaranteed: its kind, null if the policy has only words for it, and those words. Words never yield a deadline. */
    public record Guarantee(
            @Nullable GuaranteeKind kind, @Nullable String text) {}

    /** When an on-call team is notified. */
    public record OnCall(String coverage) {}

    /**
     * So much of a unit (hours, sessions, cases) in every period.
     *
     * @param amount how much, written in one way: 8 and 8.0 are one
     * @param per the period, or null if the table does not say
     * @param carryOver how long what is left of one period may be used in the next
     * @param limit what happens to use beyond it
     */
    public record Allowance(
            Number amount, @Nullable String unit, @Nullable Per per, CarryOver carryOver, Limit limit) {

        /** Writes the amount in one way. */
        public Allowance {
            amount = Amounts.toPlainAmount(new BigDecimal(amount.toString()));
        }

        /** The amount, to be counted with. */
        public BigDecimal exactAmount() {
            return new BigDecimal(amount.toString());
        }
    }

    /** A table and its file. */
    public record TableName(String table, String file) {}

    /** The same decision, with what was found out about the facts that were not sent. */
    public Decision withMissing(List<String> pointers, @Nullable Reason reason) {
        return withGaps(reason, noRowIn, pointers);
    }

    /** Returns this decision with the tables in which a row was needed. */
    Decision withNoRowIn(List<TableName> tables) {
        return tables.isEmpty() ? this : withGaps(reason, tables, missing);
    }

    private Decision withGaps(@Nullable Reason reason, List<TableName> noRowIn, List<String> missing) {
        return new Decision(
                query,
                entitled,
                reason,
                supportLevel,
                slaCategory,
                covers,
                channels,
                channelsStated,
                channelAllowed,
                guarantee,
                priorityFlag,
                onCall,
                milestones,
                commitments,
                allowance,
                terms,
                referTo,
                List.copyOf(noRowIn),
                List.copyOf(missing),
                because,
                notice);
    }

    /**
     * The same decision with terms of a contract in the place of published ones.
     *
     * @param signedChannels the ways to reach support; null if they stay as they are
     * @param rows the rows that led to this decision
     */
    public Decision withTerms(
            @Nullable List<OfferedChannel> signedChannels,
            @Nullable Guarantee signedGuarantee,
            List<Milestone> signedMilestones,
            @Nullable Allowance signedAllowance,
            Map<String, String> signedTerms,
            List<MatchedRow> rows) {
        List<OfferedChannel> offered = signedChannels == null ? channels : List.copyOf(signedChannels);
        boolean stated = channelsStated || signedChannels != null;
        String asked = query.channel();
        return new Decision(
                query,
                entitled,
                reason,
                supportLevel,
                slaCategory,
                covers,
                offered,
                stated,
                asked == null || !stated
                        ? null
                        : Boolean.valueOf(
                                offered.stream().anyMatch(each -> each.name().equals(asked))),
                signedGuarantee,
                priorityFlag,
                onCall,
                List.copyOf(signedMilestones),
                commitments,
                signedAllowance,
                Collections.unmodifiableMap(new LinkedHashMap<>(signedTerms)),
                referTo,
                noRowIn,
                missing,
                List.copyOf(rows),
                notice);
    }

    /**
     * Whether both promise the same, whatever led to it: all but the category, the missing facts and the rows. Whether a channel
     * is allowed follows from the channels.
     */
    public boolean promisesTheSameAs(Decision other) {
        return promisedParts().equals(other.promisedParts());
    }

    private List<Object> promisedParts() {
        return Arrays.asList(
                entitled,
                supportLevel,
                covers,
                channels,
                channelsStated,
                guarantee,
                priorityFlag,
                onCall,
                milestones,
                commitments,
                allowance,
                terms,
                referTo,
                notice);
    }
}
