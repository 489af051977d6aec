package support.entitlement.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Amounts;
import support.entitlement.decision.GuaranteeKind;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A term of a contract: where one clause deviates from the published policy. Durations, calendars and strengths are
 * written as in the tables. A value that is null or empty is not set.
 *
 * @param clause the place in the contract
 * @param scope the queries, and the part of their answers, that the term applies to
 * @param validFrom the first day of validity; null for that of the contract
 * @param validUntil the last day of validity; null for that of the contract
 * @param within the duration in which a milestone must be reached
 * @param every the duration after which a repeated milestone must be reached again
 * @param calendar the calendar in which the duration is counted
 * @param strength how firmly the milestone is promised, as the contract writes it
 * @param clock the events of the milestone's clock; in JSON, its members stand beside those of the term
 * @param channels the changes of channels
 * @param guarantee the guarantee
 * @param allowance the limit over a period
 * @param terms the analysts' own terms, by name
 */
public record Term(
        String clause,
        TermScope scope,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable String within,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String every,
        @Nullable String calendar,
        @Nullable String strength,
        @JsonUnwrapped TermClock clock,
        @Nullable TermChannels channels,
        @Nullable TermGuarantee guarantee,
        @Nullable TermAllowance allowance,
        Map<String, String> terms) {

    /** As measured, without long texts. */
    private static final int USUAL_BYTES = 2_048;

    private static final int BYTES_OF_AN_OWN_TERM = 150;

    /** Copies the collections. */
    public Term {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /**
     * Channels that are added to the published ones, are removed from them, or replace them.
     *
     * @param replace all channels, best first; null if the published ones stay
     */
    public record TermChannels(
            List<String> add, List<String> remove, @Nullable List<String> replace) {

        /** Copies the lists. */
        public TermChannels {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
            replace = replace == null ? null : List.copyOf(replace);
        }
    }

    /** A guarantee: its kind as tables write it, and the contract's wording. */
    public record TermGuarantee(
            @Schema(implementation = GuaranteeKind.class) String kind,
            @Nullable String text) {}

    /**
     * The deviations of an allowance.
     *
     * @param amount the amount; {@link Amounts#UNLIMITED} for no limit, which is written as a word
     * @param pool the pool that it is shared in
     * @param counts what a booked unit counts for
     * @param fee the price of each unit beyond the limit
     */
    public record TermAllowance(
            @JsonSerialize(using = TermAmount.Writer.class) @JsonDeserialize(using = TermAmount.Reader.class) @Nullable
            BigDecimal amount,

            @Nullable String unit,
            @Nullable String per,
            @Nullable String carryOver,
            @Nullable String limit,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String pool,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String counts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String fee) {

        /** Creates deviations of an allowance that is not shared, counted or charged in other ways than published. */
        public TermAllowance(
                @Nullable BigDecimal amount,
                @Nullable String unit,
                @Nullable String per,
                @Nullable String carryOver,
                @Nullable String limit) {
            this(amount, unit, per, carryOver, limit, null, null, null);
        }

        /**
         * Returns whether the amount, the unit and the period are set, so that the allowance is complete on its own:
         * more hours of an allowance that was never granted are none.
         */
        public boolean saysAll() {
            return amount != null && unit != null && per != null;
        }
    }

    /** Returns the term without the place in the contract, on which no answer depends. */
    public Term withoutClause() {
        return new Term(
                "",
                scope,
                validFrom,
                validUntil,
                within,
                every,
                calendar,
                strength,
                clock,
                channels,
                guarantee,
                allowance,
                terms);
    }

    /** Returns the term without its days, for a day on which it is valid. */
    public Term withoutDays() {
        return new Term(
                clause, scope, null, null, within, every, calendar, strength, clock, channels, guarantee, allowance,
                terms);
    }

    /** Returns whether the term sets milestones. */
    public boolean setsMilestones() {
        return within != null || every != null || calendar != null || strength != null || !clock.isBlank();
    }

    /** Returns whether the term sets anything. */
    public boolean saysSomething() {
        return setsMilestones() || channels != null || guarantee != null || allowance != null || !terms.isEmpty();
    }

    /** Returns whether another term sets the same part, so that the two could contradict each other. */
    public boolean coversSamePartAs(Term other) {
        return setsMilestones() && other.setsMilestones()
                || channels != null && other.channels != null
                || guarantee != null && other.guarantee != null
                || allowance != null && other.allowance != null
                || !Collections.disjoint(terms.keySet(), other.terms.keySet());
    }

    /**
     * Returns whether answers by two lists of terms are the same text. Terms are equal whatever the order of the analysts' own terms is, but
     * answers keep it.
     */
    public static boolean areAnsweredAlike(List<Term> some, List<Term> others) {
        return some == others
                || some.equals(others)
                        && IntStream.range(0, some.size())
                                .allMatch(i -> namesInOrder(some.get(i)).equals(namesInOrder(others.get(i))));
    }

    /** Returns about how much memory terms take. */
    public static int countBytes(List<Term> some) {
        return some.stream().mapToInt(Term::bytes).sum();
    }

    private int bytes() {
        int own = terms.entrySet().stream()
                .mapToInt(each -> BYTES_OF_AN_OWN_TERM
                        + 2 * (each.getKey().length() + each.getValue().length()))
                .sum();
        return USUAL_BYTES + 2 * clause.length() + own;
    }

    private static List<String> namesInOrder(Term term) {
        return term.terms.size() < 2 ? List.of() : List.copyOf(term.terms.keySet());
    }

    /** Returns whether the term has days of its own. */
    public boolean hasDates() {
        return validFrom != null || validUntil != null;
    }

    /** Returns whether the term is valid on a day on which its contract is. */
    public boolean holdsOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validUntil == null || !day.isAfter(validUntil));
    }
}
