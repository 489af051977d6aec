package support.entitlement.web.status;

import java.util.List;
import support.entitlement.contract.terms.ContractDecision;
import support.entitlement.contract.terms.CustomerPolicy;
import support.entitlement.decision.Milestone;

/** A decision, and the policy that made it. */
record CaseDecision(ContractDecision signed, CustomerPolicy policy) {

    List<Milestone> promisedMilestones() {
        return signed.decision().milestones();
    }
}
