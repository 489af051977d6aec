package support.entitlement.scenario;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;

/**
 * What came of asking a policy the queries of scenarios. Immutable.
 *
 * @param total how many scenarios there are
 * @param failed the cells that expect otherwise than what comes out
 * @param missed the rows that no scenario reaches, by their tables; empty if there are no scenarios at all
 * @param unasked what is wrong with scenarios that could not be read or asked
 */
public record ScenarioRun(
        int total, List<FailedExpectation> failed, List<UnreachedRows> missed, List<Problem> unasked) {

    /** Nothing was asked. */
    public static final ScenarioRun NONE = new ScenarioRun(0, List.of(), List.of(), List.of());

    private static final int MAX_ROWS_NAMED = 20;

    /** Takes copies. */
    public ScenarioRun {
        failed = List.copyOf(failed);
        missed = List.copyOf(missed);
        unasked = List.copyOf(unasked);
    }

    /**
     * A cell that expects otherwise.
     *
     * @param scenario the name of the scenario
     * @param column the title of the cell's column
     * @param place the cell
     * @param expected what it says
     * @param actual what came out, as the cell would say it
     * @param because the cells of the tables that made it; empty if no row says it
     * @param strict whether it must not fail
     */
    public record FailedExpectation(
            String scenario,
            String column,
            Place place,
            String expected,
            String actual,
            List<Place> because,
            boolean strict) {

        /** Takes a copy. */
        public FailedExpectation {
            because = List.copyOf(because);
        }

        Problem toProblem() {
            String cause = because.isEmpty()
                    ? "; no row says it"
                    : because.stream().map(Place::toString).collect(Collectors.joining(", ", ", because of ", ""));
            String message = "Scenario “" + scenario + "”: “" + column + "” is “" + actual + "”" + cause + ".";
            String remedy = "Mend the tables; or, if this is meant, write “" + actual + "” here.";
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

    /** The same run, of which it is known which rows no scenario reaches. */
    public ScenarioRun withUnreachedRows(List<UnreachedRows> missed) {
        return new ScenarioRun(total, failed, missed, unasked);
    }

    /** All of it as problems: a failure of a scenario that must not fail is an error. */
    public List<Problem> toProblems() {
        return Stream.of(
                        unasked.stream(),
                        failed.stream().map(FailedExpectation::toProblem),
                        missed.stream().map(UnreachedRows::toProblem))
                .flatMap(each -> each)
                .toList();
    }
}
