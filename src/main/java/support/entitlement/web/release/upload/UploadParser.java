package support.entitlement.web.release.upload;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import support.entitlement.web.http.FieldProblem;
import tools.jackson.databind.JsonNode;

/**
 * Parses a request with an upload of tables. Single use.
 *
 * @param <U> the content of the request
 */
public interface UploadParser<U> {

    /** Returns the errors found. */
    List<FieldProblem> errors();

    /** Reads the request from a JSON body; returns null if it has errors. */
    @Nullable
    U readBody(JsonNode body);

    /** Reads the request from the parts of a form; returns null if it has errors. */
    @Nullable
    U readForm(Map<String, String[]> texts, MultiValueMap<String, MultipartFile> files) throws IOException;
}
