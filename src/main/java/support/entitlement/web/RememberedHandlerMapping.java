package support.entitlement.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds the handler of a request as Spring does, and remembers it for addresses without variables, so that the next
 * request to one of them costs a look into a table instead of a comparison of all conditions. Only requests that send
 * and accept plain JSON are remembered; their number is that of the handlers. Thread-safe.
 */
final class RememberedHandlerMapping extends RequestMappingHandlerMapping {

    private static final String MATCHED = RememberedHandlerMapping.class.getName() + ".matched";

    /** An OPTIONS request of a browser asks for the handler of another method. */
    private static final Set<String> REMEMBERED_METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    private static final Set<String> REMEMBERED_TYPES =
            Set.of("", MediaType.APPLICATION_JSON_VALUE, MediaType.ALL_VALUE);

    private final Map<RequestKind, Match> matches = new ConcurrentHashMap<>();

    /** The parts of a request by which handlers of this service are told apart. */
    private record RequestKind(String method, String path, String contentType, String accepted) {

        static RequestKind of(HttpServletRequest request, String path) {
            String contentType = request.getContentType();
            return new RequestKind(
                    request.getMethod(), path, contentType == null ? "" : contentType, acceptedTypes(request));
        }

        private static String acceptedTypes(HttpServletRequest request) {
            Enumeration<String> headers = request.getHeaders(HttpHeaders.ACCEPT);
            String first = headers.hasMoreElements() ? headers.nextElement() : "";
            return headers.hasMoreElements() ? first + "," + String.join(",", Collections.list(headers)) : first;
        }

        boolean canBeRemembered() {
            return REMEMBERED_METHODS.contains(method)
                    && REMEMBERED_TYPES.contains(contentType)
                    && REMEMBERED_TYPES.contains(accepted);
        }
    }

    private record Match(RequestMappingInfo mapping, HandlerMethod handler) {}

    /** Is asked before the mappings of libraries, whose addresses are others. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String path, HttpServletRequest request) throws Exception {
        RequestKind kind = RequestKind.of(request, path);
        Match known = matches.get(kind);
        if (known != null) {
            request.setAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE, known.handler());
            handleMatch(known.mapping(), path, request);
            return known.handler();
        }
        HandlerMethod handler = super.lookupHandlerMethod(path, request);
        if (handler != null
                && kind.canBeRemembered()
                && request.getAttribute(MATCHED) instanceof RequestMappingInfo mapping
                && canBeRemembered(mapping, path)) {
            matches.put(kind, new Match(mapping, handler));
        }
        return handler;
    }

    /** Returns whether a mapping applies to this very path, and depends on nothing else than the parts of a kind. */
    private static boolean canBeRemembered(RequestMappingInfo mapping, String path) {
        return mapping.getDirectPaths().contains(path)
                && mapping.getParamsCondition().isEmpty()
                && mapping.getHeadersCondition().isEmpty()
                && mapping.getCustomCondition() == null;
    }

    @Override
    protected void handleMatch(RequestMappingInfo mapping, String path, HttpServletRequest request) {
        super.handleMatch(mapping, path, request);
        request.setAttribute(MATCHED, mapping);
    }
}
