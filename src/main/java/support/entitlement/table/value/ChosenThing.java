package support.entitlement.table.value;

/** The things that an attribute of a query may choose by their names. */
public enum ChosenThing {
    /** A calendar of the tables. */
    CALENDAR,
    /** A time zone. */
    ZONE
}
