package support.entitlement.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines of bytes and discards the rest of a line that is too long. Not thread-safe. */
public final class LineReader {

    /** The longest line of JSON that a stream or a file of lines may have. */
    public static final int MAX_JSON_BYTES = 1 << 20;

    private final InputStream in;
    private final int longest;
    private final byte[] chunk = new byte[1 << 16];
    private int position;
    private int limit;
    private byte[] line = new byte[1024];
    private int length;
    private long number;
    private boolean tooLong;

    public LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Reads a line; returns false at the end of the stream. */
    public boolean readLine() throws IOException {
        length = 0;
        tooLong = false;
        number++;
        boolean any = false;
        while (position < limit || fillChunk()) {
            any = true;
            int end = position;
            while (end < limit && chunk[end] != '\n') {
                end++;
            }
            appendToLine(end - position);
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                return true;
            }
        }
        return any;
    }

    private boolean fillChunk() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(chunk));
        return limit > 0;
    }

    private void appendToLine(int count) {
        tooLong |= length + count > longest;
        if (tooLong) {
            return;
        }
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(longest, Math.max(2 * line.length, length + count)));
        }
        System.arraycopy(chunk, position, line, length, count);
        length += count;
    }

    /** Returns whether the next line is not buffered completely, so that reading it may block. */
    public boolean mustFetch() {
        for (int i = position; i < limit; i++) {
            if (chunk[i] == '\n') {
                return false;
            }
        }
        return true;
    }

    public boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] > ' ' || line[i] < 0) {
                return false;
            }
        }
        return !tooLong;
    }

    public boolean isTooLong() {
        return tooLong;
    }

    /** Returns the number of the line, from 1. */
    public long lineNumber() {
        return number;
    }

    /** Returns a buffer that begins with the line. The next line overwrites it. */
    public byte[] lineBytes() {
        return line;
    }

    public int lineLength() {
        return length;
    }
}
