package support.entitlement.policy.precedence;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;
import java.util.Objects;
import org.drools.base.base.ValueResolver;
import org.drools.base.reteoo.BaseTuple;
import org.drools.base.rule.ContextEntry;
import org.drools.base.rule.Declaration;
import org.drools.base.rule.MutableTypeConstraint;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.FactHandle;
import support.entitlement.decision.Claim;

/**
 * A comparison of a rule of precedence in the form in which Drools tests it: on each claim if it is with a literal, else on each pair of
 * claims.
 */
@SuppressWarnings("unchecked") // Of the two interfaces of a constraint, one leaves the type of its copy to the caller.
final class ClaimConstraint extends MutableTypeConstraint<ClaimConstraint.Pair> {

    private final ClaimComparison comparison;
    private final Declaration[] others;

    private ClaimConstraint(ClaimComparison comparison, Declaration... others) {
        this.comparison = comparison;
        this.others = others;
        setType(others.length == 0 ? ConstraintType.ALPHA : ConstraintType.BETA);
    }

    /** Creates a constraint that compares a claim with a literal. */
    static ClaimConstraint ofLiteral(ClaimComparison comparison) {
        return new ClaimConstraint(comparison);
    }

    /** Creates a constraint that compares a claim with the one that a pattern before has matched. */
    static ClaimConstraint ofPair(ClaimComparison comparison, Declaration other) {
        return new ClaimConstraint(comparison, other);
    }

    /** The two claims that Drools compares next, of which it sets one at a time. Not thread-safe. */
    static final class Pair implements ContextEntry {

        private final Declaration declaration;
        private @Nullable Claim claim;
        private @Nullable Claim other;
        private @Nullable ContextEntry next;

        Pair(Declaration declaration) {
            this.declaration = declaration;
        }

        @Override
        public @Nullable ContextEntry getNext() {
            return next;
        }

        @Override
        public void setNext(ContextEntry entry) {
            next = entry;
        }

        @Override
        public void updateFromTuple(ValueResolver resolver, BaseTuple tuple) {
            other = claimOf(tuple, declaration);
        }

        @Override
        public void updateFromFactHandle(ValueResolver resolver, FactHandle handle) {
            claim = claimOf(handle);
        }

        @Override
        public void resetTuple() {
            other = null;
        }

        @Override
        public void resetFactHandle() {
            claim = null;
        }

        @Override
        public void writeExternal(ObjectOutput out) {
            throw isInMemoryOnly();
        }

        @Override
        public void readExternal(ObjectInput in) {
            throw isInMemoryOnly();
        }
    }

    @Override
    public boolean isAllowed(FactHandle handle, ValueResolver resolver) {
        Claim claim = claimOf(handle);
        return comparison.holds(claim, claim);
    }

    @Override
    public boolean isAllowedCachedLeft(Pair pair, FactHandle handle) {
        return comparison.holds(claimOf(handle), Objects.requireNonNull(pair.other));
    }

    @Override
    public boolean isAllowedCachedRight(BaseTuple tuple, Pair pair) {
        return comparison.holds(Objects.requireNonNull(pair.claim), claimOf(tuple, others[0]));
    }

    private static Claim claimOf(FactHandle handle) {
        return (Claim) handle.getObject();
    }

    private static Claim claimOf(BaseTuple tuple, Declaration declaration) {
        return (Claim) tuple.getObject(declaration);
    }

    @Override
    public Pair createContext() {
        return new Pair(others[0]);
    }

    @Override
    public boolean isTemporal() {
        return false;
    }

    @Override
    public Declaration[] getRequiredDeclarations() {
        return others;
    }

    @Override
    public void replaceDeclaration(Declaration former, Declaration next) {
        if (others.length > 0 && others[0].equals(former)) {
            others[0] = next;
        }
    }

    @Override
    public ClaimConstraint clone() {
        return new ClaimConstraint(comparison, others.clone());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClaimConstraint constraint
                && comparison.equals(constraint.comparison)
                && Arrays.equals(others, constraint.others);
    }

    @Override
    public int hashCode() {
        return comparison.hashCode();
    }

    @Override
    public void writeExternal(ObjectOutput out) {
        throw isInMemoryOnly();
    }

    @Override
    public void readExternal(ObjectInput in) {
        throw isInMemoryOnly();
    }

    private static UnsupportedOperationException isInMemoryOnly() {
        return new UnsupportedOperationException("Rules of precedence are built in memory, and never written.");
    }
}
