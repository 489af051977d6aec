package support.entitlement.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.scenario.ScenarioRun;
import support.entitlement.table.problem.Place;

/**
 * The results of scenarios, in the form in which HTTP and the command line return them.
 *
 * @param total the number of scenarios
 * @param failed the cells whose expectation differs from the result
 * @param rowsWithoutScenario the rows that no scenario reaches, by table; empty if there are no scenarios at all
 */
public record ReportedScenarios(int total, List<Failure> failed, List<MissedRows> rowsWithoutScenario) {

    /**
     * A cell whose expectation differs from the result.
     *
     * @param scenario the name of the scenario
     * @param column the title of the column of the cell
     * @param file the file of the scenario
     * @param sheet the sheet of a workbook; null in CSV
     * @param cell the cell in the notation of spreadsheets
     * @param expected the expectation in the cell
     * @param actual the result
     * @param because the cells of the tables that produced the result
     * @param refuses true if the failure refuses the release: it does unless the same change edits the scenario
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

    /** Rows of a table that no scenario reaches, by their numbers in the spreadsheet, and the number of all rows of the table. */
    public record MissedRows(String file, @Nullable String sheet, String table, int of, List<Integer> rows) {}

    /** Converts the results of a run. */
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
