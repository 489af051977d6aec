package support.entitlement.web.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON body of a request. Thread-safe. */
@Component
public class JsonBodyReader {

    private final JsonMapper json;

    JsonBodyReader(JsonMapper json) {
        this.json = json;
    }

    /**
     * Returns the body; a missing node if it is empty.
     *
     * @throws ProblemException if the body is not JSON
     */
    public JsonNode readBody(HttpServletRequest request) throws IOException {
        try {
            return isOfAnotherCharset(request)
                    ? json.readTree(request.getReader())
                    : json.readTree(request.getInputStream());
        } catch (JacksonException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, MalformedJson.explain(e));
        }
    }

    /**
     * Returns the body, which must not be empty.
     *
     * @param unreadable called before a body that cannot be read is refused
     * @throws ProblemException if the body is empty or not JSON
     */
    public JsonNode readRequiredBody(HttpServletRequest request, Runnable unreadable) throws IOException {
        try {
            JsonNode body = readBody(request);
            if (body.isMissingNode()) {
                throw new ProblemException(ProblemResponse.bodyMissing());
            }
            return body;
        } catch (ProblemException e) {
            unreadable.run();
            throw e;
        }
    }

    /** Returns whether a caller declares that the text is not one of Unicode's encodings, which the parser tells apart. */
    private static boolean isOfAnotherCharset(HttpServletRequest request) {
        String name = request.getCharacterEncoding();
        return name != null && !name.regionMatches(true, 0, "UTF", 0, 3);
    }
}
