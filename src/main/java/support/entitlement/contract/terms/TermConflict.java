package support.entitlement.contract.terms;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import support.entitlement.contract.Agreement;
import support.entitlement.contract.Term;
import support.entitlement.policy.Policy;

/**
 * Two terms of an agreement that set one part of some answer to different values, where no rule of precedence says which prevails.
 *
 * @param first the index of one term
 * @param second the index of the other, which is higher
 * @param part the part of the answer
 */
public record TermConflict(int first, int second, AnswerPart part) {

    /**
     * Finds all conflicts. Each two terms whose scopes overlap are applied to a decision that both of them match and as few others
     * as possible, on the first day on which both hold and on each day on which another term begins or ends. Two terms whose
     * conflict a third one decides are therefore no conflict.
     *
     * @throws TooManyTermsException if more than {@link OverlapQuery#MAX_QUERIES} decisions would be needed
     */
    public static List<TermConflict> findAll(Agreement agreement, Policy policy) {
        Set<TermConflict> found = new LinkedHashSet<>();
        for (OverlapQuery query : OverlapQuery.findAll(agreement)) {
            List<Term> terms = agreement.terms().stream()
                    .filter(term -> term.holdsOn(query.day()))
                    .toList();
            ContractTermApplier.findConflicts(query.decisionWithEveryPart(agreement, policy), terms, policy)
                    .forEach((part, conflicting) -> found.add(fromTerms(agreement, part, conflicting)));
        }
        return List.copyOf(found);
    }

    /** Finds the indexes of two terms by identity, since an agreement may hold equal ones. */
    private static TermConflict fromTerms(Agreement agreement, AnswerPart part, List<Term> terms) {
        int[] indexes = IntStream.range(0, agreement.terms().size())
                .filter(i -> terms.stream()
                        .anyMatch(each -> each == agreement.terms().get(i)))
                .toArray();
        return new TermConflict(indexes[0], indexes[indexes.length - 1], part);
    }
}
