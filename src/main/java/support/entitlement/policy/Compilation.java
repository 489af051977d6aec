package support.entitlement.policy;

import java.util.List;
import java.util.Optional;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableException;

/**
 * What became of tables.
 *
 * @param compiled the policy; empty if the problems include an error
 * @param problems all that was found, errors, warnings and information
 */
public record Compilation(Optional<Policy> compiled, List<Problem> problems) {

    /** Takes a copy. */
    public Compilation {
        problems = List.copyOf(problems);
    }

    /**
     * The policy, if there is one.
     *
     * @throws TableException with the errors, if there is none
     */
    public Policy requirePolicy() {
        return compiled.orElseThrow(() -> new TableException(problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList()));
    }
}
