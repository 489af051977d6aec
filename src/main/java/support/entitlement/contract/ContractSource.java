package support.entitlement.contract;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Contracts that are to be stored together. What cannot be read is left out, and {@link #isSound} says that there was such. Not
 * thread-safe.
 */
public interface ContractSource extends Iterator<ContractSource.IncomingContract> {

    /**
     * A contract to be stored.
     *
     * @param line where it begins
     * @param follows the version that the author has seen; null if they know of none
     */
    record IncomingContract(
            long line, String customer, @Nullable Long follows, Agreement agreement) {}

    /**
     * Hears of a contract that is not stored because another one is there.
     *
     * @param current the version that is there; 0 for none
     */
    void noteConflict(IncomingContract incoming, long current);

    /** Hears of a contract that is not stored because it is there already, word by word. */
    void noteUnchanged(IncomingContract incoming);

    /** Whether all that was read so far can be stored. */
    boolean isSound();
}
