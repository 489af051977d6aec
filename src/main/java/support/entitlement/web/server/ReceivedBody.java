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
 * A body during and after its reception. Its memory grows with the data. A body that is too long, or for which there is
 * no memory, is discarded to its end, so that the client reads the answer about it. Not thread-safe.
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
     * Creates an empty body.
     *
     * @param memory the memory that all bodies share
     */
    public ReceivedBody(BodyLimit limit, BodyMemory memory) {
        this.limit = limit;
        this.memory = memory;
    }

    /** Creates a body that arrived together with its headers. It fits into a buffer and takes no shared memory. */
    ReceivedBody(byte[] bytes, BodyLimit limit, BodyMemory memory) {
        this(limit, memory);
        this.bytes = bytes;
        this.length = bytes.length;
    }

    /** Receives the whole body, blocking until it has arrived. */
    public void readFrom(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int count = in.read(buffer);
        while (count >= 0 && !isEndless()) {
            appendBytes(buffer, count);
            count = in.read(buffer);
        }
    }

    /** Appends received data. */
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

    /** Returns whether more was discarded than a client sends by mistake. */
    boolean isEndless() {
        return passedOver > BodyLimit.MAX_PASSED_OVER;
    }

    /**
     * Returns the complete body.
     *
     * @throws BodyTooLargeException if it is too long
     * @throws BusyException if there was no memory for it
     */
    public byte[] bytesOrThrow() {
        if (refusal != null) {
            throw refusal;
        }
        if (bytes.length > length) {
            bytes = Arrays.copyOf(bytes, length);
        }
        return bytes;
    }

    /** Releases the memory. */
    public void releaseMemory() {
        taken.forEach(SharedCapacity.Share::close);
        taken.clear();
    }
}
