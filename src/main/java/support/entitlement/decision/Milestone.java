package support.entitlement.decision;

/**
 * A promised moment.
 *
 * @param name what is promised, in the table's words
 * @param within how soon
 * @param calendar the name of the calendar that {@code within} is counted in
 * @param basis who promised it
 */
public record Milestone(String name, Within within, String calendar, Basis basis) {}
