package support.entitlement.policy;

import java.util.List;
import java.util.Optional;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableException;

/**
 * The result of compiling tables.
 *
 * @param compiled the policy; empty if the problems include an error
 * @param problems all errors, warnings and information
 */
public record Compilation(Optional<Policy> compiled, List<Problem> problems) {

    /** As measured, with what a policy takes that has few rows. */
    private static final int KILOBYTES_OF_A_ROW = 23;

    private static final int KILOBYTES_WITHOUT_ROWS = 2_000;

    /** Copies the list. */
    public Compilation {
        problems = List.copyOf(problems);
    }

    /** Returns about how much memory this takes, if it shares nothing with another one. */
    public int kilobytes() {
        return KILOBYTES_WITHOUT_ROWS
                + KILOBYTES_OF_A_ROW
                        * compiled.map(policy -> policy.tables().stream()
                                        .mapToInt(table -> table.rows().size())
                                        .sum())
                                .orElse(0);
    }

    /**
     * Returns the policy.
     *
     * @throws TableException with the errors, if there is no policy
     */
    public Policy requirePolicy() {
        return compiled.orElseThrow(() -> new TableException(problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList()));
    }
}
