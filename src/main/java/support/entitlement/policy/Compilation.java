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

    /** As measured without the memory of the check: 0.35 MB with 39 rows, 6.4 with 999, and 127 with 19,991. */
    private static final int KILOBYTES_OF_A_ROW = 7;

    private static final int KILOBYTES_WITHOUT_ROWS = 100;

    /** Copies the list. */
    public Compilation {
        problems = List.copyOf(problems);
    }

    /** Returns this result for a policy that no check is to follow. */
    public Compilation withoutCheckMemory() {
        return new Compilation(compiled.map(Policy::withoutCheckMemory), problems);
    }

    /** Returns about how much memory this takes without the memory of its check, if it shares nothing with another one. */
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
