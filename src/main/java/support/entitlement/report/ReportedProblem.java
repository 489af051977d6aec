package support.entitlement.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Acceptance;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableProblemCode;

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
 * @param acceptAs the identity of a warning of a table, by which it can be accepted; null of other problems
 * @param accepted the acceptance of a warning; null if it is not accepted
 */
public record ReportedProblem(
        @Schema(implementation = Severity.class) String severity,
        String code,
        String file,
        @Nullable String sheet,
        @Nullable String cell,
        @Nullable String value,
        String message,
        @Nullable String remedy,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ReportedQuery query,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable AcceptAs acceptAs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Accepted accepted) {

    /**
     * The identity of a warning, together with its code.
     *
     * @param table the name of the table
     * @param row the mark of the meaning of the row: it differs once the row says something else
     */
    public record AcceptAs(String table, String row) {}

    /**
     * The acceptance of a warning.
     *
     * @param reason the reason why it is meant
     * @param by the person who has accepted it
     * @param date the day on which it was accepted, such as 2026-12-25
     */
    public record Accepted(String reason, String by, String date) {}

    private static final Set<String> ABOUT_ACCEPTANCE = Stream.of(
                    TableProblemCode.ACCEPTED_NOTHING,
                    TableProblemCode.WARNING_ACCEPTED,
                    TableProblemCode.ACCEPTANCE_REMOVED)
            .map(TableProblemCode::toString)
            .collect(Collectors.toSet());

    private static final String HIDDEN = "Callers with a token are told more.";

    /** Returns problems without the persons who have accepted warnings, and without their reasons. */
    public static List<ReportedProblem> withoutAuthors(List<ReportedProblem> problems) {
        return problems.stream().map(ReportedProblem::withoutAuthor).toList();
    }

    private ReportedProblem withoutAuthor() {
        return new ReportedProblem(
                severity,
                code,
                file,
                sheet,
                cell,
                value,
                ABOUT_ACCEPTANCE.contains(code) ? HIDDEN : message,
                remedy,
                query,
                acceptAs,
                accepted == null ? null : new Accepted(HIDDEN, HIDDEN, accepted.date()));
    }

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
                problem.query() == null ? null : ReportedQuery.of(problem.query()),
                problem.severity() == Severity.WARNING && problem.key() != null
                        ? new AcceptAs(problem.key().table(), problem.key().row())
                        : null,
                problem.acceptance() == null ? null : toAccepted(problem.acceptance()));
    }

    private static Accepted toAccepted(Acceptance acceptance) {
        return new Accepted(
                acceptance.reason(), acceptance.by(), acceptance.date().toString());
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
