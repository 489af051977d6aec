package support.entitlement.customer;

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
import support.entitlement.sla.Calendars;

/**
 * Two terms of an agreement that say different things of one part of some answer, where no rule of precedence says which prevails.
 *
 * @param first the index of one
 * @param second the index of the other, a higher one
 * @param part the part of the answer
 */
public record Disagreement(int first, int second, Part part) {

    /** How many questions are tried at the most. */
    static final int MOST_QUESTIONS = 20_000;

    /** A query that two terms speak of, and as few others as can be, on a day. */
    private record Question(
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
    public static List<Disagreement> in(Agreement agreement, Policy policy) {
        Set<Disagreement> found = new LinkedHashSet<>();
        for (Question question : questions(agreement)) {
            List<Term> terms = agreement.terms().stream()
                    .filter(term -> term.holdsOn(question.day()))
                    .toList();
            SignedTerms.disagreements(everything(agreement, policy, question), terms, policy)
                    .forEach((part, disagreeing) -> found.add(of(agreement, part, disagreeing)));
        }
        return List.copyOf(found);
    }

    private static Disagreement of(Agreement agreement, Part part, List<Term> terms) {
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < agreement.terms().size(); i++) {
            Term term = agreement.terms().get(i);
            if (terms.stream().anyMatch(each -> each == term)) {
                indexes.add(i);
            }
        }
        return new Disagreement(indexes.get(0), indexes.get(indexes.size() - 1), part);
    }

    private static Set<Question> questions(Agreement agreement) {
        List<LocalDate> turns = agreement.terms().stream()
                .flatMap(term -> Stream.of(
                        term.validFrom(),
                        term.validUntil() == null ? null : term.validUntil().plusDays(1)))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Set<Question> questions = new LinkedHashSet<>();
        List<Term> terms = agreement.terms();
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                Term one = terms.get(i);
                Term other = terms.get(j);
                List<LocalDate> days = Stream.concat(Stream.of(agreement.validFrom()), turns.stream())
                        .filter(day -> agreement.holdsOn(day) && one.holdsOn(day) && other.holdsOn(day))
                        .toList();
                if (one.setsWhat(other) && meet(one.scope(), other.scope())) {
                    days.forEach(day -> questions.add(question(one.scope(), other.scope(), true, day)));
                }
                if (one.allowance() != null && other.allowance() != null && meetElsewhere(one.scope(), other.scope())) {
                    days.forEach(day -> questions.add(question(one.scope(), other.scope(), false, day)));
                }
                if (questions.size() > MOST_QUESTIONS) {
                    throw new TooManyTermsException(MOST_QUESTIONS);
                }
            }
        }
        return questions;
    }

    private static boolean meet(TermScope one, TermScope other) {
        return meetElsewhere(one, other)
                && TermScope.meet(one.milestone(), other.milestone())
                && TermScope.meet(one.allowance(), other.allowance());
    }

    /** Whether some query is spoken of by both. Where no allowance is published, those of different units meet, too. */
    private static boolean meetElsewhere(TermScope one, TermScope other) {
        return TermScope.meet(one.issueType(), other.issueType())
                && TermScope.meet(one.slaCategory(), other.slaCategory())
                && TermScope.meet(one.channel(), other.channel());
    }

    private static Question question(TermScope one, TermScope other, boolean allowancePublished, LocalDate day) {
        return new Question(
                either(one.issueType(), other.issueType()),
                either(one.slaCategory(), other.slaCategory()),
                either(one.channel(), other.channel()),
                either(one.allowance(), other.allowance()),
                allowancePublished,
                day);
    }

    private static @Nullable String either(@Nullable String one, @Nullable String other) {
        return one == null ? other : one;
    }

    /** An answer to the question with every part that a term could set. */
    private static Decision everything(Agreement agreement, Policy policy, Question question) {
        Map<String, Milestone> milestones = new LinkedHashMap<>();
        Stream.concat(
                        policy.vocabulary().milestones().all().stream(),
                        agreement.terms().stream().map(term -> term.scope().milestone()))
                .filter(Objects::nonNull)
                .forEach(name ->
                        milestones.put(name, new Milestone(name, null, Calendars.ALWAYS_OPEN, Basis.PUBLISHED)));
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
