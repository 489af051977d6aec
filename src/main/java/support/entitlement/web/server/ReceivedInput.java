package support.entitlement.web.server;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;

/** A stream over a body in memory. Not thread-safe. */
final class ReceivedInput extends ServletInputStream {

    private final ByteArrayInputStream in;

    ReceivedInput(byte[] bytes) {
        this.in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
        return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        return in.read(bytes, offset, length);
    }

    @Override
    public byte[] readAllBytes() {
        return in.readAllBytes();
    }

    @Override
    public int available() {
        return in.available();
    }

    @Override
    public boolean isFinished() {
        return in.available() == 0;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("The body has been received already.");
    }
}
