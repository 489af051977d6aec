package support.entitlement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.awaitility.Awaitility;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running service that tests ask over HTTP. */
public abstract class ReachableService implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Returns the port at which it listens on this machine. */
    protected abstract int port();

    /** Stops it as an operator does. */
    @Override
    public abstract void close();

    /** Returns the answer to {@code GET} of a path. */
    public JsonNode get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    /** Returns the answer to {@code POST} of a JSON document to a path. */
    public JsonNode post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Returns the answer to {@code GET} of a path with a token. */
    public JsonNode get(String path, AccessToken token) {
        return JsonMapper.shared().readTree(getText(path, token));
    }

    /** Returns the answer to {@code GET} of a path with a token as it is, for what is no JSON. */
    public String getText(String path, AccessToken token) {
        return sendText(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token.text()));
    }

    /** Returns the answer to {@code POST} of a document with a token; the headers are names and values in turn. */
    public JsonNode post(String path, String type, String body, AccessToken token, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + token.text())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Returns the answer to {@code PUT} of a JSON document to a path with a token. */
    public JsonNode put(String path, String body, AccessToken token) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token.text())
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Waits until each thread that works for as long as the service runs does so, and its last round has succeeded. */
    public void awaitAllThreads() {
        Awaitility.await()
                .until(() -> get("/v1/policy").path("unwell"), unwell -> unwell.isArray() && unwell.isEmpty());
    }

    /** Returns the address of a path. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    private JsonNode send(HttpRequest.Builder request) {
        return JsonMapper.shared().readTree(sendText(request));
    }

    private String sendText(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Waiting.MAX_WAIT).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
