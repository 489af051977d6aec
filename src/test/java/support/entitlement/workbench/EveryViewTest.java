package support.entitlement.workbench;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsEnabledOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.security.AccessToken;
import support.entitlement.security.Role;

/** All views, with tables and a contract whose texts hold markup and script: seen twice as large, and by callers of each role. */
class EveryViewTest extends WorkbenchTest {

    private static final Path EXAMPLE = Path.of("src/test/resources/business-hours");
    private static final String MARKUP = "<img src=x onerror=alert(1)>";
    private static final List<String> MARKED = List.of(
            "Basic",
            "API outage",
            "Landline",
            "Update",
            "Zurich office",
            "Resolved as",
            "Good Friday",
            "Issues with",
            "Production use of",
            "public or");
    private static final String CONTRACT = """
            {"plan": "Enterprise Premium", "zone": "Europe/Zurich", "validFrom": "2026-01-01", "validUntil": "2090-12-31",
             "terms": [{"clause": "MARKUP", "terms": {"Language": "MARKUP"}}]}
            """.replace("MARKUP", MARKUP + "<script>alert(2)</script>");
    private static final int MAX_FRAMES = 30;
    private static final String LOST_TEXT = readScript();

    private final Map<Role, AccessToken> tokens = new EnumMap<>(Role.class);

    @Override
    protected void writeTables(Path rules) throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (String words : MARKED) {
                    text = text.replace(words, MARKUP + words);
                }
                Files.writeString(rules.resolve(file.getFileName()), text);
            }
        }
        Files.createDirectory(rules.resolve("scenarios"));
        Files.writeString(
                rules.resolve("scenarios/some.csv"),
                "Scenario,Plan,Issue type,Expect entitled\n" + MARKUP + ",Free,Developer support,yes\n");
    }

    @Override
    protected List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (Role role : Role.values()) {
            AccessToken token = AccessToken.generateToken();
            tokens.put(role, token);
            String prefix = "--entitlement.security.tokens[" + role.ordinal() + "].";
            settings.add(prefix + "name=" + role + " person");
            settings.add(prefix + "hash=" + token.hash());
            settings.add(prefix + "roles=" + role);
        }
        return settings;
    }

    @BeforeAll
    void publishSecondReleaseAndContract() throws Exception {
        Path file = folder.resolve("rules").resolve("channels.csv");
        Files.writeString(file, Files.readString(file).replace("private thread", "private thread " + MARKUP));
        service.awaitRelease(2);
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.address() + "v1/customers/acme/contract"))
                .header("Authorization", "Bearer " + tokens.get(Role.CONTRACTS).text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(CONTRACT))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#/matrix",
                "#/matrix?since=1",
                "#/ask?customer=acme&issueType=MARKUPAPI outage&slaCategory=1",
                "#/clock?customer=acme&issueType=MARKUPAPI outage&slaCategory=1&attribute.region=EU",
                "#/calendars",
                "#/calendars/MARKUPZurich office?year=2026",
                "#/tables?find=onerror",
                "#/tables/channels.csv?row=10&column=A",
                "#/tables/scenarios/some.csv",
                "#/releases?from=1&to=2",
                "#/customers/acme"
            })
    void textsOfTablesAreTextInEveryViewAndAreAllReadTwiceAsLarge(String address) {
        signIn(Role.CONTRACTS);

        open(address.replace(
                "MARKUP", URLEncoder.encode(MARKUP, StandardCharsets.UTF_8).replace("+", "%20")));

        assertThat(page.getByText(MARKUP).locator("visible=true").first()).isVisible();
        assertThat(page.locator("img, workbench-app script")).hasCount(0);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.setViewportSize(720, 450); // As a zoom of 200 % shows a window of 1440 × 900.
        assertNoTextIsLost("zoomed");
        page.setViewportSize(1440, 900);
        page.evaluate("document.documentElement.style.fontSize = '32px'");
        assertNoTextIsLost("with large letters");
    }

    /** Pictures are drawn anew some frames after the page has got another size. */
    private void assertNoTextIsLost(String how) {
        List<?> lost = List.of();
        for (int frame = 0; frame < MAX_FRAMES; frame++) {
            page.evaluate("new Promise(requestAnimationFrame)");
            lost = (List<?>) page.evaluate(LOST_TEXT);
            if (lost.isEmpty()) {
                return;
            }
        }
        assertThat(lost).as(how).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ", false, false, false, false",
        "READER, true, true, false, false",
        "ANALYST, false, true, false, false",
        "PUBLISHER, false, true, false, false",
        "CONTRACTS, true, true, true, false",
        "USAGE, true, true, false, true"
    })
    void eachRoleSeesWhatItMayAndIsToldWhatTheRestNeeds(
            Role role, boolean customers, boolean sources, boolean contracts, boolean usage) {
        if (role != null) {
            signIn(role);
        }

        open("#/ask?customer=acme&issueType=Developer support");
        assertThat(page.getByLabel("A customer")).isEnabled(new IsEnabledOptions().setEnabled(customers));
        assertShown(customers, page.locator("policy-answer"), "This needs a token with the role reader.");
        open("#/clock?customer=acme&issueType=Developer support");
        assertShown(customers, page.getByText("no clock runs"), "This needs a token with the role reader.");
        open("#/tables");
        assertShown(
                sources,
                page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Rules of precedence")),
                "This needs a token.");
        open("#/customers/acme");
        assertShown(contracts, page.locator("customer-contract"), "This needs a token with the role contracts.");
        assertShown(
                usage,
                page.locator("customer-allowances"),
                "This needs a token with the role " + (contracts ? "usage." : "contracts."));
    }

    private void assertShown(boolean isAllowed, Locator part, String reason) {
        assertThat(
                        isAllowed
                                ? part.first()
                                : page.getByRole(AriaRole.MAIN)
                                        .getByText(reason)
                                        .last())
                .isVisible();
        if (!isAllowed) {
            assertThat(part).hasCount(0);
        }
    }

    private void signIn(Role role) {
        open("#token=" + tokens.get(role).text());
        assertThat(button("Sign out")).isVisible();
    }

    private static String readScript() {
        try (InputStream script = EveryViewTest.class.getResourceAsStream("lost-text.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
