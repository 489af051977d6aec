package support.entitlement.release;

/**
 * The four-eyes principle.
 *
 * @param needed true if every release but the first takes two people: one who proposes it, and another who approves it
 */
public record FourEyes(boolean needed) {}
