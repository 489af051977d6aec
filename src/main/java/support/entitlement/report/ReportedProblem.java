package support.entitlement.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Problem;

/**
 * A problem of a table, in the form in which HTTP and the command line return it.
 *
 * @param severity {@code error}, {@code warning} or {@code info}
 * @param code the kind of problem; stable
 * @param file the file, or the rules directory if the problem concerns no single file
 * @param sheet the sheet of a workbook; null in CSV
 * @param cell the cell in the notation of spreadsheets; null if the problem concerns no single cell
 * @param value the content of the cell; null if something is missing
 * @param message the description of the problem
 * @param remedy the correction; null if none is needed
 * @param query a query that all rows of the problem match, or that no row matches where one is lacking; null if the problem
 *     is about neither, or none was found
 */
public record ReportedProblem(
        String severity,
        String code,
        String file,
        @Nullable String sheet,
        @Nullable String cell,
        @Nullable String value,
        String message,
        @Nullable String remedy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReportedQuery query) {

    /** Converts problems. */
    public static List<ReportedProblem> of(List<Problem> problems) {
        return problems.stream().map(ReportedProblem::of).toList();
    }

    private static ReportedProblem of(Problem problem) {
        return new ReportedProblem(
                problem.severity().toString(),
                problem.code(),
                problem.place().file(),
                problem.place().sheet(),
                problem.place().cell(),
                orNull(problem.value()),
                problem.message(),
                orNull(problem.remedy()),
                problem.query() == null ? null : ReportedQuery.of(problem.query()));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
