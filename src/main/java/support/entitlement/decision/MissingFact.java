package support.entitlement.decision;

import tools.jackson.core.JsonPointer;

/**
 * A fact that was not sent with a query and would make a difference.
 *
 * @param group the part of a query that it belongs to
 * @param name its name within the group
 */
public record MissingFact(FactGroup group, String name) {

    /** The channel that the customer asks by. */
    public static final MissingFact CHANNEL = new MissingFact(FactGroup.FIELD, "channel");

    /** The SLA category. */
    public static final MissingFact SLA_CATEGORY = new MissingFact(FactGroup.FIELD, "slaCategory");

    /** A part of a query. */
    public enum FactGroup {
        /** The query itself. */
        FIELD(""),
        /** The harm of a case, from which rows derive its SLA category. */
        IMPACT("/impact"),
        /** The analysts' own attributes. */
        ATTRIBUTE("/attributes");

        private final JsonPointer pointer;

        FactGroup(String pointer) {
            this.pointer = JsonPointer.compile(pointer);
        }
    }

    /** Returns whether the fact describes the harm of a case. */
    public boolean isOfImpact() {
        return group == FactGroup.IMPACT;
    }

    /** Returns the place of the fact in a query, as a JSON pointer. */
    @Override
    public String toString() {
        return group.pointer.appendProperty(name).toString();
    }
}
