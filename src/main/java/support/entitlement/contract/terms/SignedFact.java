package support.entitlement.contract.terms;

import java.util.Optional;
import support.entitlement.contract.Term;
import support.entitlement.text.NormalForm;
import support.entitlement.text.WrittenNumber;

/** Finds a fact that a contract holds as one of the terms of its own: a number of seats, for example. */
final class SignedFact {

    private SignedFact() {}

    /** Returns the number that a term sets for a fact; empty if it sets none, or what it sets is no number. */
    static Optional<Double> findNumber(Term term, String fact) {
        return term.terms().entrySet().stream()
                .filter(own -> NormalForm.areSame(own.getKey(), fact))
                .flatMap(own -> readNumber(own.getValue()).stream())
                .findFirst();
    }

    private static Optional<Double> readNumber(String text) {
        try {
            return Optional.of(WrittenNumber.parse(text).doubleValue());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // A term of the contract's own may be any text.
        }
    }
}
