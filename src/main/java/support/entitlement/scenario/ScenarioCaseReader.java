package support.entitlement.scenario;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Within;
import support.entitlement.sla.ContradictoryEventsException;
import support.entitlement.sla.Event;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.CellList;
import support.entitlement.text.InstantText;
import support.entitlement.text.NormalForm;

/**
 * Reads the case of a scenario: its opening, its events, and the instant at which it is looked at. Without one, this is that
 * of the last event.
 *
 * <p>Single use; the opening comes first, since times may be counted from it.
 */
final class ScenarioCaseReader {

    private static final int LAST_YEAR = 2300;
    private static final int MAX_EVENTS = 100;
    private static final String FROM_OPENING = " after opening";
    private static final String BUSINESS = "business";
    private static final String FORM = InstantText.FORM + ", up to the year " + LAST_YEAR
            + "; or a time after the opening, such as 90 minutes or PT26H";

    private final Map<Event, CellProblems> cells = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable OffsetDateTime openedAt;
    private @Nullable Instant at;
    private @Nullable CellProblems openingCell;
    private @Nullable CellProblems atCell;
    private boolean needsOpening;

    /** Returns true if cells have a meaning only for a case that has an opening: events, and the instant at which it is looked at. */
    boolean needsOpening() {
        return needsOpening;
    }

    /** Returns true if it needs an opening, which the scenario does not state. */
    boolean lacksOpening() {
        return needsOpening && openedAt == null;
    }

    /** Returns the opening, or null. */
    @Nullable
    OffsetDateTime openedAt() {
        return openedAt;
    }

    void readOpening(CellProblems cell) {
        openingCell = cell;
        try {
            OffsetDateTime instant =
                    requireKnownYear(InstantText.parse(cell.cell().text()));
            openedAt = instant;
            addEvent(Event.OPENED, instant.toInstant(), cell);
        } catch (IllegalArgumentException e) {
            cell.reportBadCell(InstantText.FORM + ", up to the year " + LAST_YEAR);
        }
    }

    void readEvents(String type, CellProblems cell) {
        needsOpening = true;
        for (String part : CellList.splitAll(cell.cell().text())) {
            Instant instant = readInstant(part, cell);
            if (instant != null && countEvents() < MAX_EVENTS) {
                addEvent(type, instant, cell);
            } else if (instant != null) {
                cell.reportBadCell("at most " + MAX_EVENTS + " events in one scenario");
                return;
            }
        }
    }

    /** Returns how many events there are besides the opening. */
    private int countEvents() {
        return openedAt == null ? events.size() : events.size() - 1;
    }

    /** Returns the instants of the events of a type, in the order of their cell. */
    List<Instant> instantsOf(String type) {
        return events.stream()
                .filter(event -> Event.areOneType(event.type(), type))
                .map(Event::at)
                .toList();
    }

    void readAt(CellProblems cell) {
        needsOpening = true;
        atCell = cell;
        at = readInstant(cell.cell().text(), cell);
    }

    /** Returns the case; null if the scenario does not say when it is opened. */
    @Nullable
    ScenarioCase readCase() {
        return openedAt == null
                ? null
                : new ScenarioCase(openedAt, List.copyOf(events), List.of(), at == null ? lastEvent() : at);
    }

    /** Reports an instant at which a case would be looked at before it has all of its events. */
    void checkOrder() {
        if (at != null && atCell != null && openedAt != null && at.isBefore(lastEvent())) {
            atCell.reportBadCell("an instant that is not before the last event, " + lastEvent()
                    + "; what comes later changes nothing then");
        }
    }

    private Instant lastEvent() {
        return events.stream().map(Event::at).max(Comparator.naturalOrder()).orElseThrow();
    }

    private void addEvent(String type, Instant instant, CellProblems cell) {
        Event event = new Event(type, instant);
        events.add(event);
        cells.putIfAbsent(event, cell);
    }

    /** Returns the instant of a text; null if it has none, because it is wrong or the opening is. */
    private @Nullable Instant readInstant(String text, CellProblems cell) {
        try {
            if (!isTimeFromOpening(text)) {
                return requireKnownYear(InstantText.parse(text)).toInstant();
            }
            Within time = parseTime(text);
            return openedAt == null
                    ? null
                    : requireKnownYear(openedAt.plusSeconds(time.most())).toInstant();
        } catch (IllegalArgumentException | DateTimeException e) {
            cell.reportBadCell(FORM);
            return null;
        }
    }

    private static boolean isTimeFromOpening(String text) {
        return !text.matches("\\d{4}-.*");
    }

    private static Within parseTime(String text) {
        String key = NormalForm.key(text);
        String time = key.endsWith(FROM_OPENING) ? key.substring(0, key.length() - FROM_OPENING.length()) : key;
        Within parsed = Within.parse(time);
        if (parsed.unit() != Within.Unit.SECOND || parsed.least() != parsed.most() || time.contains(BUSINESS)) {
            throw new IllegalArgumentException("“" + text + "” depends on a calendar, or is a range");
        }
        return parsed;
    }

    private static OffsetDateTime requireKnownYear(OffsetDateTime instant) {
        if (instant.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("after the year " + LAST_YEAR);
        }
        return instant;
    }

    /** Returns the problem of a calendar that does not reach as far as the case does, at the cell of the opening. */
    Problem describeEndOfCalendar(DateTimeException end) {
        CellProblems opening = Objects.requireNonNull(openingCell);
        return Problem.error(
                TableProblemCode.BAD_CELL,
                opening.cell().place(),
                opening.cell().text(),
                "What this scenario expects cannot be computed for this opening: " + end.getMessage(),
                "Write an earlier instant, or extend the calendar.");
    }

    /** Returns the problem of events that contradict each other, at the cell of the impossible one. */
    Problem describeContradiction(ContradictoryEventsException contradiction) {
        CellProblems impossible = cellOf(contradiction.event());
        Event other = contradiction.otherEvent();
        CellProblems otherCell = other == null ? null : cellOf(other);
        return Problem.error(
                TableProblemCode.CONTRADICTORY_EVENTS,
                impossible.cell().place(),
                impossible.cell().text(),
                contradiction.getMessage()
                        + (otherCell == null ? "" : " (" + otherCell.cell().place() + ")") + ".",
                "Correct the instant of one of them, or delete it.");
    }

    private CellProblems cellOf(Event event) {
        return Objects.requireNonNull(cells.get(new Event(event.type(), event.at())));
    }
}
