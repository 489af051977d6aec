package support.entitlement.table.value;

import support.entitlement.decision.ActionMethod;

/**
 * The fact of the table of facts ({@code $fact : Fact} in its object row): each row is about an attribute that callers
 * may send. These tables are read once, when a policy is compiled; no query reaches them.
 */
public interface Fact {

    /** The name of the attribute. */
    String name();

    /** Sets the value that counts if callers do not send the attribute. */
    @ActionMethod
    void ifNotSent(String value);
}
