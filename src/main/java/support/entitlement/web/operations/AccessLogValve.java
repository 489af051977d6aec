package support.entitlement.web.operations;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs each request once it has been answered, also if Tomcat or a filter refuses it. Parameters are left out: they may be confidential.
 * Thread-safe.
 */
final class AccessLogValve extends ValveBase implements AccessLog {

    /** The name of the logger. */
    static final String LOGGER = "support.entitlement.access";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final int MAX_PATH = 300;

    AccessLogValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        String method = String.valueOf(request.getMethod());
        String path = pathOf(request);
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        long bytes = response.getBytesWritten(false);
        RequestIds ids = RequestIds.readFrom(request.getRequest()).dropWrongId();
        String client = clientOf(request);
        ids.addToLog();
        try {
            LOG.atInfo()
                    .addKeyValue("method", method)
                    .addKeyValue("path", path)
                    .addKeyValue("status", response.getStatus())
                    .addKeyValue("micros", micros)
                    .addKeyValue("bytes", bytes)
                    .addKeyValue("client", client)
                    .log(
                            "{} {} {} in {} µs, {} bytes, for {}",
                            method,
                            path,
                            response.getStatus(),
                            micros,
                            bytes,
                            client);
        } finally {
            ids.removeFromLog();
        }
    }

    /** Returns the address of the caller; behind a proxy that Tomcat trusts, the one that the proxy states. */
    private static String clientOf(Request request) {
        return request.getAttribute(REMOTE_ADDR_ATTRIBUTE) instanceof String stated ? stated : request.getRemoteAddr();
    }

    private static String pathOf(Request request) {
        String path = String.valueOf(request.getRequestURI()).replaceAll("[^!-~]", "?");
        return path.length() > MAX_PATH ? path.substring(0, MAX_PATH) + "…" : path;
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // The address that a proxy states is used wherever Tomcat trusts the proxy.
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return true;
    }
}
