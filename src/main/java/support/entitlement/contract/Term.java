package support.entitlement.contract;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one clause of a contract says otherwise than the published policy. Times, calendars and strengths are written as in the
 * tables. What is null or empty is not set.
 *
 * @param clause where the contract says so
 * @param scope which queries, and which part of their answers, it speaks of
 * @param validFrom the first day on which it holds; null for that of the contract
 * @param validUntil the last day on which it holds; null for that of the contract
 * @param within how soon a milestone must be reached
 * @param calendar the calendar in which that is counted
 * @param strength how firmly it is promised
 * @param channels the ways to reach support
 * @param guarantee what is guaranteed
 * @param allowance the limit over a period
 * @param terms the analysts' own terms, by name
 */
public record Term(
        String clause,
        TermScope scope,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil,
        @Nullable String within,
        @Nullable String calendar,
        @Nullable String strength,
        @Nullable TermChannels channels,
        @Nullable TermGuarantee guarantee,
        @Nullable TermAllowance allowance,
        Map<String, String> terms) {

    /** Takes a copy. */
    public Term {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /**
     * Channels that are added to the published ones, or removed from them, or that take their place.
     *
     * @param replace all channels, best first; null if the published ones stay
     */
    public record TermChannels(
            List<String> add, List<String> remove, @Nullable List<String> replace) {

        /** Takes copies. */
        public TermChannels {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
            replace = replace == null ? null : List.copyOf(replace);
        }
    }

    /** What is guaranteed: its kind as tables write it, and the contract's words. */
    public record TermGuarantee(String kind, @Nullable String text) {}

    /** What of an allowance is otherwise. */
    public record TermAllowance(
            @Nullable BigDecimal amount,
            @Nullable String unit,
            @Nullable String per,
            @Nullable String carryOver,
            @Nullable String limit) {

        /** Whether it can be counted by itself: more hours of what nobody is granted are no allowance. */
        public boolean saysAll() {
            return amount != null && unit != null && per != null;
        }
    }

    /** Whether it speaks of milestones. */
    public boolean setsMilestones() {
        return within != null || calendar != null || strength != null;
    }

    /** Whether it says anything at all. */
    public boolean saysSomething() {
        return setsMilestones() || channels != null || guarantee != null || allowance != null || !terms.isEmpty();
    }

    /** Whether another says something of the same sort, so that the two could disagree. */
    public boolean coversSamePartAs(Term other) {
        return setsMilestones() && other.setsMilestones()
                || channels != null && other.channels != null
                || guarantee != null && other.guarantee != null
                || allowance != null && other.allowance != null
                || !Collections.disjoint(terms.keySet(), other.terms.keySet());
    }

    /** Whether it holds on a day on which its contract does. */
    public boolean holdsOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validUntil == null || !day.isAfter(validUntil));
    }
}
