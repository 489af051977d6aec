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
            return json.readTree(request.getInputStream());
        } catch (JacksonException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, MalformedJson.explain(e));
        }
    }
}
