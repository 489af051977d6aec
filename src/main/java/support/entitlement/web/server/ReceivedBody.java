package support.entitlement.web.server;

import jakarta.servlet.ServletInputStream;
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

    /**
     * Receives what of a short body has arrived with its headers, without waiting for more. A body of which all has
     * arrived takes no shared memory: it lies in a buffer of its connection, too.
     *
     * @param declared the length that the headers declare; −1 if they declare none
     * @return true if the body is complete
     */
    boolean receiveArrived(ServletInputStream in, long declared) throws IOException {
        if (declared <= 0 || declared > BUFFER || declared > limit.bytes()) {
            return false;
        }
        byte[] arrived = new byte[(int) declared];
        int count = 0;
        while (count < arrived.length && in.available() > 0) { // It is 1 if any number of bytes has arrived.
            int more = in.read(arrived, count, arrived.length - count);
            if (more < 0) {
                break;
            }
            count += more;
        }
        if (count == arrived.length) {
            bytes = arrived;
            length = count;
            return true;
        }
        if (count > 0) {
            appendBytes(arrived, count);
        }
        return false;
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
