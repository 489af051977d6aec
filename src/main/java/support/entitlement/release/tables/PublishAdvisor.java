package support.entitlement.release.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;
import support.entitlement.table.problem.Problem;

/** What others rely on in a policy. They are asked before another one takes its place, and may warn. Thread-safe. */
@FunctionalInterface
public interface PublishAdvisor {

    /** Nobody relies on anything. */
    PublishAdvisor NONE = (next, before) -> List.of();

    /**
     * What whoever publishes a policy should know.
     *
     * @param next the policy that wants to come into force
     * @param before the one in force; null if there is none
     */
    List<Problem> findAdvice(Policy next, @Nullable Policy before);
}
