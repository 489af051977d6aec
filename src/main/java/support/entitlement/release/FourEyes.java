package support.entitlement.release;

/**
 * The four-eyes principle.
 *
 * @param needed whether everything but the first release takes two people: one who proposes it, and another who approves
 */
public record FourEyes(boolean needed) {}
