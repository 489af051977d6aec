package support.entitlement.scenario;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * The result of evaluating scenarios against a policy. Immutable.
 *
 * @param total the number of scenarios
 * @param failed the cells whose expectation differs from the answer
 * @param missed the rows that no scenario reaches, by their tables; empty if there are no scenarios at all
 * @param unasked the problems of scenarios that could not be read or evaluated
 */
public record ScenarioRun(
        int total, List<FailedExpectation> failed, List<UnreachedRows> missed, List<Problem> unasked) {

    /** The result without any scenario. */
    public static final ScenarioRun NONE = new ScenarioRun(0, List.of(), List.of(), List.of());

    private static final int MAX_ROWS_NAMED = 20;

    /** Copies the lists. */
    public ScenarioRun {
        failed = List.copyOf(failed);
        missed = List.copyOf(missed);
        unasked = List.copyOf(unasked);
    }

    /**
     * A cell whose expectation differs from the answer.
     *
     * @param scenario the name of the scenario
     * @param column the title of the cell's column
     * @param place the cell
     * @param expected its text
     * @param actual the actual part, in the form of the cell
     * @param ambiguous a name in the cell that means several promises with different values, or null
     * @param opening the opening for which it is so, in words; empty if it is the scenario's own
     * @param because the cells of the tables that set it; empty if no row does
     * @param strict true if a failure is an error
     */
    public record FailedExpectation(
            String scenario,
            String column,
            Place place,
            String expected,
            String actual,
            @Nullable String ambiguous,
            String opening,
            List<Place> because,
            boolean strict) {

        /** Copies the list. */
        public FailedExpectation {
            because = List.copyOf(because);
        }

        Problem toProblem() {
            String cause = because.isEmpty()
                    ? "; no row says it"
                    : because.stream().map(Place::toString).collect(Collectors.joining(", ", ", because of ", ""));
            String message = "Scenario “" + scenario + "”: “" + column + "” is “" + actual + "”" + opening + cause + "."
                    + (ambiguous == null ? "" : " “" + ambiguous + "” could mean more than one promise.");
            String remedy = opening.isEmpty()
                    ? "Mend the tables; or, if this is meant, write “" + actual + "” here."
                    : "Mend the tables; or, if this is meant, say when the case is opened, in a column “Opened at”.";
            return strict
                    ? Problem.error(TableProblemCode.SCENARIO_FAILED, place, expected, message, remedy)
                    : Problem.warning(TableProblemCode.SCENARIO_FAILED, place, expected, message, remedy);
        }
    }

    /** Rows of a table that no scenario reaches; at least one. */
    public record UnreachedRows(Table table, List<Row> rows) {

        Problem toProblem() {
            String named = rows.stream()
                    .limit(MAX_ROWS_NAMED)
                    .map(row -> String.valueOf(row.matched().row()))
                    .collect(Collectors.joining(", "));
            return Problem.info(
                    TableProblemCode.ROW_WITHOUT_SCENARIO,
                    table.cellPlace(rows.get(0), table.columns().get(0)),
                    "",
                    "No scenario reaches " + rows.size() + " of the "
                            + table.rows().size() + " rows of “" + table.name() + "”: " + named
                            + (rows.size() > MAX_ROWS_NAMED ? " …" : "") + ".");
        }
    }

    /** Returns this result with the rows that no scenario reaches. */
    public ScenarioRun withUnreachedRows(List<UnreachedRows> missed) {
        return new ScenarioRun(total, failed, missed, unasked);
    }

    /** Returns the whole result as problems: a failure of a strict scenario is an error. */
    public List<Problem> toProblems() {
        return Stream.of(
                        unasked.stream(),
                        failed.stream().map(FailedExpectation::toProblem),
                        missed.stream().map(UnreachedRows::toProblem))
                .flatMap(each -> each)
                .toList();
    }
}
