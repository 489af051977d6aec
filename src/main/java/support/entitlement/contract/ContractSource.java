package support.entitlement.contract;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Contracts that are to be stored together. Unreadable ones are left out, and {@link #isSound} reports that some were.
 * Not thread-safe.
 */
public interface ContractSource extends Iterator<ContractSource.IncomingContract> {

    /**
     * A contract to be stored.
     *
     * @param line the number of its first line
     * @param follows the version that the author has seen; null if none
     */
    record IncomingContract(
            long line, String customer, @Nullable Long follows, Agreement agreement) {}

    /**
     * Records that a contract is not stored because another version exists.
     *
     * @param current the existing version; 0 for none
     */
    void noteConflict(IncomingContract incoming, long current);

    /** Records that a contract is not stored because the existing version is equal to it. */
    void noteUnchanged(IncomingContract incoming);

    /** Returns whether everything that was read so far can be stored. */
    boolean isSound();
}
