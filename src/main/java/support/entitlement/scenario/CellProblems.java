package support.entitlement.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.query.ValueProblems;
import support.entitlement.scenario.Scenario.QueryColumn;
import support.entitlement.scenario.Scenario.ScenarioCell;
import support.entitlement.table.CellType;
import support.entitlement.table.FactField;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.value.ChosenThing;
import support.entitlement.text.Names;
import support.entitlement.text.WrittenNumber.AmbiguousNumberException;

/**
 * The problems of one cell of a scenario's query.
 *
 * @param found the list to which they are added
 */
record CellProblems(QueryColumn column, ScenarioCell cell, List<Problem> found) implements ValueProblems {

    private static final int MAX_NAMED = 50;

    @Override
    public void reportUnknownName(FactField field, String name, Names known) {
        addError(
                TableProblemCode.UNKNOWN_NAME,
                "No table knows this " + column.title().toLowerCase(Locale.ROOT) + ".",
                known.findNearest(name)
                        .map(nearest -> "The nearest that is known is “" + nearest + "”.")
                        .orElseGet(() -> listKnown(known.all())));
    }

    private static String listKnown(List<String> known) {
        return known.isEmpty()
                ? "No table names any."
                : "Known are " + known.stream().limit(MAX_NAMED).collect(Collectors.joining(", "))
                        + (known.size() > MAX_NAMED ? ", …" : ".");
    }

    @Override
    public void reportUnknownChoice(ChosenThing thing, String text, Names known) {
        String nearest = known.findNearest(text)
                .map(name -> "The nearest that is known is “" + name + "”.")
                .orElse("Write the name of another.");
        addError(
                TableProblemCode.UNKNOWN_NAME,
                thing == ChosenThing.CALENDAR ? "There is no such calendar." : "There is no such time zone.",
                nearest);
    }

    @Override
    public void reportWrongType(Set<CellType> right) {
        reportBadCell(right.stream().map(CellType::describeContent).collect(Collectors.joining(" or ")));
    }

    void reportBadCell(String right) {
        addError(TableProblemCode.BAD_CELL, "This is not what “" + column.title() + "” holds.", "Write " + right + ".");
    }

    void reportCategoryBesideImpact() {
        addError(
                TableProblemCode.BAD_CELL,
                "The service refuses a query that has both an SLA category and the impact (production use, workaround).",
                "Clear one of both, or write “none” for it from the event on that changes the other.");
    }

    /** Warns only: the service, too, leaves out an attribute that cannot make a difference. */
    @Override
    public void reportUnknownAttribute(String name, Collection<String> known) {
        found.add(Problem.warning(
                TableProblemCode.UNKNOWN_NAME,
                cell.place(),
                cell.text(),
                "No table compares this attribute.",
                "Delete the cell, or use the attribute in a condition."));
    }

    @Override
    public void reportRepeatedAttribute(String attribute) {
        addError(
                TableProblemCode.DUPLICATE_COLUMN,
                "Another column holds the attribute “" + attribute + "”, too.",
                "Join the two columns, or delete one.");
    }

    @Override
    public void reportAmbiguousNumber(AmbiguousNumberException ambiguous) {
        addError(TableProblemCode.AMBIGUOUS_NUMBER, String.valueOf(ambiguous.getMessage()), ambiguous.remedy());
    }

    @Override
    public void reportBadDate(String why) {
        addError(TableProblemCode.BAD_DATE, why, "Write " + CellType.DATE.describeContent() + ".");
    }

    private void addError(TableProblemCode code, String message, String remedy) {
        found.add(Problem.error(code, cell.place(), cell.text(), message, remedy));
    }
}
