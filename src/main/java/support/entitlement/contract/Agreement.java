package support.entitlement.contract;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The signed content of a contract.
 *
 * @param plan the plan that the customer bought
 * @param zone the time zone of the customer's days
 * @param validFrom the first day of validity
 * @param validUntil the last day of validity; null if unlimited
 * @param terms the deviations from the published policy
 */
public record Agreement(
        String plan,
        ZoneId zone,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        List<Term> terms) {

    /** Copies the list. */
    public Agreement {
        terms = terms instanceof HashedTerms ? terms : new HashedTerms(List.copyOf(terms));
    }

    /** Terms whose hash is computed once, since decisions are looked up by them at each query. Immutable. */
    private static final class HashedTerms extends AbstractList<Term> implements RandomAccess {

        private final List<Term> terms;
        private final int hash;

        HashedTerms(List<Term> terms) {
            this.terms = terms;
            this.hash = terms.hashCode();
        }

        @Override
        public Term get(int index) {
            return terms.get(index);
        }

        @Override
        public int size() {
            return terms.size();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof HashedTerms hashed
                    ? hash == hashed.hash && terms.equals(hashed.terms)
                    : terms.equals(other);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Returns whether this is valid on a day. */
    public boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validUntil == null || !day.isAfter(validUntil));
    }
}
