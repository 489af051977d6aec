package support.entitlement.web.authzen;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import support.entitlement.web.http.JsonBodyReader;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.Quote;
import tools.jackson.databind.JsonNode;

/** Reads the bodies of AuthZEN requests. A body of another type than JSON is a bad request there. Thread-safe. */
@Component
class JsonBodies {

    private final JsonBodyReader bodies;
    private final AccessEvaluator evaluator;

    JsonBodies(JsonBodyReader bodies, AccessEvaluator evaluator) {
        this.bodies = bodies;
        this.evaluator = evaluator;
    }

    /**
     * Returns the body.
     *
     * @throws ProblemException if it is not JSON, is declared to be something else, or is missing
     */
    JsonNode readBody(HttpServletRequest request) throws IOException {
        if (!isJson(request.getContentType())) {
            evaluator.recordUnreadable();
            throw new ProblemException(
                    ProblemCode.MALFORMED_REQUEST,
                    "The Content-Type must be application/json, not "
                            + (request.getContentType() == null
                                    ? "missing"
                                    : "“" + Quote.of(request.getContentType()) + "”")
                            + ".");
        }
        return bodies.readRequiredBody(request, evaluator::recordUnreadable);
    }

    private static boolean isJson(@Nullable String type) {
        try {
            return type != null && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
