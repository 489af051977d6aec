package support.entitlement.change.impact;

import java.util.Arrays;

/** The relation of a row to a set of queries, from the weakest to the strongest. */
enum MatchState {
    /** The row does not match. */
    OUT,
    /** Earlier tables rule the row out, but the search for missing facts looks at it if it asks for a fact that is missing. */
    LATENT,
    /** The row would match if facts were sent that were not. */
    WIDE,
    /** The row matches. */
    EXACT;

    private static final MatchState[] STATES = values();

    /** The number of bits in which {@link #ordinal} can be written. */
    static final int BITS = 2;

    static MatchState ofOrdinal(int ordinal) {
        return STATES[ordinal];
    }

    /** Creates states that all match exactly. */
    static MatchState[] allExact(int count) {
        MatchState[] states = new MatchState[count];
        Arrays.fill(states, EXACT);
        return states;
    }

    MatchState weaker(MatchState other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
