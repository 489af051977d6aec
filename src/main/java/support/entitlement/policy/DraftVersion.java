package support.entitlement.policy;

/**
 * The draft whose tables a policy has.
 *
 * @param id the number of the draft
 * @param version the version of the draft
 */
public record DraftVersion(long id, long version) {}
