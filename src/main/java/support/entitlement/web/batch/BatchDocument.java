package support.entitlement.web.batch;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import support.entitlement.web.http.ProblemResponse;
import support.entitlement.web.server.BodyLimit;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document of many requests: {@code {"defaults": {…}, "evaluations": [{…}, …]}}. It is read in two passes. The first
 * keeps no request: it validates the whole text, counts the requests, and reads all other members, in any order. The
 * second parses one request at a time. A document therefore takes no more memory than its text and one request. Not
 * thread-safe.
 */
public final class BatchDocument {

    /** The maximal number of members. Unknown ones beyond it are skipped, since no more problems are listed. */
    private static final int MAX_MEMBERS = ProblemResponse.MAX_ERRORS + 10;

    private final byte[] text;
    private final String list;
    private final ObjectReader reader;
    private final ObjectNode members = JsonNodeFactory.instance.objectNode();
    private @Nullable JsonNode other;
    private int count;
    private @Nullable String tooLong;

    /**
     * Reads a document, up to the first request beyond the limit.
     *
     * @param list the member that contains the requests
     * @throws JacksonException if the text is not JSON, or exceeds the limit of tokens
     */
    BatchDocument(byte[] text, String list, ObjectReader reader) {
        this.text = text;
        this.list = list;
        this.reader = reader.forType(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try (JsonParser parser = reader.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readMembers(parser);
            } else {
                other = readQuotable(parser);
            }
            if (!hasTooMany() && parser.nextToken() != null) {
                throw new StreamReadException(parser, "Trailing token", parser.currentTokenLocation());
            }
        }
    }

    /** Returns everything but the requests: an object whose list is empty, or whatever value was sent in its place. */
    public JsonNode members() {
        return other == null ? members : other;
    }

    /** Returns the number of requests. If there are too many, only one beyond the limit is counted. */
    public int countRequests() {
        return count;
    }

    boolean hasTooMany() {
        return count > BatchReader.MAX_REQUESTS;
    }

    /**
     * Returns the pointer to the first request, or to the defaults, that exceeds the limit of bytes; null if there is
     * none.
     */
    @Nullable
    String tooLong() {
        return tooLong;
    }

    private void readMembers(JsonParser parser) {
        while (!hasTooMany() && parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            boolean isList = parser.nextToken() == JsonToken.START_ARRAY && name.equals(list);
            if (isList) {
                members.putArray(list);
                skimRequests(parser);
            } else if (name.equals(BatchReader.DEFAULTS)) {
                long start = parser.currentTokenLocation().getByteOffset();
                members.set(name, reader.readValue(parser));
                noteLength(start, parser.currentLocation().getByteOffset(), "/" + BatchReader.DEFAULTS);
            } else if (members.size() < MAX_MEMBERS || name.equals(list)) {
                members.set(name, readQuotable(parser));
            } else {
                parser.skipChildren();
            }
        }
    }

    private void skimRequests(JsonParser parser) {
        parser.nextToken();
        while (parser.currentToken() != JsonToken.END_ARRAY && !hasTooMany()) {
            long start = parser.currentTokenLocation().getByteOffset();
            parser.skipChildren();
            parser.nextToken();
            noteLength(start, parser.currentTokenLocation().getByteOffset(), "/" + list + "/" + count);
            count++;
        }
    }

    private void noteLength(long start, long end, String pointer) {
        if (tooLong == null && end - start > BodyLimit.MAX_BYTES) {
            tooLong = pointer;
        }
    }

    /** Reads a simple value; of an object or an array only its kind, which is all that a problem quotes. */
    private JsonNode readQuotable(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token != null && token.isStructStart()) {
            parser.skipChildren();
            return token == JsonToken.START_ARRAY
                    ? JsonNodeFactory.instance.arrayNode()
                    : JsonNodeFactory.instance.objectNode();
        }
        return reader.readValue(parser);
    }

    /** Opens the requests, each of which is parsed when it is fetched. Close them. */
    Requests openRequests() {
        return new Requests();
    }

    /** Iterates over the requests once, in order. */
    final class Requests implements Iterator<JsonNode>, AutoCloseable {

        private final JsonParser parser = reader.createParser(text);
        private int next;

        private Requests() {
            parser.nextToken();
            parser.nextToken();
            while (!list.equals(parser.currentName())) {
                parser.nextToken();
                parser.skipChildren();
                parser.nextToken();
            }
            parser.nextToken();
        }

        @Override
        public boolean hasNext() {
            return next < count;
        }

        @Override
        public JsonNode next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next++;
            parser.nextToken();
            return reader.readValue(parser);
        }

        @Override
        public void close() {
            parser.close();
        }
    }
}
