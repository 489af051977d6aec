package support.entitlement.web.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.SharedCapacity;

/**
 * A body while it is being received, and after that. It takes memory as it grows. What is too long, or has no room, is passed over to
 * its end, so that the answer that says so is read. Not thread-safe.
 */
final class ReceivedBody {

    private static final int FIRST = 1 << 10;

    private final BodyLimit limit;
    private final SharedCapacity memory;
    private final List<SharedCapacity.Share> taken = new ArrayList<>(1);
    private byte[] bytes = {};
    private int length;
    private long passedOver;
    private @Nullable RuntimeException refusal;

    /**
     * Nothing has come yet.
     *
     * @param memory for the bytes of all bodies
     */
    ReceivedBody(BodyLimit limit, SharedCapacity memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** Adds what has come. */
    void appendBytes(byte[] more, int count) {
        if (refusal == null && length + (long) count > limit.bytes()) {
            refuseBody(new BodyTooLargeException(limit.tooLarge()));
        }
        if (refusal == null && length + count > bytes.length) {
            growTo(length + count);
        }
        if (refusal != null) {
            passedOver += count;
            return;
        }
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    private void growTo(int needed) {
        int capacity = (int) Math.min(limit.bytes(), Math.max(needed, Math.max(FIRST, 2L * bytes.length)));
        try {
            taken.add(memory.takeShare(capacity - bytes.length));
            bytes = Arrays.copyOf(bytes, capacity);
        } catch (BusyException e) {
            refuseBody(e);
        }
    }

    private void refuseBody(RuntimeException why) {
        passedOver = length;
        refusal = why;
        bytes = new byte[0];
        length = 0;
        releaseMemory();
    }

    /** Whether more was passed over than anybody sends by mistake. */
    boolean isEndless() {
        return passedOver > BodyLimit.MAX_PASSED_OVER;
    }

    /**
     * All of it.
     *
     * @throws BodyTooLargeException if it is too long
     * @throws BusyException if there was no memory for it
     */
    byte[] bytesOrThrow() {
        if (refusal != null) {
            throw refusal;
        }
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Gives back the memory. */
    void releaseMemory() {
        taken.forEach(SharedCapacity.Share::close);
        taken.clear();
    }
}
