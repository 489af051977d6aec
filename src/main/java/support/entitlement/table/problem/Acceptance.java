package support.entitlement.table.problem;

import java.time.LocalDate;

/**
 * A warning that is meant, as somebody has written down.
 *
 * @param warning the warning
 * @param reason the reason why it is meant
 * @param by the person who has accepted it
 * @param date the day on which it was accepted
 * @param place the place of the entry
 */
public record Acceptance(WarningKey warning, String reason, String by, LocalDate date, Place place) {}
