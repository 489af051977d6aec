package support.entitlement.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Problem;

/**
 * A problem of a table as programs read it, over HTTP and from the command line.
 *
 * @param severity error, warning or info
 * @param code the sort of problem; stable
 * @param file the file, or the rules directory if no one file is to blame
 * @param sheet the sheet of a workbook
 * @param cell the cell as a spreadsheet names it, or null if no one cell is to blame
 * @param value what stands there, or null if something is missing
 * @param message what is wrong
 * @param remedy what would be right, or null if nothing needs to be done
 */
public record ReportedProblem(
        String severity,
        String code,
        String file,
        @Nullable String sheet,
        @Nullable String cell,
        @Nullable String value,
        String message,
        @Nullable String remedy) {

    /** The same problems, each with its place spread out. */
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
                orNull(problem.remedy()));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
