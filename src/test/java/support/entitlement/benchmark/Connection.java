package support.entitlement.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A persistent HTTP connection to a port of this machine that reads no more of an answer than necessary. */
final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];

    /** Receives parts of a body as they arrive. */
    interface Body {
        void part(byte[] bytes, int length) throws IOException;
    }

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Reads an answer and returns the length of its body. */
    long receive() throws IOException {
        return receive((bytes, length) -> {});
    }

    /**
     * Reads an answer.
     *
     * @return the length of its body
     * @throws IOException if its status is not 200
     */
    long receive(Body body) throws IOException {
        String status = line();
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("The service answered " + status);
        }
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).trim());
            }
        }
        if (length >= 0) {
            pass(length, body);
            return length;
        }
        long whole = 0;
        for (long chunk = chunk(); chunk > 0; chunk = chunk()) {
            pass(chunk, body);
            whole += chunk;
            line();
        }
        line();
        return whole;
    }

    private long chunk() throws IOException {
        return Long.parseLong(line(), 16);
    }

    private void pass(long length, Body body) throws IOException {
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new IOException("The service closed the connection");
            }
            body.part(buffer, read);
            left -= read;
        }
    }

    private String line() throws IOException {
        int length = 0;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("The service closed the connection");
            }
            buffer[length++] = (byte) b;
        }
        return new String(buffer, 0, Math.max(0, length - 1), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
