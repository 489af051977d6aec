package support.entitlement.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import support.entitlement.calendar.Calendars;
import support.entitlement.decision.Basis;
import support.entitlement.decision.Milestone;
import support.entitlement.decision.Strength;
import support.entitlement.decision.Verdict;
import support.entitlement.decision.Within;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.text.NormalForm;

/** Reads the milestones that rows of tables promise, without a query. Immutable. */
final class PromisingRows {

    private final Calendars calendars;
    private final boolean commonStarts;

    /**
     * Creates a reader.
     *
     * @param tables all tables, any of which may say when clocks start
     */
    PromisingRows(List<Table> tables, Calendars calendars) {
        this.calendars = calendars;
        this.commonStarts = tables.stream().anyMatch(PromisingRows::hasCommonStart);
    }

    /**
     * A row that promises a milestone once.
     *
     * @param within the column with the time of the milestone
     * @param position the position of the milestone's name among those of the table
     */
    record PromisingRow(Row row, Milestone milestone, Column within, int position) {

        boolean startsWith(PromisingRow other) {
            return NormalForm.areSame(milestone.startsAt(), other.milestone.startsAt())
                    && String.valueOf(milestone.startsDuring()).equals(String.valueOf(other.milestone.startsDuring()));
        }
    }

    /** Reads the rows of a table that promise a milestone once, at a time that is known without a query. */
    List<PromisingRow> readRows(Table table) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        List<PromisingRow> rows = new ArrayList<>();
        for (Row row : table.rows()) {
            String name = textOf(table, row, ActionName.MILESTONE);
            if (name != null) {
                int position = positions.computeIfAbsent(NormalForm.key(name), any -> positions.size());
                Milestone milestone = promiseOf(table, row, name);
                if (milestone != null && row.sound()) {
                    Column within = table.findAction(row, ActionName.WITHIN).orElseThrow();
                    rows.add(new PromisingRow(row, milestone, within, position));
                }
            }
        }
        return rows;
    }

    /** Returns true if a row without a milestone says in which hours the clocks of others start. */
    private static boolean hasCommonStart(Table table) {
        return table.rows().stream()
                .anyMatch(row -> textOf(table, row, ActionName.STARTS_DURING) != null
                        && textOf(table, row, ActionName.MILESTONE) == null);
    }

    /**
     * Returns the promise of a row; null if it has no time of its own in a calendar that is known without a query, or if
     * another row may say when its clock starts.
     */
    private @Nullable Milestone promiseOf(Table table, Row row, String name) {
        String calendar = textOf(table, row, ActionName.CALENDAR);
        String startsDuring = textOf(table, row, ActionName.STARTS_DURING);
        String startsAt = textOf(table, row, ActionName.STARTS_AT);
        return table.findValue(row, ActionName.WITHIN).orElse(null) instanceof Within within
                        && table.findValue(row, ActionName.EVERY).isEmpty()
                        && isKnown(calendar)
                        && (startsDuring == null ? !commonStarts : isKnown(startsDuring))
                ? new Milestone(
                        name,
                        within,
                        calendar,
                        Basis.PUBLISHED,
                        startsAt == null ? Milestone.OPENED : startsAt,
                        null,
                        null,
                        Strength.GUARANTEED,
                        startsDuring,
                        null,
                        List.of())
                : null;
    }

    private boolean isKnown(@Nullable String calendar) {
        return calendar != null
                && !Verdict.isNotStated(calendar)
                && calendars.hasCalendar(calendar)
                && calendars.zoneAttributeOf(calendar).isEmpty();
    }

    private static @Nullable String textOf(Table table, Row row, ActionName action) {
        return table.findValue(row, action).orElse(null) instanceof String text ? text : null;
    }
}
