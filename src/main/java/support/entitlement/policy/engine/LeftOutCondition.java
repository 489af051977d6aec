package support.entitlement.policy.engine;

/** A condition that is not part of the rules: it is evaluated when the rest of the row matches. */
@FunctionalInterface
interface LeftOutCondition {

    /** Returns true if the condition holds for the fact that its table matches. */
    boolean holdsFor(Object fact);
}
