package support.entitlement.release;

/** Published when changed tables are refused, or those that are found at the start. */
public record PolicyRefused(PolicyStatus.Refused refused) {}
