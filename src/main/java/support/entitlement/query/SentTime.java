package support.entitlement.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import support.entitlement.table.CellType;
import support.entitlement.text.InstantText;

/**
 * Reads the dates and instants that callers send in ISO form. An instant that is sent where tables compare dates stands
 * for the date that it is written with: the one on the clocks of its own offset.
 */
final class SentTime {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private SentTime() {}

    /** Returns the date or the instant that a text is, whichever tables compare; empty if it is neither. */
    static Optional<Object> findValue(Set<CellType> types, String text) {
        if (types.contains(CellType.INSTANT)) {
            return findInstant(text).map(OffsetDateTime::toInstant);
        }
        return types.contains(CellType.DATE)
                ? findDate(text)
                        .or(() -> findInstant(text).map(OffsetDateTime::toLocalDate))
                        .map(date -> date)
                : Optional.empty();
    }

    private static Optional<LocalDate> findDate(String text) {
        try {
            String date = text.strip();
            return DATE.matcher(date).matches() ? Optional.of(LocalDate.parse(date)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // There is no such day.
        }
    }

    private static Optional<OffsetDateTime> findInstant(String text) {
        try {
            return Optional.of(InstantText.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the type of cells that a value is compared with. */
    static CellType typeOf(Object time) {
        return time instanceof Instant ? CellType.INSTANT : CellType.DATE;
    }
}
