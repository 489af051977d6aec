package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import support.entitlement.security.AccessToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of drafts, which two analysts edit: ada, who has the page of the test, and paul. Each test makes a draft of its own. */
abstract class DraftTest extends WorkbenchTest {

    static final String PLANS = "plans.csv";
    /** The first row of the table of plans. */
    static final int FIRST = 8;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final AccessToken ADA = AccessToken.generateToken();
    private static final AccessToken PAUL = AccessToken.generateToken();

    @Override
    protected List<String> settings() {
        return List.of(
                "--entitlement.security.tokens[0].name=ada",
                "--entitlement.security.tokens[0].hash=" + ADA.hash(),
                "--entitlement.security.tokens[0].roles=publisher",
                "--entitlement.security.tokens[1].name=paul",
                "--entitlement.security.tokens[1].hash=" + PAUL.hash(),
                "--entitlement.security.tokens[1].roles=analyst");
    }

    @BeforeAll
    void awaitTables() {
        service.awaitRelease(1);
    }

    @BeforeEach
    void letChecksBeBusy() {
        expectBusyChecks();
    }

    /** Makes a draft of the release, and returns its number. */
    long createDraft(String name) throws Exception {
        return JSON.readTree(send("POST", "v1/policy/drafts", "{\"name\": \"" + name + "\"}", null))
                .get("id")
                .longValue();
    }

    /** Opens a place as ada, such as {@code #/drafts}. */
    void openAsAda(String fragment) {
        openAs(page, ADA, fragment);
    }

    /** Opens a place in a browser of paul's. */
    Page openAsPaul(String fragment) {
        BrowserContext context = page.context().browser().newContext();
        Page other = context.newPage();
        openAs(other, PAUL, fragment);
        return other;
    }

    private void openAs(Page where, AccessToken token, String fragment) {
        where.navigate(service.address() + "#token=" + token.text());
        assertThat(where.getByText("Sign out")).isVisible();
        where.navigate(service.address() + fragment);
    }

    /** Opens a cell of a draft as ada. */
    void openCell(long draft, String file, int row, String column) {
        openAsAda("#/drafts/%d/%s?row=%d&column=%s".formatted(draft, file, row, column));
        assertThat(focused(page)).isVisible();
    }

    Locator focused(Page where) {
        return where.locator("policy-grid td:focus");
    }

    /** Returns a cell by its row in the file and its place in the row, from 0. */
    Locator cell(Page where, int row, int column) {
        return where.locator("policy-grid tr:has(> th:text-is('%d')) > td >> nth=%d".formatted(row, column));
    }

    void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    void awaitSaved(Page where) {
        assertThat(where.getByText("Saved", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    /** Returns what a check of a draft finds. */
    JsonNode check(long draft) throws Exception {
        return JSON.readTree(send("GET", "v1/policy/drafts/" + draft + "/check", null, null));
    }

    /** Returns what the service keeps of a sheet. */
    JsonNode sheet(long draft, String file) throws Exception {
        String name = URLEncoder.encode(file, StandardCharsets.UTF_8);
        return JSON.readTree(send("GET", "v1/policy/drafts/" + draft + "/sheets?file=" + name, null, null));
    }

    /** Returns the text of a cell as the service keeps it, by its row in the file and its place from 0. */
    String text(long draft, String file, int row, int column) throws Exception {
        JsonNode cell = sheet(draft, file).at("/rows/" + (row - 1) + "/" + column);
        return cell.isMissingNode() ? "" : cell.stringValue();
    }

    /** Makes changes as ada, by the API. */
    void change(long draft, long version, String changes) throws Exception {
        send("POST", "v1/policy/drafts/" + draft + "/changes", "{\"changes\": " + changes + "}", "\"" + version + "\"");
    }

    private String send(String method, String path, String body, String version)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.address() + path))
                .header("Authorization", "Bearer " + ADA.text())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (version != null) {
            request.header("If-Match", version);
        }
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        return answer.body();
    }
}
