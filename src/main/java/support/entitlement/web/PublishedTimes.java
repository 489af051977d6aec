package support.entitlement.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Within;
import support.entitlement.policy.Policy;
import support.entitlement.sla.Calendars;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/** In which calendars the tables count which milestones, and how long. Immutable and thread-safe. */
final class PublishedTimes {

    private final List<Time> times = new ArrayList<>();

    /** What a row promises; a row that names no milestone speaks of any. */
    private record Time(
            @Nullable String milestone,
            String calendar,
            @Nullable Within within) {}

    PublishedTimes(Policy policy) {
        for (Table table : policy.tables()) {
            boolean promises = table.says("milestone") || table.says("within") || table.says("calendar");
            for (Row row : promises ? table.rows() : List.<Row>of()) {
                String calendar =
                        said(table, row, "calendar").map(String.class::cast).orElse(Calendars.ALWAYS_OPEN);
                if (policy.calendars().knows(calendar)) {
                    times.add(new Time(
                            said(table, row, "milestone")
                                    .map(String.class::cast)
                                    .orElse(null),
                            calendar,
                            said(table, row, "within").map(Within.class::cast).orElse(null)));
                }
            }
        }
    }

    private static Optional<Object> said(Table table, Row row, String action) {
        for (Column.Action column : table.actions()) {
            if (column.method().equals(action)) {
                return Optional.ofNullable(table.value(row, column));
            }
        }
        return Optional.empty();
    }

    /** The calendars in which a milestone is counted, or any if that is null; one that no row speaks of is counted round the clock. */
    List<String> calendars(@Nullable String milestone) {
        List<String> calendars = of(milestone).map(Time::calendar).distinct().toList();
        return calendars.isEmpty() ? List.of(Calendars.ALWAYS_OPEN) : calendars;
    }

    /** The times within which a milestone is promised, or any if that is null. */
    List<Within> within(@Nullable String milestone) {
        return of(milestone)
                .flatMap(time -> Stream.ofNullable(time.within()))
                .distinct()
                .toList();
    }

    private Stream<Time> of(@Nullable String milestone) {
        return times.stream()
                .filter(time -> milestone == null
                        || time.milestone() == null
                        || NormalForm.areSame(time.milestone(), milestone));
    }
}
