package support.entitlement.release;

import support.entitlement.policy.Policy;

/** Published when a policy comes into force. */
public record PolicyInForce(Policy policy) {}
