package support.entitlement.decision;

/** Where a term comes from. */
public enum Basis {
    /** The published policy, which holds for everybody. */
    PUBLISHED,
    /** What was signed with one customer. */
    CONTRACT
}
