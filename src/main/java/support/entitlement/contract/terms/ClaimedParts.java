package support.entitlement.contract.terms;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.contract.Term;
import support.entitlement.contract.terms.AnswerPart.PartKind;

/**
 * The parts of one kind in one answer that terms set. Not thread-safe.
 *
 * @param <T> the type of these parts
 */
final class ClaimedParts<T> {

    private final PartKind kind;
    private final AnswerClaims answer;
    private final Map<AnswerPart, ClaimedPart<T>> parts = new LinkedHashMap<>();

    ClaimedParts(PartKind kind, AnswerClaims answer) {
        this.kind = kind;
        this.answer = answer;
    }

    /**
     * Adds a term that sets a part.
     *
     * @param name the name of the part; null if there is only one of the kind
     */
    void addTerm(@Nullable String name, Term term, TermValue<T> value) {
        ClaimedPart<T> part = parts.computeIfAbsent(new AnswerPart(kind, name), answer::registerPart);
        answer.addClaim(part.addTerm(term, value));
    }

    /** Adds the published value of a part. It counts only where a term sets the part, so all terms are added before. */
    void addPublished(@Nullable String name) {
        ClaimedPart<T> part = parts.get(new AnswerPart(kind, name));
        if (part != null) {
            part.addPublished().ifPresent(answer::addClaim);
        }
    }

    /** The parts that terms set, in the order in which they were added. */
    Collection<AnswerPart> partsOfTerms() {
        return parts.keySet();
    }

    /**
     * Finds the term that sets a part; empty if the published value stands, or nothing is said.
     *
     * @throws AmbiguousTermsException if terms disagree on the part, and no rule says which prevails
     */
    Optional<TermClaim<T>> findStanding(@Nullable String name) {
        return Optional.ofNullable(parts.get(new AnswerPart(kind, name))).flatMap(ClaimedPart::findStanding);
    }

    /**
     * Finds the value that a term sets, and records it as a change of the answer.
     *
     * @param replaced the published value, as tables write it; null if there is none
     * @throws AmbiguousTermsException if terms disagree on the part, and no rule says which prevails
     */
    Optional<TermValue<T>> applyTo(@Nullable String name, @Nullable String replaced) {
        return applyTo(name, replaced, ContractDecision.TermChange.OF_NO_PROMISE)
                .map(TermClaim::value);
    }

    /**
     * Finds the term that sets a part of a promise, and records it as a change of the answer.
     *
     * @param promise the place of the promise among those of the answer
     */
    Optional<TermClaim<T>> applyTo(@Nullable String name, @Nullable String replaced, int promise) {
        Optional<TermClaim<T>> standing = findStanding(name);
        standing.ifPresent(set ->
                answer.recordChange(new AnswerPart(kind, name), set.value().text(), set.term(), replaced, promise));
        return standing;
    }
}
