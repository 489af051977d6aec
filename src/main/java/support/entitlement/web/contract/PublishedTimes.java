package support.entitlement.web.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.sla.PromiseName;
import support.entitlement.table.ActionName;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.value.FactChoice;

/** The promises that the tables make of each milestone, with their calendars and times. Immutable and thread-safe. */
final class PublishedTimes {

    private final List<PublishedTime> times = new ArrayList<>();
    private final PossiblePromises possible;

    /**
     * The time in a row.
     *
     * @param promise the promise; null if the row applies to any milestone
     */
    private record PublishedTime(
            @Nullable Milestone promise,
            String calendar,
            @Nullable Within within,
            @Nullable Within every) {

        /** Returns true if the time is one of the promises that a name means, or of any milestone if it is null. */
        boolean isOf(@Nullable String name) {
            return name == null
                    || promise == null
                    || !new PromiseName(name).findMeant(List.of(promise)).isEmpty();
        }
    }

    PublishedTimes(Policy policy) {
        this.possible = new PossiblePromises(policy);
        for (Table table : policy.tables()) {
            boolean promises = Stream.of(ActionName.MILESTONE, ActionName.WITHIN, ActionName.CALENDAR)
                    .anyMatch(table::hasAction);
            for (Row row : promises ? table.rows() : List.<Row>of()) {
                String calendar = findText(table, row, ActionName.CALENDAR)
                        .map(FactChoice::nameIn)
                        .orElse(Calendars.ALWAYS_OPEN_NAME);
                if (policy.calendars().hasCalendar(calendar)) {
                    times.add(new PublishedTime(
                            findText(table, row, ActionName.MILESTONE)
                                    .map(name -> toPromise(name, calendar, table, row))
                                    .orElse(null),
                            calendar,
                            findTime(table, row, ActionName.WITHIN),
                            findTime(table, row, ActionName.EVERY)));
                }
            }
        }
    }

    private static Milestone toPromise(String name, String calendar, Table table, Row row) {
        return new Milestone(
                name,
                findTime(table, row, ActionName.WITHIN),
                calendar,
                Basis.PUBLISHED,
                findText(table, row, ActionName.STARTS_AT).orElse(Milestone.OPENED),
                findText(table, row, ActionName.ENDS_AT).orElse(null),
                findTime(table, row, ActionName.EVERY),
                table.findValue(row, ActionName.STRENGTH)
                        .map(Strength.class::cast)
                        .orElse(Strength.GUARANTEED),
                findText(table, row, ActionName.STARTS_DURING).orElse(null),
                null,
                table.findValue(row, ActionName.REPEATED_UNTIL)
                        .map(events ->
                                ((List<?>) events).stream().map(String::valueOf).toList())
                        .orElse(List.of()));
    }

    private static Optional<String> findText(Table table, Row row, ActionName action) {
        return table.findValue(row, action).map(String.class::cast);
    }

    private static @Nullable Within findTime(Table table, Row row, ActionName action) {
        return table.findValue(row, action).map(Within.class::cast).orElse(null);
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

    /** Returns the names of all promises of a milestone, each of which means it and no other. */
    List<String> namesOf(String milestone) {
        List<Milestone> promises = promisesOf(milestone);
        return promises.stream()
                .map(promise -> PromiseName.of(promise, promises, null).text())
                .distinct()
                .toList();
    }

    /** Returns the promises that a name means. */
    List<Milestone> promisesOf(String name) {
        return timesOf(name).flatMap(time -> Stream.ofNullable(time.promise())).toList();
    }

    /** Returns true if a row promises what a name means. */
    boolean isPromised(String name) {
        return !promisesOf(name).isEmpty();
    }

    /** The rows by which a plan may be promised a milestone. */
    PossiblePromises possiblePromises() {
        return possible;
    }

    private Stream<PublishedTime> timesOf(@Nullable String milestone) {
        return times.stream().filter(time -> time.isOf(milestone));
    }
}
