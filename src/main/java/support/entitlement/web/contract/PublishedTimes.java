package support.entitlement.web.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.value.FactChoice;
import support.entitlement.text.NormalForm;

/** The calendars and durations that the tables use for each milestone. Immutable and thread-safe. */
final class PublishedTimes {

    private final List<PublishedTime> times = new ArrayList<>();

    /** The time in a row; a row without a milestone applies to any. */
    private record PublishedTime(
            @Nullable String milestone,
            String calendar,
            @Nullable Within within,
            @Nullable Within every) {}

    PublishedTimes(Policy policy) {
        for (Table table : policy.tables()) {
            boolean promises = Stream.of(ActionName.MILESTONE, ActionName.WITHIN, ActionName.CALENDAR)
                    .anyMatch(table::hasAction);
            for (Row row : promises ? table.rows() : List.<Row>of()) {
                String calendar = findValue(table, row, ActionName.CALENDAR)
                        .map(String.class::cast)
                        .map(FactChoice::nameIn)
                        .orElse(Calendars.ALWAYS_OPEN_NAME);
                if (policy.calendars().hasCalendar(calendar)) {
                    times.add(new PublishedTime(
                            findValue(table, row, ActionName.MILESTONE)
                                    .map(String.class::cast)
                                    .orElse(null),
                            calendar,
                            findTime(table, row, ActionName.WITHIN),
                            findTime(table, row, ActionName.EVERY)));
                }
            }
        }
    }

    private static @Nullable Within findTime(Table table, Row row, ActionName action) {
        return findValue(table, row, action).map(Within.class::cast).orElse(null);
    }

    private static Optional<Object> findValue(Table table, Row row, ActionName action) {
        for (Column.ActionColumn column : table.actions()) {
            if (column.action() == action) {
                return Optional.ofNullable(table.cellValue(row, column));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the calendars in which a milestone is counted, or any milestone if it is null. A milestone without a row
     * is counted round the clock.
     */
    List<String> calendarsOf(@Nullable String milestone) {
        List<String> calendars =
                timesOf(milestone).map(PublishedTime::calendar).distinct().toList();
        return calendars.isEmpty() ? List.of(Calendars.ALWAYS_OPEN_NAME) : calendars;
    }

    /** Returns the durations within which a milestone is promised, or any milestone if it is null. */
    List<Within> promisedTimes(@Nullable String milestone) {
        return timesOf(milestone)
                .flatMap(time -> Stream.ofNullable(time.within()))
                .distinct()
                .toList();
    }

    /** Returns the intervals at which a milestone is promised again, or any milestone if it is null. */
    List<Within> promisedIntervals(@Nullable String milestone) {
        return timesOf(milestone)
                .flatMap(time -> Stream.ofNullable(time.every()))
                .distinct()
                .toList();
    }

    private Stream<PublishedTime> timesOf(@Nullable String milestone) {
        return times.stream()
                .filter(time -> milestone == null
                        || time.milestone() == null
                        || NormalForm.areSame(time.milestone(), milestone));
    }
}
