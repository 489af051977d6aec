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
 * A request whose body has been received whole. It passes for one that has just come in, so that every filter sees it once. Memory
 * for the tree of its JSON is taken when the body is read. Not thread-safe.
 */
final class ReceivedRequest extends HttpServletRequestWrapper {

    private final ReceivedBody body;
    private final @Nullable JsonMemory memory;
    private SharedCapacity.@Nullable Share room;
    private @Nullable ServletInputStream in;

    /**
     * A request.
     *
     * @param memory where memory for a tree is taken; null if whoever reads the body does that
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
     * The body.
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

    /** Gives back the memory. */
    void releaseMemory() {
        if (room != null) {
            room.close();
        }
        body.releaseMemory();
    }
}
