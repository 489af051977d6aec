package support.entitlement.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A body while it is being received, and after that. It takes memory as it grows. What is too long, or has no room, is passed over to
 * its end, so that the answer that says so is read. Not thread-safe.
 */
final class ReceivedBody {

    private static final int FIRST = 1 << 10;

    private final BodyLimit limit;
    private final Turns memory;
    private final List<Turns.Turn> taken = new ArrayList<>(1);
    private byte[] bytes = {};
    private int length;
    private long passedOver;
    private @Nullable RuntimeException refusal;

    /**
     * Nothing has come yet.
     *
     * @param memory for the bytes of all bodies
     */
    ReceivedBody(BodyLimit limit, Turns memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** Adds what has come. */
    void append(byte[] more, int count) {
        if (refusal == null && length + (long) count > limit.bytes()) {
            refuse(new BodyTooLargeException(limit.tooLarge()));
        }
        if (refusal == null && length + count > bytes.length) {
            grow(length + count);
        }
        if (refusal != null) {
            passedOver += count;
            return;
        }
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    private void grow(int needed) {
        int capacity = (int) Math.min(limit.bytes(), Math.max(needed, Math.max(FIRST, 2L * bytes.length)));
        try {
            taken.add(memory.take(capacity - bytes.length));
            bytes = Arrays.copyOf(bytes, capacity);
        } catch (BusyException e) {
            refuse(e);
        }
    }

    private void refuse(RuntimeException why) {
        passedOver = length;
        refusal = why;
        bytes = new byte[0];
        length = 0;
        release();
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
    byte[] orThrow() {
        if (refusal != null) {
            throw refusal;
        }
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Gives back the memory. */
    void release() {
        taken.forEach(Turns.Turn::close);
        taken.clear();
    }
}
