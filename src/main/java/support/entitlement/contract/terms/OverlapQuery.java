package support.entitlement.contract.terms;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.Decision.SlaCategory;
import support.entitlement.decision.DecisionBuilder;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.policy.Policy;
import support.entitlement.sla.PromiseName;

/**
 * A query, on a day, that the scopes of two terms match and those of as few others as possible.
 *
 * @param allowance the unit of the allowance
 * @param promises the milestones of the two terms that traits of a promise follow
 * @param allowancePublished whether the published decision has an allowance
 */
record OverlapQuery(
        @Nullable String issueType,
        @Nullable String slaCategory,
        @Nullable String channel,
        @Nullable String allowance,
        Set<String> promises,
        boolean allowancePublished,
        LocalDate day) {

    static final int MAX_QUERIES = 20_000;

    /**
     * Finds a query for each two terms whose scopes overlap and each day on which the set of terms may change.
     *
     * @throws TooManyTermsException if there are more than {@link #MAX_QUERIES}
     */
    static Set<OverlapQuery> findAll(Agreement agreement) {
        Set<OverlapQuery> queries = new LinkedHashSet<>();
        List<LocalDate> changes = changeDays(agreement);
        List<Term> terms = agreement.terms();
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                addQueries(terms.get(i), terms.get(j), changes, queries);
                if (queries.size() > MAX_QUERIES) {
                    throw new TooManyTermsException(MAX_QUERIES);
                }
            }
        }
        return queries;
    }

    /** The days of an agreement on which it or one of its terms begins, or the last one has ended. */
    private static List<LocalDate> changeDays(Agreement agreement) {
        Stream<LocalDate> ofTerms = agreement.terms().stream()
                .flatMap(term -> Stream.of(
                        term.validFrom(),
                        term.validUntil() == null ? null : term.validUntil().plusDays(1)))
                .filter(Objects::nonNull)
                .distinct();
        return Stream.concat(Stream.of(agreement.validFrom()), ofTerms)
                .filter(agreement::holdsOn)
                .toList();
    }

    private static void addQueries(Term one, Term other, List<LocalDate> changes, Set<OverlapQuery> queries) {
        List<LocalDate> days = changes.stream()
                .filter(day -> one.holdsOn(day) && other.holdsOn(day))
                .toList();
        if (one.coversSamePartAs(other) && scopesOverlap(one.scope(), other.scope())) {
            days.forEach(day -> queries.add(ofScopes(one.scope(), other.scope(), true, day)));
        }
        // Where no allowance is published, allowances of different units conflict, too.
        if (one.allowance() != null && other.allowance() != null && one.scope().matchesQueriesOf(other.scope())) {
            days.forEach(day -> queries.add(ofScopes(one.scope(), other.scope(), false, day)));
        }
    }

    private static boolean scopesOverlap(TermScope one, TermScope other) {
        return one.matchesQueriesOf(other)
                && TermScope.namesOverlap(one.bareMilestone(), other.bareMilestone())
                && TermScope.namesOverlap(one.allowance(), other.allowance());
    }

    private static OverlapQuery ofScopes(TermScope one, TermScope other, boolean allowancePublished, LocalDate day) {
        return new OverlapQuery(
                firstNonNull(one.issueType(), other.issueType()),
                firstNonNull(one.slaCategory(), other.slaCategory()),
                firstNonNull(one.channel(), other.channel()),
                firstNonNull(one.allowance(), other.allowance()),
                Stream.of(one, other)
                        .map(TermScope::milestone)
                        .filter(name ->
                                name != null && !new PromiseName(name).traits().isEmpty())
                        .collect(Collectors.toSet()),
                allowancePublished,
                day);
    }

    private static @Nullable String firstNonNull(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    /** Creates a decision on this query with every part that a term could set. */
    Decision decisionWithEveryPart(Agreement agreement, Policy policy) {
        return new DecisionBuilder(new Query(
                        agreement.plan(),
                        issueType == null ? "" : issueType,
                        null,
                        null,
                        slaCategory,
                        channel,
                        Map.of()))
                .withEntitled(true)
                .withSlaCategory(slaCategory == null ? null : new SlaCategory(slaCategory, null))
                .withChannelsStated(true)
                .withGuarantee(new Guarantee(GuaranteeKind.NONE, null))
                .withMilestones(allMilestones(agreement, policy))
                .withAllowance(
                        allowancePublished ? new Allowance(0, allowance, null, CarryOver.NONE, Limit.HARD) : null)
                .build();
    }

    private List<Milestone> allMilestones(Agreement agreement, Policy policy) {
        Stream<Milestone> named = Stream.concat(
                        policy.vocabulary().milestones().all().stream(),
                        agreement.terms().stream()
                                .flatMap(term -> Stream.ofNullable(term.scope().bareMilestone())))
                .distinct()
                .map(OverlapQuery::toMilestone);
        return Stream.concat(named, findPromiseOfBoth().stream()).toList();
    }

    private static Milestone toMilestone(String name) {
        return new Milestone(name, null, Calendars.ALWAYS_OPEN_NAME, Basis.PUBLISHED);
    }

    /** Returns a promise with the traits that both terms name; empty if they name none. */
    private Optional<Milestone> findPromiseOfBoth() {
        return promises.stream().findFirst().map(any -> {
            Milestone promise = toMilestone(new PromiseName(any).milestone());
            for (String name : promises) {
                promise = new PromiseName(name).giveTraits(promise);
            }
            return promise;
        });
    }
}
