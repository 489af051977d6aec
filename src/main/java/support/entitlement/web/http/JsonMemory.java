package support.entitlement.web.http;

import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Limits how many bytes of JSON all requests together may hold as trees at a time. In the worst case, {@code {},{},…},
 * a tree takes 28 times the memory of its text, so the limit is a small part of the heap. Short texts have a part of
 * their own, so that queries are answered while long documents fill the rest. Thread-safe.
 */
@Component
public class JsonMemory {

    /** The maximal length of a short text in bytes. Nearly every query is shorter. */
    public static final int SHORT = 8 << 10;

    private static final int PART_OF_HEAP = 80;
    private static final int PART_FOR_SHORT = 8;
    private static final int MAX_WAITING = 24;
    private static final Duration MAX_WAIT = Duration.ofSeconds(2);
    private static final String BUSY = "As much JSON is being read as fits into memory. Send this again later.";

    private final SharedCapacity shortTexts;
    private final SharedCapacity longTexts;

    /** Derives the limits from the heap of this service. */
    JsonMemory() {
        int all = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        this.shortTexts = new SharedCapacity(all / PART_FOR_SHORT, MAX_WAITING, MAX_WAIT, BUSY);
        this.longTexts = new SharedCapacity(all - all / PART_FOR_SHORT, MAX_WAITING, MAX_WAIT, BUSY);
    }

    /**
     * Reserves memory for the tree of a text until the share is closed.
     *
     * @throws BusyException if there is not enough left
     */
    public SharedCapacity.Share takeMemory(long bytes) {
        return bytes <= SHORT ? shortTexts.takeShare(bytes) : longTexts.takeShare(bytes);
    }
}
