package support.entitlement.table.sheet;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Parses dates and times in the form that the XML of a workbook uses in cells of type {@code d}. */
final class IsoDates {

    private static final List<Function<String, LocalDateTime>> FORMS = List.of(
            LocalDateTime::parse,
            text -> LocalDate.parse(text).atStartOfDay(),
            text -> OffsetDateTime.parse(text).toLocalDateTime(),
            text -> LocalTime.parse(text.replaceFirst("^T", "")).atDate(LocalDate.EPOCH));

    private IsoDates() {}

    /** Returns the local date and time, ignoring any offset; empty if the text is neither. */
    static Optional<LocalDateTime> parse(String text) {
        for (Function<String, LocalDateTime> form : FORMS) {
            try {
                return Optional.of(form.apply(text.strip()));
            } catch (DateTimeException e) {
                continue; // Try the next form.
            }
        }
        return Optional.empty();
    }
}
