package support.entitlement.web.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.SharedCapacity;

/**
 * A stream that holds a short answer back until it is flushed. A write that makes it long takes a share first. If there
 * is none, that write fails with {@link BusyException}, and this stream ignores everything from then on, since a writer
 * that fails may still write what it has in its buffer. Not thread-safe.
 */
final class CountedOutput extends ServletOutputStream {

    /** The maximal number of bytes of a short answer. */
    static final int SHORT = 64 << 10;

    private final ServletOutputStream out;
    private final SharedCapacity longAnswers;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long count;
    private boolean refused;
    private SharedCapacity.@Nullable Share place;

    CountedOutput(ServletOutputStream out, SharedCapacity longAnswers) {
        this.out = out;
        this.longAnswers = longAnswers;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (refused) {
            return;
        }
        count += length;
        if (count <= SHORT) {
            held.write(bytes, offset, length);
        } else {
            takePlace();
            passOn();
            out.write(bytes, offset, length);
        }
    }

    private void takePlace() {
        if (place != null) {
            return;
        }
        try {
            place = longAnswers.takeShare(1);
        } catch (BusyException e) {
            forget();
            refused = true;
            throw e;
        }
    }

    /** Returns whether there was no share for this answer. */
    boolean isRefused() {
        return refused;
    }

    /** Forgets what is held back. */
    void forget() {
        held.reset();
        count = 0;
    }

    /** Passes on what is held back. */
    void passOn() throws IOException {
        if (held.size() > 0) {
            held.writeTo(out);
            held.reset();
        }
    }

    void releaseShare() {
        if (place != null) {
            place.close();
            place = null;
        }
    }

    @Override
    public void flush() throws IOException {
        if (!refused) {
            passOn();
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (!refused) {
            passOn();
            out.close();
        }
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        out.setWriteListener(listener);
    }
}
