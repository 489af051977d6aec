package support.entitlement.contract.terms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.decision.Basis;
import support.entitlement.decision.CarryOver;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Decision.Guarantee;
import support.entitlement.decision.Decision.SlaCategory;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.decision.Limit;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Query;
import support.entitlement.policy.Policy;

/**
 * Two terms of an agreement that say different things of one part of some answer, where no rule of precedence says which prevails.
 *
 * @param first the index of one
 * @param second the index of the other, a higher one
 * @param part the part of the answer
 */
public record TermConflict(int first, int second, AnswerPart part) {

    /** How many questions are tried at the most. */
    static final int MAX_OVERLAP_QUERIES = 20_000;

    /** A query that two terms speak of, and as few others as can be, on a day. */
    private record OverlapQuery(
            @Nullable String issueType,
            @Nullable String slaCategory,
            @Nullable String channel,
            @Nullable String allowance,
            boolean allowancePublished,
            LocalDate day) {}

    /**
     * Every disagreement: each two terms that meet are asked about just what they both speak of, on the first day on which they do
     * and on each day on which another term begins or ends. So where a third one settles it, it does not count.
     *
     * @throws TooManyTermsException if the terms meet in too many ways to be tried
     */
    public static List<TermConflict> findAll(Agreement agreement, Policy policy) {
        Set<TermConflict> found = new LinkedHashSet<>();
        for (OverlapQuery question : overlapQueries(agreement)) {
            List<Term> terms = agreement.terms().stream()
                    .filter(term -> term.holdsOn(question.day()))
                    .toList();
            ContractTermApplier.findConflicts(decisionWithEveryPart(agreement, policy, question), terms, policy)
                    .forEach((part, disagreeing) -> found.add(fromTerms(agreement, part, disagreeing)));
        }
        return List.copyOf(found);
    }

    private static TermConflict fromTerms(Agreement agreement, AnswerPart part, List<Term> terms) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < agreement.terms().size(); i++) {
            Term term = agreement.terms().get(i);
            if (terms.stream().anyMatch(each -> each == term)) {
                indexes.add(i);
            }
        }
        return new TermConflict(indexes.get(0), indexes.get(indexes.size() - 1), part);
    }

    private static Set<OverlapQuery> overlapQueries(Agreement agreement) {
        List<LocalDate> turns = agreement.terms().stream()
                .flatMap(term -> Stream.of(
                        term.validFrom(),
                        term.validUntil() == null ? null : term.validUntil().plusDays(1)))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Set<OverlapQuery> questions = new LinkedHashSet<>();
        List<Term> terms = agreement.terms();
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                Term one = terms.get(i);
                Term other = terms.get(j);
                List<LocalDate> days = Stream.concat(Stream.of(agreement.validFrom()), turns.stream())
                        .filter(day -> agreement.holdsOn(day) && one.holdsOn(day) && other.holdsOn(day))
                        .toList();
                if (one.coversSamePartAs(other) && scopesOverlap(one.scope(), other.scope())) {
                    days.forEach(day -> questions.add(overlapQuery(one.scope(), other.scope(), true, day)));
                }
                if (one.allowance() != null
                        && other.allowance() != null
                        && queriesOverlap(one.scope(), other.scope())) {
                    days.forEach(day -> questions.add(overlapQuery(one.scope(), other.scope(), false, day)));
                }
                if (questions.size() > MAX_OVERLAP_QUERIES) {
                    throw new TooManyTermsException(MAX_OVERLAP_QUERIES);
                }
            }
        }
        return questions;
    }

    private static boolean scopesOverlap(TermScope one, TermScope other) {
        return queriesOverlap(one, other)
                && TermScope.namesOverlap(one.milestone(), other.milestone())
                && TermScope.namesOverlap(one.allowance(), other.allowance());
    }

    /** Whether some query is spoken of by both. Where no allowance is published, those of different units meet, too. */
    private static boolean queriesOverlap(TermScope one, TermScope other) {
        return TermScope.namesOverlap(one.issueType(), other.issueType())
                && TermScope.namesOverlap(one.slaCategory(), other.slaCategory())
                && TermScope.namesOverlap(one.channel(), other.channel());
    }

    private static OverlapQuery overlapQuery(
            TermScope one, TermScope other, boolean allowancePublished, LocalDate day) {
        return new OverlapQuery(
                firstNonNull(one.issueType(), other.issueType()),
                firstNonNull(one.slaCategory(), other.slaCategory()),
                firstNonNull(one.channel(), other.channel()),
                firstNonNull(one.allowance(), other.allowance()),
                allowancePublished,
                day);
    }

    private static @Nullable String firstNonNull(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    /** An answer to the question with every part that a term could set. */
    private static Decision decisionWithEveryPart(Agreement agreement, Policy policy, OverlapQuery question) {
        Map<String, Milestone> milestones = new LinkedHashMap<>();
        Stream.concat(
                        policy.vocabulary().milestones().all().stream(),
                        agreement.terms().stream().map(term -> term.scope().milestone()))
                .filter(Objects::nonNull)
                .forEach(name ->
                        milestones.put(name, new Milestone(name, null, Calendars.ALWAYS_OPEN_NAME, Basis.PUBLISHED)));
        Query query = new Query(
                agreement.plan(),
                question.issueType() == null ? "" : question.issueType(),
                null,
                null,
                question.slaCategory(),
                question.channel(),
                Map.of());
        return new Decision(
                query,
                true,
                null,
                null,
                question.slaCategory() == null ? null : new SlaCategory(question.slaCategory(), null),
                null,
                List.of(),
                true,
                null,
                new Guarantee(GuaranteeKind.NONE, null),
                false,
                null,
                List.copyOf(milestones.values()),
                List.of(),
                question.allowancePublished()
                        ? new Allowance(0, question.allowance(), null, CarryOver.NONE, Limit.HARD)
                        : null,
                Map.of(),
                null,
                List.of(),
                List.of(),
                List.of(),
                null);
    }
}
