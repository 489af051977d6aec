package support.entitlement.web.server;

import java.io.IOException;
import java.io.InputStream;
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
public final class ReceivedBody {

    private static final int FIRST = 1 << 10;
    private static final int BUFFER = 1 << 13;

    private final BodyLimit limit;
    private final BodyMemory memory;
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
    public ReceivedBody(BodyLimit limit, BodyMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** A body that has come together with its headers; it is no longer than a buffer, and takes no memory of others. */
    ReceivedBody(byte[] bytes, BodyLimit limit, BodyMemory memory) {
        this(limit, memory);
        this.bytes = bytes;
        this.length = bytes.length;
    }

    /** Receives all of it, waiting for what has not come yet. */
    public void readFrom(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int count = in.read(buffer);
        while (count >= 0 && !isEndless()) {
            appendBytes(buffer, count);
            count = in.read(buffer);
        }
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
            taken.add(memory.takeMemory(capacity - bytes.length, capacity));
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
    public byte[] bytesOrThrow() {
        if (refusal != null) {
            throw refusal;
        }
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Gives back the memory. */
    public void releaseMemory() {
        taken.forEach(SharedCapacity.Share::close);
        taken.clear();
    }
}
