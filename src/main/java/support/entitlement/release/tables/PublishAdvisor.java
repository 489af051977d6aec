package support.entitlement.release.tables;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.policy.Policy;
import support.entitlement.table.problem.Problem;

/** Warns before a policy is published that others depend on names which it does not have. Thread-safe. */
@FunctionalInterface
public interface PublishAdvisor {

    /** An advisor without warnings. */
    PublishAdvisor NONE = (next, before) -> List.of();

    /**
     * Returns warnings for the author of a policy.
     *
     * @param next the policy to be published
     * @param before the policy in force; null if there is none
     */
    List<Problem> findAdvice(Policy next, @Nullable Policy before);
}
