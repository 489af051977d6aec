package support.entitlement.release;

import java.util.List;
import support.entitlement.policy.Policy;
import support.entitlement.table.problem.Problem;

/** The answer to the question whether tables could be published now. */
public sealed interface PublishCheck {

    /** They could. The problems are warnings and information. */
    record Publishable(Policy policy, List<Problem> problems) implements PublishCheck {}

    /** They could not: they have errors, or another change came first. */
    record NotPublishable(PublishResult reason) implements PublishCheck {}
}
