package support.entitlement.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import support.entitlement.decision.Query;
import support.entitlement.scenario.Scenario.QueryColumn;
import support.entitlement.scenario.Scenario.ScenarioCell;
import support.entitlement.sla.Event;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.CellList;
import support.entitlement.text.NormalForm;

/** Reads the facts of a scenario that change with its events. Single use. */
final class FactChanges {

    private final ScenarioCaseReader cases;
    private final List<Problem> problems;
    private final Map<Instant, Map<QueryColumn, ChangedCell>> byInstant = new TreeMap<>();
    private final Map<Instant, Set<String>> typesByInstant = new TreeMap<>();

    /** A value of a fact, and the column and the cell that say so. */
    private record ChangedCell(QueryColumn column, ScenarioCell cell, String value) {}

    /**
     * The facts from an instant on.
     *
     * @param types the types of the events that changed them
     */
    record ChangedFacts(Instant at, Set<String> types, Query query) {

        /** Returns true if they changed with an event. */
        boolean isOf(Event event) {
            return event.at().equals(at) && types.stream().anyMatch(type -> Event.areOneType(event.type(), type));
        }
    }

    /** Converts facts to a query, and reports problems with the cells of a column. */
    interface FactReader {
        Query readFacts(Map<QueryColumn, ScenarioCell> facts, Map<QueryColumn, CellProblems> cells);
    }

    FactChanges(ScenarioCaseReader cases, List<Problem> problems) {
        this.cases = cases;
        this.problems = problems;
    }

    /** Reads the cell of a fact that holds from the events of a type on: one value, or one for each of these events. */
    void readCell(QueryColumn column, ScenarioCell cell) {
        String event = String.valueOf(column.event());
        List<Instant> instants = cases.instantsOf(event);
        if (instants.isEmpty()) {
            report(column, cell, "nothing here, or the instant of the event below “Event " + event + "”");
            return;
        }
        List<String> values = instants.size() == 1 ? List.of(cell.text()) : CellList.splitAll(cell.text());
        if (values.size() != 1 && values.size() != instants.size()) {
            report(
                    column,
                    cell,
                    "one value, or one for each of the " + instants.size() + " events, separated by commas");
            return;
        }
        for (int i = 0; i < instants.size(); i++) {
            addChange(instants.get(i), new ChangedCell(column, cell, values.get(values.size() == 1 ? 0 : i)));
        }
    }

    private void addChange(Instant at, ChangedCell change) {
        Map<QueryColumn, ChangedCell> changes = byInstant.computeIfAbsent(at, any -> new LinkedHashMap<>());
        QueryColumn fact = changes.keySet().stream()
                .filter(change.column()::isSameFactAs)
                .findFirst()
                .orElse(change.column().withoutEvent());
        ChangedCell other = changes.putIfAbsent(fact, change);
        typesByInstant
                .computeIfAbsent(at, any -> new LinkedHashSet<>())
                .add(String.valueOf(change.column().event()));
        if (other != null && !NormalForm.areSame(other.value(), change.value())) {
            problems.add(Problem.error(
                    TableProblemCode.CONTRADICTORY_EVENTS,
                    change.cell().place(),
                    change.cell().text(),
                    "At " + at + " this changes to “" + change.value() + "”, and by "
                            + other.cell().place() + " to “" + other.value() + "”.",
                    "Correct one of the values, or the instant of an event."));
        }
    }

    private void report(QueryColumn column, ScenarioCell cell, String right) {
        new CellProblems(column, cell, problems).reportBadCell(right);
    }

    /**
     * Returns the facts from each change on, in order. A fact that is {@code none} is not known any more.
     *
     * @param opening the facts at the opening
     */
    List<ChangedFacts> applyTo(Map<QueryColumn, ScenarioCell> opening, FactReader reader) {
        Map<QueryColumn, ScenarioCell> facts = new LinkedHashMap<>(opening);
        List<ChangedFacts> changed = new ArrayList<>();
        byInstant.forEach((at, changes) -> {
            Map<QueryColumn, CellProblems> cells = new LinkedHashMap<>();
            changes.forEach((fact, change) -> {
                setFact(facts, fact, change);
                cells.put(fact, new CellProblems(fact, change.cell(), problems));
            });
            changed.add(new ChangedFacts(at, typesByInstant.get(at), reader.readFacts(facts, cells)));
        });
        return changed;
    }

    private static void setFact(Map<QueryColumn, ScenarioCell> facts, QueryColumn fact, ChangedCell change) {
        facts.keySet().removeIf(fact::isSameFactAs);
        if (!NormalForm.areSame(change.value(), PartText.NONE)) {
            ScenarioCell cell = change.cell();
            boolean isWhole = cell.text().equals(change.value());
            facts.put(fact, new ScenarioCell(change.value(), cell.place(), isWhole ? cell.number() : null));
        }
    }
}
