package support.entitlement.contract.terms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.TermScope;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Claim;

/**
 * A part of an answer that terms set, with all claims on it. Not thread-safe.
 *
 * @param <T> the type of the part
 */
final class ClaimedPart<T> {

    private final AnswerPart part;
    private final String partText;
    private final List<TermClaim<T>> termClaims = new ArrayList<>();
    private @Nullable Claim published;

    ClaimedPart(AnswerPart part) {
        this.part = part;
        this.partText = part.toString();
    }

    AnswerPart part() {
        return part;
    }

    /** Adds a term that sets the part. */
    Claim addTerm(Term term, TermValue<T> value) {
        TermScope scope = term.scope();
        Claim claim = new Claim(
                partText,
                Basis.CONTRACT,
                scope.specificity(),
                scope.issueType(),
                scope.slaCategory(),
                scope.bareMilestone(),
                scope.channel(),
                scope.allowance());
        termClaims.add(new TermClaim<>(claim, term, value));
        return claim;
    }

    /** Adds the published value, once; returns empty if it is there already. */
    Optional<Claim> addPublished() {
        if (published != null) {
            return Optional.empty();
        }
        published = Claim.ofPublished(partText);
        return Optional.of(published);
    }

    /**
     * Finds the term that sets the part once the claims are decided; empty if the published value stands.
     *
     * @throws AmbiguousTermsException if several terms stand that disagree, or neither they nor the published value
     */
    Optional<TermClaim<T>> findStanding() {
        List<TermClaim<T>> standing = standingClaims();
        boolean publishedStands = published != null && published.stands();
        if (standing.isEmpty() && publishedStands) {
            return Optional.empty();
        }
        if (!haveOneMeaning(standing) || publishedStands) {
            throw new AmbiguousTermsException(
                    part,
                    (standing.isEmpty() ? termClaims : standing)
                            .stream().map(TermClaim::term).toList());
        }
        return Optional.of(standing.get(0));
    }

    /** Finds two terms that both stand and disagree; empty if all that stand agree. */
    List<Term> findConflicting() {
        List<TermClaim<T>> standing = standingClaims();
        return standing.stream()
                .skip(1)
                .filter(each -> !haveOneMeaning(List.of(standing.get(0), each)))
                .findFirst()
                .map(other -> List.of(standing.get(0).term(), other.term()))
                .orElse(List.of());
    }

    private List<TermClaim<T>> standingClaims() {
        return termClaims.stream().filter(each -> each.claim().stands()).toList();
    }

    private static <T> boolean haveOneMeaning(List<TermClaim<T>> claims) {
        return claims.stream()
                        .map(each -> each.value().readMeaning())
                        .distinct()
                        .count()
                == 1;
    }
}
