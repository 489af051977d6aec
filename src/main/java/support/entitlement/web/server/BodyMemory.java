package support.entitlement.web.server;

import java.time.Duration;
import org.springframework.stereotype.Component;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.JsonMemory;
import support.entitlement.web.http.SharedCapacity;

/**
 * Limits how many bytes of bodies all requests together may hold at a time, to a part of the heap. Short bodies have a
 * part of their own, so that queries are received while long bodies fill the rest. No request waits for memory, since
 * its holders may be slow. Thread-safe.
 */
@Component
public class BodyMemory {

    private static final int PART_OF_HEAP = 8;
    private static final int PART_FOR_SHORT = 8;
    private static final String BUSY = "As many bodies are being received as fit into memory. Send this again later.";

    private final SharedCapacity shortBodies;
    private final SharedCapacity longBodies;

    /** Derives the limits from the heap of this service. */
    BodyMemory() {
        int all = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        this.shortBodies = new SharedCapacity(all / PART_FOR_SHORT, 0, Duration.ZERO, BUSY);
        this.longBodies = new SharedCapacity(all - all / PART_FOR_SHORT, 0, Duration.ZERO, BUSY);
    }

    /**
     * Reserves memory for more bytes of a body until the share is closed.
     *
     * @param length the length of the body including these bytes
     * @throws BusyException if there is not enough left
     */
    public SharedCapacity.Share takeMemory(long bytes, long length) {
        return length <= JsonMemory.SHORT ? shortBodies.takeShare(bytes) : longBodies.takeShare(bytes);
    }
}
