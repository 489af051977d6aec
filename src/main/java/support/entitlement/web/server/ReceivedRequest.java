package support.entitlement.web.server;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.JsonMemory;
import support.entitlement.web.http.SharedCapacity;

/**
 * A request whose body is complete. It presents itself as a new request, so that every filter runs once.
 * Memory for the tree of its JSON is reserved when the body is read. Not thread-safe.
 */
final class ReceivedRequest extends HttpServletRequestWrapper {

    private final ReceivedBody body;
    private final @Nullable JsonMemory memory;
    private SharedCapacity.@Nullable Share room;
    private @Nullable ServletInputStream in;

    /**
     * Wraps a request.
     *
     * @param memory where memory for a tree is reserved; null if the reader of the body reserves it
     */
    ReceivedRequest(HttpServletRequest request, ReceivedBody body, @Nullable JsonMemory memory) {
        super(request);
        this.body = body;
        this.memory = memory;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    /**
     * Returns a stream over the body.
     *
     * @throws BodyTooLargeException if it is too long
     * @throws BusyException if there is no memory for it
     */
    @Override
    public ServletInputStream getInputStream() {
        if (in == null) {
            byte[] bytes = body.bytesOrThrow();
            if (memory != null && bytes.length > 0) {
                room = memory.takeMemory(bytes.length);
            }
            in = new ReceivedInput(bytes);
        }
        return in;
    }

    @Override
    public BufferedReader getReader() {
        String encoding = getCharacterEncoding();
        return new BufferedReader(new InputStreamReader(
                getInputStream(), encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding)));
    }

    /** Releases the memory. */
    void releaseMemory() {
        if (room != null) {
            room.close();
        }
        body.releaseMemory();
    }
}
