package support.entitlement.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision.TableName;
import support.entitlement.release.PolicyStatus;
import support.entitlement.table.Problem;

/**
 * Which policy serves, and what is wrong with newer tables.
 *
 * @param inForce the policy that serves, or null if none was ever valid
 * @param refused the newest tables if they were refused, else null
 */
record PolicyResponse(@Nullable InForce inForce, @Nullable Refused refused) {

    /** A policy that serves, the tables in the order in which they are asked, and warnings about them. */
    record InForce(String revision, Instant since, List<TableName> tables, List<TableProblem> problems) {

        static InForce of(PolicyStatus.InForce inForce) {
            return new InForce(
                    inForce.policy().revision(),
                    inForce.since(),
                    inForce.policy().tables(),
                    TableProblem.of(inForce.problems()));
        }
    }

    /** Tables that change no answer, and every problem that was found in them. */
    record Refused(Instant at, List<TableProblem> problems) {

        static Refused of(PolicyStatus.Refused refused) {
            return new Refused(refused.at(), TableProblem.of(refused.problems()));
        }
    }

    /**
     * A problem of a table.
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
    record TableProblem(
            String severity,
            String code,
            String file,
            @Nullable String sheet,
            @Nullable String cell,
            @Nullable String value,
            String message,
            @Nullable String remedy) {

        static List<TableProblem> of(List<Problem> problems) {
            return problems.stream().map(TableProblem::of).toList();
        }

        private static TableProblem of(Problem problem) {
            return new TableProblem(
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

    static PolicyResponse of(PolicyStatus status) {
        return new PolicyResponse(
                Optional.ofNullable(status.inForce()).map(InForce::of).orElse(null),
                Optional.ofNullable(status.refused()).map(Refused::of).orElse(null));
    }
}
