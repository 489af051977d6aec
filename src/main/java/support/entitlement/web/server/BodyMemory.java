package support.entitlement.web.server;

import java.time.Duration;
import org.springframework.stereotype.Component;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.JsonMemory;
import support.entitlement.web.http.SharedCapacity;

/**
 * How many bytes of bodies all requests together may hold at a time: a part of the heap. Short bodies have a part of their own, so that a
 * query is received while long bodies fill the rest. Nobody waits for it, since those who hold it may be slow. Thread-safe.
 */
@Component
public class BodyMemory {

    private static final int PART_OF_HEAP = 8;
    private static final int PART_FOR_SHORT = 8;
    private static final String BUSY = "As many bodies are being received as fit into memory. Send this again later.";

    private final SharedCapacity shortBodies;
    private final SharedCapacity longBodies;

    /** As much as the heap of this service allows. */
    BodyMemory() {
        int all = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        this.shortBodies = new SharedCapacity(all / PART_FOR_SHORT, 0, Duration.ZERO, BUSY);
        this.longBodies = new SharedCapacity(all - all / PART_FOR_SHORT, 0, Duration.ZERO, BUSY);
    }

    /**
     * Takes memory for more bytes of a body, until it is closed.
     *
     * @param length how long the body is with them
     * @throws BusyException if there is not enough left
     */
    public SharedCapacity.Share takeMemory(long bytes, long length) {
        return length <= JsonMemory.SHORT ? shortBodies.takeShare(bytes) : longBodies.takeShare(bytes);
    }
}
