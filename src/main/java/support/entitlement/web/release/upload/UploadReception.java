package support.entitlement.web.release.upload;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import support.entitlement.web.http.BusyException;
import support.entitlement.web.http.JsonMemory;
import support.entitlement.web.http.MalformedJson;
import support.entitlement.web.http.ProblemCode;
import support.entitlement.web.http.ProblemException;
import support.entitlement.web.http.SharedCapacity;
import support.entitlement.web.server.BodyLimit;
import support.entitlement.web.server.BodyMemory;
import support.entitlement.web.server.ReceivedBody;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receives uploads of tables, as JSON or as a form, into memory that is limited for all of them together. Thread-safe.
 */
@Component
public class UploadReception {

    private final BodyMemory bodies;
    private final JsonMemory trees;
    private final JsonMapper json;

    UploadReception(BodyMemory bodies, JsonMemory trees, JsonMapper json) {
        this.bodies = bodies;
        this.trees = trees;
        this.json = json;
    }

    /**
     * Receives an upload and does something with it, all the time keeping memory for its bytes.
     *
     * @return the result of the task
     * @throws ProblemException if something is wrong with the upload
     * @throws BusyException if there is no memory for it
     */
    public <T> T receiveUpload(HttpServletRequest request, Function<TableUpload, T> task) throws IOException {
        return receiveUpload(request, new UploadReader(), task);
    }

    /**
     * Receives a request with an upload and does something with it, as for an upload alone.
     *
     * @param parser parses the request
     */
    public <U, T> T receiveUpload(HttpServletRequest request, UploadParser<U> parser, Function<U, T> task)
            throws IOException {
        return request instanceof MultipartHttpServletRequest form
                ? receiveForm(form, parser, task)
                : receiveJson(request, parser, task);
    }

    private <U, T> T receiveForm(MultipartHttpServletRequest form, UploadParser<U> parser, Function<U, T> task)
            throws IOException {
        long bytes = form.getMultiFileMap().values().stream()
                .flatMap(Collection::stream)
                .mapToLong(MultipartFile::getSize)
                .sum();
        SharedCapacity.Share room = bodies.takeMemory(bytes, bytes);
        try {
            return answerUpload(parser, parser.readForm(form.getParameterMap(), form.getMultiFileMap()), task);
        } finally {
            room.close();
        }
    }

    private <U, T> T receiveJson(HttpServletRequest request, UploadParser<U> parser, Function<U, T> task)
            throws IOException {
        ReceivedBody body = new ReceivedBody(BodyLimit.of(request), bodies);
        try {
            body.readFrom(request.getInputStream());
            return answerUpload(parser, readJson(body.bytesOrThrow(), parser), task);
        } finally {
            body.releaseMemory();
        }
    }

    /**
     * Receives a JSON body and does something with it, all the time keeping memory for its bytes and its tree.
     *
     * @return the result of the task
     * @throws ProblemException if the body is not JSON, or something is wrong with it
     * @throws BusyException if there is no memory for it
     */
    public <T> T receiveDocument(HttpServletRequest request, Function<JsonNode, T> task) throws IOException {
        ReceivedBody body = new ReceivedBody(BodyLimit.of(request), bodies);
        try {
            body.readFrom(request.getInputStream());
            byte[] text = body.bytesOrThrow();
            SharedCapacity.Share room = trees.takeMemory(text.length);
            try {
                return task.apply(parseJson(text));
            } finally {
                room.close();
            }
        } finally {
            body.releaseMemory();
        }
    }

    /** Parses JSON. The tree, which may be much larger than the text, becomes garbage once the upload has been read. */
    private <U> @Nullable U readJson(byte[] text, UploadParser<U> parser) {
        SharedCapacity.Share room = trees.takeMemory(text.length);
        try {
            return parser.readBody(parseJson(text));
        } finally {
            room.close();
        }
    }

    private JsonNode parseJson(byte[] text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            throw new ProblemException(ProblemCode.MALFORMED_JSON, MalformedJson.explain(e));
        }
    }

    private static <U, T> T answerUpload(UploadParser<U> parser, @Nullable U upload, Function<U, T> task) {
        if (upload == null) {
            throw new ProblemException(parser.errors());
        }
        return task.apply(upload);
    }
}
