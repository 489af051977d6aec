package support.entitlement.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import support.entitlement.EditedTables;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** Calls the API of drafts as two analysts and a publisher. All tests share one service with a rules directory of its own. */
public abstract class DraftApi extends ApiTest {

    protected static final AccessToken ANA = AccessToken.generateToken();
    protected static final AccessToken ADA = AccessToken.generateToken();
    protected static final AccessToken PIA = AccessToken.generateToken();
    protected static final Path DIRECTORY = createDirectory();

    private static Path createDirectory() {
        try {
            Path directory = Files.createTempDirectory("draft-rules");
            EditedTables.in(directory);
            FileSystemUtils.copyRecursively(Path.of("rules/scenarios"), directory.resolve("scenarios"));
            return directory;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void acceptThree(DynamicPropertyRegistry properties) {
        properties.add("entitlement.rules.directory", DIRECTORY::toString);
        properties.add("entitlement.rules.watch-interval", () -> "20ms");
        accept(properties, 0, "ana", ANA, "analyst");
        accept(properties, 1, "ada", ADA, "analyst");
        accept(properties, 2, "pia", PIA, "publisher");
    }

    /** Sends a request with a JSON body; null sends no {@code If-Match}. */
    protected Answer send(AccessToken token, String method, String path, String body, @Nullable String ifMatch)
            throws Exception {
        HttpRequest.Builder request = request(path)
                .header("Authorization", "Bearer " + token.text())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return sendWithoutToken(request);
    }

    protected Answer read(String path) throws Exception {
        return send(ANA, "GET", path, "", null);
    }

    /** Creates a draft of the newest release, and returns its number. */
    protected long createDraft(String name) throws Exception {
        Answer created = send(ANA, "POST", "/v1/policy/drafts", "{\"name\": \"" + name + "\"}", null);
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);
        return created.json().get("id").longValue();
    }

    /** Returns the description of a file of a draft. */
    protected JsonNode file(long draft, String name) throws Exception {
        return read("/v1/policy/drafts/" + draft)
                .json()
                .get("files")
                .valueStream()
                .filter(file -> file.get("file").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
