package support.entitlement.table.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bound of the instants at which cases are opened, as the cell of a condition states it. Immutable.
 *
 * @param at the instant, on the clocks of the zone in which it is written
 * @param isFirst true if openings from it on meet the bound, and false if those before it do
 */
public record OpeningBound(OffsetDateTime at, boolean isFirst) {

    /** Returns the bound at which a date begins in a zone. */
    public static OpeningBound ofStart(LocalDate date, ZoneId zone, boolean isFirst) {
        return new OpeningBound(date.atStartOfDay(zone).toOffsetDateTime(), isFirst);
    }

    /** Returns the bound at an instant, on the clocks of a zone; in UTC if there is none. */
    public static OpeningBound ofInstant(Instant instant, @Nullable ZoneId zone, boolean isFirst) {
        ZoneId clocks = Objects.requireNonNullElse(zone, ZoneOffset.UTC);
        return new OpeningBound(instant.atZone(clocks).toOffsetDateTime(), isFirst);
    }

    /** Returns true if a case that is opened at an instant meets the bound. */
    public boolean isMetAt(Instant opening) {
        return opening.isBefore(at.toInstant()) != isFirst;
    }
}
