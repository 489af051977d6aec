package support.entitlement.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.allowance.AllowanceRules;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.text.NormalForm;

/**
 * The support that a customer is entitled to, and the rows that say so. It holds no instant, so one decision serves
 * every case with an equal query.
 *
 * <p>Immutable. A decision that is not entitled promises nothing: its channels, milestones and commitments are empty,
 * its guarantee is null or {@link GuaranteeKind#NONE}, and {@code reason} says why. Its words, terms, notice and
 * allowance are the policy's statements about the denial; it has an allowance only if the row that denies states it.
 *
 * @param query the question, in the tables' spelling
 * @param entitled true if the customer may ask for support at all
 * @param entitledStated false if a row says that the policy leaves open whether the customer is entitled
 * @param reason the reason of a denial; null if entitled
 * @param supportLevel the level that the plan gives
 * @param slaCategory the category, if it is known
 * @param covers the issues that the policy counts as this type
 * @param channels the ways to reach support, best first
 * @param channelsStated true if the policy states a channel at all: if not, an empty list is silence, not denial
 * @param exceptChannels the channels that may not be used, also where the policy states no others
 * @param channelAllowed true if the requested channel is one of them; null if none was requested or none is stated
 * @param guarantee the guarantee, or null if the policy states none
 * @param priorityFlag true if the issue is flagged as a priority
 * @param onCall the hours at which an on-call team is notified, or null
 * @param milestones the promised moments, in the table's order
 * @param commitments promises without a time
 * @param allowance the limit over a period, or null
 * @param terms the analysts' own terms by name
 * @param referTo the issue type to ask about instead, or null
 * @param noRowIn the tables that lack a row this query needs: a row that decides the entitlement, a row that gives the
 *     level or the category that rows of other tables require, or a row with the milestone that a guaranteed response
 *     time needs
 * @param missing the facts that were not sent and could change the answer
 * @param because the rows that made this decision, in the order in which tables chain; statements that another row or
 *     the caller overrides do not count
 * @param notice a note for every reader of the answer, or null
 */
public record Decision(
        Query query,
        boolean entitled,
        boolean entitledStated,
        @Nullable Reason reason,
        @Nullable String supportLevel,
        @Nullable SlaCategory slaCategory,
        @Nullable String covers,
        List<OfferedChannel> channels,
        boolean channelsStated,
        List<String> exceptChannels,
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
        List<MissingFact> missing,
        List<MatchedRow> because,
        @Nullable String notice) {

    /**
     * The reason why a customer is not entitled.
     *
     * @param code the code that a row states, or one of the codes of the service
     * @param text the reason in the words of a row, or null
     */
    public record Reason(String code, @Nullable String text) {

        /** No row covers the query, or the row that does denies support. */
        public static final Reason NOT_COVERED = new Reason("not-covered", null);

        /** A row says that the policy leaves it open. */
        public static final Reason NOT_STATED = new Reason("not-stated", null);

        /**
         * The facts that were sent do not suffice for a decision; {@link Decision#missing()} names those that would.
         */
        public static final Reason MISSING_FACTS = new Reason("missing-facts", null);

        /** The customer is entitled, and nothing is left of an allowance with a hard limit. */
        public static final Reason ALLOWANCE_USED_UP = new Reason("allowance-used-up", null);

        /** Returns true if only the service gives a reason of this code. */
        public static boolean isOfService(String code) {
            return NormalForm.areSame(code, MISSING_FACTS.code) || NormalForm.areSame(code, ALLOWANCE_USED_UP.code);
        }
    }

    /** Returns the code of the reason; null if the customer is entitled. */
    public @Nullable String reasonCode() {
        return reason == null ? null : reason.code();
    }

    /** Returns the reason in the words of a row; null if no row words it. */
    public @Nullable String reasonText() {
        return reason == null ? null : reason.text();
    }

    /**
     * A category of impact.
     *
     * @param definition its definition; null if no table defines it
     * @param derived the category that rows derive, and that does not count because this one was sent; null if there is none
     * @param sent the category that was sent, and that does not count because a table overrules it; null if there is none
     */
    public record SlaCategory(
            String id,
            @Nullable String definition,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String derived,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String sent) {

        /** Creates a category that no other one contests. */
        public SlaCategory(String id, @Nullable String definition) {
            this(id, definition, null, null);
        }

        /** Returns the category as it is identified. */
        public SlaCategory withoutDefinition() {
            return new SlaCategory(id, null, derived, sent);
        }
    }

    /**
     * A finished channel.
     *
     * @param medium the way in which it is reached; null if the policy does not state it
     * @param terms the terms of its use; null if the policy does not state them
     * @param calendar the calendar of its hours; null if it has none
     */
    public record OfferedChannel(
            String name,
            @Nullable String medium,
            @Nullable String terms,
            @Nullable String calendar) {

        /** Creates a channel without hours. */
        public OfferedChannel(String name, @Nullable String medium, @Nullable String terms) {
            this(name, medium, terms, null);
        }
    }

    /**
     * A guarantee: its kind, null if the policy describes it in words only, and those words. Words never yield a
     * deadline.
     */
    public record Guarantee(
            @Nullable GuaranteeKind kind, @Nullable String text) {}

    /** The hours at which an on-call team is notified. */
    public record OnCall(String coverage) {}

    /**
     * An amount of a unit (hours, sessions, cases) in every period.
     *
     * @param amount the amount in its normal form: 8 and 8.0 are equal; {@link Amounts#UNLIMITED} if there is no limit
     * @param per the period, or null if the table does not say
     * @param carryOver the time into the next period during which the rest of one may be used
     * @param limit the treatment of use beyond the amount
     * @param rules its other rules
     * @param alsoLimited further limits of the same issue type, which all count; each has none of its own
     */
    public record Allowance(
            Number amount,
            @Nullable String unit,
            @Nullable Per per,
            CarryOver carryOver,
            Limit limit,
            AllowanceRules rules,
            List<Allowance> alsoLimited) {

        /** Converts the amount to its normal form. */
        public Allowance {
            amount = Amounts.toPlainAmount(new BigDecimal(amount.toString()));
            alsoLimited = List.copyOf(alsoLimited);
        }

        /** Creates the only limit of an issue type, without other rules. */
        public Allowance(Number amount, @Nullable String unit, @Nullable Per per, CarryOver carryOver, Limit limit) {
            this(amount, unit, per, carryOver, limit, AllowanceRules.NONE, List.of());
        }

        /** Returns the amount for exact arithmetic. */
        public BigDecimal exactAmount() {
            return new BigDecimal(amount.toString());
        }

        /** Returns the amount as tables write it: 8, 1.5, unlimited. */
        public String amountInWords() {
            return Amounts.inWords(exactAmount());
        }

        /** Returns all limits of the issue type: this one, and those that count as well. */
        public List<Allowance> allLimits() {
            return Stream.concat(Stream.of(withLimits(List.of())), alsoLimited.stream())
                    .toList();
        }

        /** Returns this limit with others in place of those that count as well. */
        public Allowance withLimits(List<Allowance> others) {
            return new Allowance(amount, unit, per, carryOver, limit, rules, others);
        }
    }

    /** A table and its file. */
    public record TableName(String table, String file) {}

    /** Returns the missing facts as JSON pointers. */
    public List<String> missingPointers() {
        return missing.stream().map(MissingFact::toString).toList();
    }

    /** Returns this decision with these missing facts, and a reason that takes them into account. */
    public Decision withMissing(List<MissingFact> facts, @Nullable Reason reason) {
        return new DecisionBuilder(this).withMissing(facts).withReason(reason).build();
    }

    /**
     * Returns this decision without the rows that led to it, and without those that it lacks.
     *
     * @param asked the query, or the part of it that matters to the caller
     */
    public Decision withoutRows(Query asked) {
        return new DecisionBuilder(this)
                .withQuery(asked)
                .withBecause(List.of())
                .withNoRowIn(List.of())
                .build();
    }

    /** Returns this decision with the tables that lack a row it needs. */
    Decision withNoRowIn(List<TableName> tables) {
        return tables.isEmpty()
                ? this
                : new DecisionBuilder(this).withNoRowIn(tables).build();
    }

    /**
     * Returns true if both decisions promise the same things, or deny them for the same reason that rows state, whatever
     * rows led to them. The category, the missing
     * facts and the rows are ignored; {@code channelAllowed} is too, as it follows from the channels.
     */
    public boolean promisesTheSameAs(Decision other) {
        return promisedParts().equals(other.promisedParts());
    }

    private List<Object> promisedParts() {
        return Arrays.asList(
                entitled,
                entitledStated,
                statedReason(),
                supportLevel,
                covers,
                channels,
                channelsStated,
                exceptChannels,
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

    /** Returns the reason that rows state; null if it is one of the service's own. */
    private @Nullable Reason statedReason() {
        return Reason.NOT_COVERED.equals(reason) || Reason.MISSING_FACTS.equals(reason) ? null : reason;
    }
}
