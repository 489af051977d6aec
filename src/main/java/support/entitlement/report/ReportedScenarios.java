package support.entitlement.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.scenario.ScenarioRun;
import support.entitlement.table.problem.Place;

/**
 * What came of scenarios as programs read it, over HTTP and from the command line.
 *
 * @param total how many scenarios there are
 * @param failed the cells that expect otherwise than what comes out
 * @param rowsWithoutScenario the rows that no scenario reaches, by their tables; empty if there are no scenarios at all
 */
public record ReportedScenarios(int total, List<Failure> failed, List<MissedRows> rowsWithoutScenario) {

    /**
     * A cell that expects otherwise.
     *
     * @param scenario the name of the scenario
     * @param column the title of the cell's column
     * @param file the file of the scenario
     * @param sheet the sheet of a workbook
     * @param cell the cell as a spreadsheet names it
     * @param expected what it says
     * @param actual what came out
     * @param because the cells of the tables that made it
     * @param refuses whether it refuses the release: it does unless the same change edits the scenario
     */
    public record Failure(
            String scenario,
            String column,
            String file,
            @Nullable String sheet,
            @Nullable String cell,
            String expected,
            String actual,
            List<String> because,
            boolean refuses) {}

    /** Rows of a table that no scenario reaches, as a spreadsheet numbers them, and how many rows the table has. */
    public record MissedRows(String file, @Nullable String sheet, String table, int of, List<Integer> rows) {}

    /** The same, as programs read it. */
    public static ReportedScenarios of(ScenarioRun run) {
        return new ReportedScenarios(
                run.total(),
                run.failed().stream().map(ReportedScenarios::toFailure).toList(),
                run.missed().stream().map(ReportedScenarios::toMissedRows).toList());
    }

    private static Failure toFailure(ScenarioRun.FailedExpectation failure) {
        Place place = failure.place();
        return new Failure(
                failure.scenario(),
                failure.column(),
                place.file(),
                place.sheet(),
                place.cell(),
                failure.expected(),
                failure.actual(),
                failure.because().stream().map(Place::toString).toList(),
                failure.strict());
    }

    private static MissedRows toMissedRows(ScenarioRun.UnreachedRows missed) {
        Place place = missed.table().sheet();
        return new MissedRows(
                place.file(),
                place.sheet(),
                missed.table().name(),
                missed.table().rows().size(),
                missed.rows().stream().map(row -> row.matched().row()).toList());
    }
}
