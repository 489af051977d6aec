package support.entitlement.web.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.Workbooks;
import support.entitlement.release.Releases;
import support.entitlement.release.log.LostReleases;
import support.entitlement.release.log.Release;
import support.entitlement.release.log.ReleaseLog;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import support.entitlement.web.query.RequestPolicy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tables are checked and published over HTTP by callers with the role. */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@ExpectedErrors("is refused for these problems")
class PublishingApiTest extends ApiTest {

    private static final AccessToken ANALYST = AccessToken.generateToken();
    private static final AccessToken PUBLISHER = AccessToken.generateToken();
    private static final AccessToken CONTRACTS = AccessToken.generateToken();
    private static final AccessToken HISTORY = AccessToken.generateToken();
    private static final AccessToken READING_ANALYST = AccessToken.generateToken();
    private static final String FREE = "\"plan\": \"Free\", \"issueType\": \"Issue reports\"";
    private static final List<String> FREE_REPORTS = List.of("Basic", "Issue reports");
    private static final Set<String> OPEN =
            Set.of("/v1/evaluation", "/v1/evaluation/rows", "/v1/evaluations", "/v1/sla/status", "/v1/sla/statuses");

    @TempDir
    static Path directory;

    @TempDir
    static Path others;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private ReleasePosition position;

    @Autowired
    private RequestPolicy requested;

    @Autowired
    private CheckService checks;

    @Autowired
    private Releases releases;

    @Autowired
    private ReleaseLog log;

    private long inForce;

    @DynamicPropertySource
    static void acceptTwoTokens(DynamicPropertyRegistry properties) {
        EditedTables.in(directory);
        properties.add("entitlement.rules.directory", directory::toString);
        properties.add("entitlement.rules.watch-interval", () -> "20ms");
        accept(properties, 0, "ana", ANALYST, "analyst");
        accept(properties, 1, "pia", PUBLISHER, "publisher");
        accept(properties, 2, "cora", CONTRACTS, "contracts");
        accept(properties, 3, "rosa", READING_ANALYST, "analyst,reader");
        accept(properties, 4, "hana", HISTORY, "history");
    }

    @BeforeEach
    void serveTheShippedTables() throws Exception {
        EditedTables.in(directory);
        await().until(() -> {
            JsonNode policy = get("/v1/policy").json();
            return policy.get("refused").isNull() && channel("").equals("Support Forum");
        });
        inForce = get("/v1/policy").json().at("/inForce/release").longValue();
    }

    @AfterEach
    void noWriteIsLeftHalfDone() {
        assertThat(directory).isDirectoryNotContaining("glob:**/.publishing*");
    }

    private String channel(String asOf) throws Exception {
        return evaluate("{" + FREE + asOf + "}").json().at("/channels/0/name").stringValue();
    }

    private ObjectNode changed(String channel) throws IOException {
        Path other = Files.createTempDirectory(others, "other");
        EditedTables.in(other).replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", channel);
        ObjectNode upload = JSON.createObjectNode().put("basedOn", inForce).put("comment", "Portal for all");
        upload.putObject("tables").put("support-matrix.csv", Files.readString(other.resolve("support-matrix.csv")));
        return upload;
    }

    private Answer send(AccessToken token, String path, Object body) throws Exception {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", typeOf(path))
                .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
        return sendWithoutToken(token == null ? request : request.header("Authorization", "Bearer " + token.text()));
    }

    /**
     * Returns the media type of an address. Contracts are sent in lines; another media type is refused before
     * authentication.
     */
    private static String typeOf(String path) {
        return path.equals("/v1/contracts") ? "application/x-ndjson" : "application/json";
    }

    @Test
    void checkedTablesSayWhatTheyWouldChangeAndChangeNothing() throws Exception {
        Answer answer = send(ANALYST, "/v1/policy/check", changed("Support Portal"));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        JsonNode check = answer.json();
        assertThat(check.get("sound").booleanValue()).isTrue();
        assertThat(check.get("basedOn").longValue()).isEqualTo(inForce);
        assertThat(check.get("revision").stringValue()).startsWith("sha256:");
        assertThat(check.at("/changes/0/code").stringValue()).isEqualTo("cell-changed");
        assertThat(check.at("/changes/0/value").stringValue()).isEqualTo("Support Portal");
        JsonNode line = check.at("/impact/lines/0");
        assertThat(check.at("/impact/complete").booleanValue()).isTrue();
        assertThat(line.get("text").stringValue())
                .startsWith("support level Basic, issue type Issue reports: channels: ")
                .endsWith("because of support-matrix.csv!F9");
        assertThat(line.at("/example/issueType").stringValue()).isEqualTo("Issue reports");
        assertThat(line.get("direction").stringValue()).isEqualTo("unknown");
        assertThat(channel("")).isEqualTo("Support Forum");
    }

    @Test
    void whoRetiresANameIsToldWhichContractsUseIt() throws Exception {
        Answer stored = send(request("/v1/customers/globex/contract")
                .header("Authorization", "Bearer " + CONTRACTS.text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"plan\": \"starter\", \"validFrom\": \"2026-01-01\"}")));
        assertThat(stored.status()).as(stored.response().body()).isEqualTo(201);
        String plans = Files.readString(directory.resolve("plans.csv"));
        assertThat(plans).contains("Starter");
        ObjectNode upload = JSON.createObjectNode();
        upload.putObject("tables").put("plans.csv", plans.replace("Starter", "Launch"));

        JsonNode problem = send(ANALYST, "/v1/policy/check", upload)
                .json()
                .get("problems")
                .valueStream()
                .filter(each -> each.get("code").stringValue().equals("name-in-contracts"))
                .findFirst()
                .orElseThrow();

        assertThat(problem.get("severity").stringValue()).isEqualTo("warning");
        assertThat(problem.get("value").stringValue()).isEqualTo("Starter");
        assertThat(problem.get("message").stringValue()).isEqualTo("A contract uses this plan, which no table knows.");
    }

    private static String daysFromNow(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
    }

    private void storeContract(String customer, String plan, String begin, String terms) throws Exception {
        Answer stored = send(request("/v1/customers/" + customer + "/contract")
                .header("Authorization", "Bearer " + CONTRACTS.text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        "{\"plan\": \"" + plan + "\", \"validFrom\": \"" + begin + "\"" + terms + "}")));
        assertThat(stored.status()).as(stored.json().toString()).isEqualTo(201);
    }

    @Test
    void aCheckCountsTheCustomersWhoseAnswersChange() throws Exception {
        String ownChannels = ", \"terms\": [{\"clause\": \"§ 1\", \"channels\": {\"replace\": [\"Landline\"]}}]";
        for (String signed :
                List.of("free-1 Free", "free-2 Free", "free-3 Free", "free-later Free", "premium Enterprise Premium")) {
            String[] words = signed.split(" ", 2);
            String terms = words[0].equals("free-3") ? ownChannels : "";
            String begin = words[0].equals("free-later") ? daysFromNow(30) : "2026-01-01";
            storeContract(words[0], words[1], begin, terms);
        }

        JsonNode check = send(READING_ANALYST, "/v1/policy/check", changed("Support Portal"))
                .json();
        JsonNode numbers =
                send(ANALYST, "/v1/policy/check", changed("Support Portal")).json();

        JsonNode customers = check.get("customers");
        assertThat(customers.get("state").stringValue()).isEqualTo("complete");
        assertThat(customers.get("reason").isNull()).isTrue();
        assertThat(customers.at("/total/customers").valueStream().map(JsonNode::stringValue))
                .as("without the customer whose own channels prevail")
                .contains("free-1", "free-2")
                .doesNotContain("free-3", "free-later", "premium");
        JsonNode later = customers.at("/total/later");
        assertThat(later).isEqualTo(customers.at("/lines/0/later"));
        assertThat(later.get("changed").intValue()).isEqualTo(1);
        assertThat(later.get("from").stringValue()).startsWith(daysFromNow(30));
        assertThat(later.get("customers").valueStream().map(JsonNode::stringValue))
                .containsExactly("free-later");
        assertThat(numbers.at("/customers/total/later/changed").intValue()).isEqualTo(1);
        assertThat(numbers.at("/customers/total/later/customers")).isEmpty();
        int changed = customers.at("/total/customers").size();
        assertThat(customers.at("/total/changed").intValue()).isEqualTo(changed);
        assertThat(customers.get("lines")).hasSameSizeAs(check.at("/impact/lines"));
        assertThat(customers.at("/lines/0/changed").intValue()).isEqualTo(changed);
        assertThat(customers.at("/others/changed").intValue()).isZero();
        assertThat(numbers.at("/customers/total/changed").intValue()).isEqualTo(changed);
        assertThat(numbers.at("/customers/total/customers")).isEmpty();
        assertThat(check.at("/impact/lines/0/plans").valueStream().map(JsonNode::stringValue))
                .contains("Free")
                .doesNotContain("Enterprise Premium");
    }

    @Test
    void rulesOfPrecedenceThatChangeAreAmongTheChanges() throws Exception {
        String rules = Files.readString(Path.of("rules/contract-precedence.drl"));
        ObjectNode upload = JSON.createObjectNode();
        upload.putObject("tables")
                .put(
                        "contract-precedence.drl",
                        rules.replace("specificity > general.specificity", "specificity < general.specificity"));

        JsonNode changes = send(ANALYST, "/v1/policy/check", upload).json().get("changes");

        assertThat(changes.valueStream()
                        .map(each -> each.get("code").stringValue() + " "
                                + each.get("value").stringValue()))
                .contains("precedence-changed Among the terms of a contract the most specific prevails");
    }

    @Test
    void tablesWithErrorsAreAnAnswerOfTheCheck() throws Exception {
        ObjectNode upload = changed("Support Portall");

        JsonNode check = send(ANALYST, "/v1/policy/check", upload).json();

        assertThat(check.get("sound").booleanValue()).isFalse();
        assertThat(check.get("revision").isNull()).isTrue();
        assertThat(check.get("problems").toString()).contains("unknown-name", "Support Portall");
    }

    @Test
    void whatIsPublishedIsAnsweredNamesItsAuthorAndCanBeTakenBack() throws Exception {
        Answer published = send(PUBLISHER, "/v1/policy/releases", changed("Support Portal"));

        assertThat(published.status()).as(published.response().body()).isEqualTo(201);
        JsonNode release = published.json().get("release");
        assertThat(published.header("Location")).isEqualTo("/v1/policy/releases/" + release.get("id"));
        assertThat(release.get("author").stringValue()).isEqualTo("pia");
        assertThat(release.get("comment").stringValue()).isEqualTo("Portal for all");
        assertThat(release.get("inForce").booleanValue()).isTrue();
        assertThat(channel("")).isEqualTo("Support Portal");
        assertThat(Files.readString(directory.resolve("support-matrix.csv"))).contains("Support Portal");

        JsonNode foreseen = send(request("/v1/policy/releases/" + inForce + "/restore")
                        .header("Authorization", "Bearer " + ANALYST.text()))
                .json();
        assertThat(foreseen.get("basedOn")).isEqualTo(release.get("id"));
        assertThat(foreseen.at("/changes/0/value").stringValue()).isEqualTo("Support Forum");
        assertThat(foreseen.at("/impact/lines/0/changes/0/before").stringValue())
                .startsWith("Support Portal");

        Answer restored = send(PUBLISHER, "/v1/policy/releases/" + inForce + "/restore", "");

        assertThat(restored.status()).as(restored.response().body()).isEqualTo(201);
        assertThat(restored.json().at("/release/origin").stringValue()).isEqualTo("restore of " + inForce);
        assertThat(channel("")).isEqualTo("Support Forum");
        assertThat(channel(", \"asOf\": " + release.get("effectiveFrom"))).isEqualTo("Support Portal");
    }

    @Test
    void checksThatTakeAllTheirPlacesLeaveThoseOfPublishingAndRestoring() throws Exception {
        ObjectNode upload = changed("Support Portal");
        checks.runCheck(() -> checks.runCheck(() -> {
            assertThat(send(ANALYST, "/v1/policy/check", upload).status()).isEqualTo(503);

            Answer published = send(PUBLISHER, "/v1/policy/releases", upload);
            Answer restored = send(PUBLISHER, "/v1/policy/releases/" + inForce + "/restore", "");

            assertThat(published.status()).as(published.response().body()).isEqualTo(201);
            assertThat(restored.status()).as(restored.response().body()).isEqualTo(201);
            return null;
        }));
    }

    @Test
    void aScheduledReleaseIsNotInForceYet() throws Exception {
        Instant later = Instant.now().plus(Duration.ofDays(400));
        JsonNode release = send(
                        PUBLISHER,
                        "/v1/policy/releases",
                        changed("Support Portal").put("effectiveFrom", later.toString()))
                .json()
                .get("release");

        assertThat(release.get("inForce").booleanValue()).isFalse();
        assertThat(channel("")).isEqualTo("Support Forum");
        assertThat(channel(", \"asOf\": \"" + later.plusSeconds(1) + "\"")).isEqualTo("Support Portal");
        storeContract("free-then", "Free", daysFromNow(500), "");
        JsonNode customers = send(READING_ANALYST, "/v1/policy/check", changed("Landline"))
                .json()
                .get("customers");
        assertThat(customers.get("state").stringValue()).isEqualTo("complete");
        assertThat(customers.at("/total/later/customers").valueStream().map(JsonNode::stringValue))
                .as("the scheduled release decides by then")
                .doesNotContain("free-then");
    }

    @Test
    void thePastIsPublishedInOrderByWhoMayAndAsOfAnswersByIt() throws Exception {
        ObjectNode upload = changed("Landline").put("inForceSince", "2001-01-01T00:00:00Z");
        assertThat(send(PUBLISHER, "/v1/policy/releases", upload).status()).isEqualTo(403);
        String then = ", \"asOf\": \"2002-01-01T00:00:00Z\"";
        assertThat(evaluate("{" + FREE + then + "}").json().get("code").stringValue())
                .isEqualTo("no-release-then");

        ObjectNode later = changed("Landline").put("inForceSince", "2201-01-01T00:00:00Z");
        assertThat(send(HISTORY, "/v1/policy/releases", later)
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("bad-instant");
        Answer published = send(HISTORY, "/v1/policy/releases", upload);
        Answer again = send(
                HISTORY,
                "/v1/policy/releases",
                upload.put("basedOn", published.json().at("/release/id").longValue()));

        assertThat(published.status()).as(published.response().body()).isEqualTo(201);
        JsonNode release = published.json().get("release");
        assertThat(release.get("origin").stringValue()).isEqualTo("history");
        assertThat(release.get("effectiveFrom").stringValue()).isEqualTo("2001-01-01T00:00:00Z");
        assertThat(release.get("inForce").booleanValue()).isFalse();
        assertThat(channel(then)).isEqualTo("Landline");
        assertThat(channel("")).isEqualTo("Support Forum");
        assertThat(get("/v1/policy/releases?limit=1")
                        .json()
                        .at("/releases/0/origin")
                        .stringValue())
                .isEqualTo("history");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("code").stringValue()).isEqualTo("history-order");
        assertThat(again.json().get("detail").stringValue()).contains("2001-01-01T00:00:00Z");
        assertThat(evaluate("{" + FREE + ", \"asOf\": \"2000-01-01T00:00:00Z\"}")
                        .json()
                        .toString())
                .contains("The first is in force since 2001-01-01T00:00:00Z");
    }

    @Test
    void aFileOfAFormIsATable() throws Exception {
        List<List<String>> rows = List.of(
                List.of("RuleSet", "support.entitlement.rules"),
                List.of("RuleTable Extra"),
                List.of("CONDITION", "ACTION"),
                List.of("Coverage", ""),
                List.of("plan == \"$param\"", "entitlement.term(\"desk\", \"$param\")"),
                List.of("Plan", "Desk"),
                List.of("Free", "self service"));
        Answer answer = send(form("extra.xlsx", Workbooks.of(rows), Map.of("basedOn", String.valueOf(inForce))));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        assertThat(evaluate("{" + FREE + "}").json().at("/terms/desk").stringValue())
                .isEqualTo("self service");
        Files.delete(directory.resolve("extra.xlsx"));
    }

    @Test
    void aTableSentBackAsAWorkbookTakesThePlaceOfItsFile() throws Exception {
        byte[] downloaded = CLIENT.send(
                        request("/v1/policy/tables/Support matrix?format=xlsx".replace(" ", "%20"))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
        byte[] changed = Workbooks.edited(downloaded, "Support Forum", "Support Portal");

        JsonNode check = send(form("/v1/policy/check", "support-matrix.xlsx", changed, Map.of()))
                .json();
        Answer published = send(form(
                "/v1/policy/releases", "support-matrix.xlsx", changed, Map.of("basedOn", String.valueOf(inForce))));

        assertThat(check.get("sound").booleanValue()).as(check.toString()).isTrue();
        assertThat(check.get("changes")
                        .valueStream()
                        .map(change -> change.get("code").stringValue()))
                .isNotEmpty()
                .containsOnly("cell-changed");
        assertThat(published.status()).as(published.response().body()).isEqualTo(201);
        assertThat(channel("")).isEqualTo("Support Portal");
        assertThat(directory.resolve("support-matrix.xlsx")).hasBinaryContent(changed);
        assertThat(directory.resolve("support-matrix.csv")).doesNotExist();

        send(PUBLISHER, "/v1/policy/releases/" + inForce + "/restore", "");

        assertThat(directory.resolve("support-matrix.xlsx")).doesNotExist();
        assertThat(directory.resolve("support-matrix.csv")).exists();
    }

    private HttpRequest.Builder form(String file, byte[] content, Map<String, String> texts) {
        return form("/v1/policy/releases", file, content, texts);
    }

    private HttpRequest.Builder form(String path, String file, byte[] content, Map<String, String> texts) {
        String boundary = "a-boundary-that-nothing-holds";
        StringBuilder before = new StringBuilder();
        texts.forEach((name, text) -> before.append(
                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, text)));
        before.append("--%s\r\nContent-Disposition: form-data; name=\"table\"; filename=\"%s\"\r\n\r\n"
                .formatted(boundary, file));
        return request(path)
                .header("Authorization", "Bearer " + PUBLISHER.text())
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(before.toString()),
                        BodyPublishers.ofByteArray(content),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n")));
    }

    @Test
    void tablesWithErrorsAreNotPublished() throws Exception {
        Answer answer = send(PUBLISHER, "/v1/policy/releases", changed("Support Portall"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("tables-refused");
        assertThat(answer.json().get("problems").toString()).contains("unknown-name");
        assertThat(get("/v1/policy/releases").json().at("/releases/0/id").longValue())
                .isEqualTo(inForce);
    }

    @Test
    void aChangeOfAnOlderReleaseIsAConflictThatShowsBothSides() throws Exception {
        ObjectNode late = changed("Landline");
        send(PUBLISHER, "/v1/policy/releases", changed("Support Portal"));

        Answer answer = send(PUBLISHER, "/v1/policy/releases", late);

        assertThat(answer.status()).isEqualTo(409);
        JsonNode conflict = answer.json().get("conflict");
        assertThat(conflict.at("/current/author").stringValue()).isEqualTo("pia");
        assertThat(conflict.at("/theirs/0/value").stringValue()).isEqualTo("Support Portal");
        assertThat(conflict.at("/yours/0/value").stringValue()).isEqualTo("Landline");
        assertThat(channel("")).isEqualTo("Support Portal");
    }

    @Test
    void aDirectoryThatIsBeingEditedIsAConflictAndKeepsTheEdit() throws Exception {
        EditedTables.in(directory).replaceEverywhere("sla-agreements.csv", "8 hours", "8 huors");

        Answer answer = send(PUBLISHER, "/v1/policy/releases", changed("Landline"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").stringValue()).contains("directory");
        assertThat(Files.readString(directory.resolve("sla-agreements.csv"))).contains("8 huors");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                             | 400 | wrong-type      | ``",
                "{`                                             | 400 | malformed-json  | ``",
                "{\"tables\": {\"../plans.csv\": \"x\"}}        | 400 | wrong-type      | /tables/..~1plans.csv",
                "{\"tables\": {\"plans.txt\": \"x\"}}           | 400 | wrong-type      | /tables/plans.txt",
                "{\"tables\": {\".plans.csv\": \"x\"}}          | 400 | wrong-type      | /tables/.plans.csv",
                "{\"tables\": {\"plans.xlsx\": \"x\"}}          | 400 | wrong-type      | /tables/plans.xlsx",
                "{\"tables\": {\"plans.csv\": 7}}               | 400 | wrong-type      | /tables/plans.csv",
                "{\"tables\": {\"plans.csv\": [[\"a\", {}]]}}   | 400 | wrong-type      | /tables/plans.csv",
                "{\"removed\": \"plans.csv\"}                   | 400 | wrong-type      | /removed",
                "{\"removed\": [7]}                             | 400 | wrong-type      | /removed/0",
                "{\"basedOn\": \"1\"}                           | 400 | wrong-type      | /basedOn",
                "{\"basedOn\": 99999}                           | 404 | unknown-release | /basedOn",
                "{\"comment\": 7}                               | 400 | wrong-type      | /comment",
                "{\"effectiveFrom\": \"soon\"}                  | 400 | bad-instant     | /effectiveFrom",
                "{\"inForceSince\": \"soon\"}                   | 400 | bad-instant     | /inForceSince",
                "{\"effectiveFrom\": \"2020-01-01T00:00:00Z\", \"inForceSince\": \"2020-01-01T00:00:00Z\"} | 400 | malformed-request | /inForceSince",
                "{\"table\": {}}                                | 400 | unknown-field   | /table"
            })
    void whatIsWrongWithAnUploadIsNamed(String body, int status, String code, String pointer) throws Exception {
        Answer answer = send(ANALYST, "/v1/policy/check", body.replace("`", ""));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().path("pointer").asString("")).isEqualTo(pointer);
    }

    @Test
    void whoeverPublishesSaysWhichReleaseTheyChanged() throws Exception {
        ObjectNode upload = changed("Support Portal");
        upload.remove("basedOn");

        Answer answer = send(PUBLISHER, "/v1/policy/releases", upload);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("detail").stringValue()).contains("would be " + inForce);
    }

    @Test
    void anAnswerNamesTheReleaseInForceAndARequestThatNamesALaterOneIsNotAnsweredByAnOlder() throws Exception {
        Answer known = get("/v1/policy");
        assertThat(known.header("Entitlement-Release")).isEqualTo(String.valueOf(inForce));
        assertThat(send(request("/v1/policy").header("Entitlement-Release", String.valueOf(inForce)))
                        .status())
                .isEqualTo(200);

        long start = System.nanoTime();
        Answer behind = send(request("/v1/policy").header("Entitlement-Release", String.valueOf(inForce + 100)));
        assertThat(behind.status()).isEqualTo(503);
        assertThat(behind.json().get("code").stringValue()).isEqualTo("behind");
        assertThat(behind.header("Retry-After")).isEqualTo("1");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));

        start = System.nanoTime();
        Answer far = send(request("/v1/policy").header("Entitlement-Release", "999999999999999999"));
        assertThat(far.status()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));

        Release base = releases.findById(inForce).orElseThrow();
        Release lost = new Release(
                inForce + 90, "lost", "lost", "ada", "http", "", base.created(), base.created(), null, null);
        new LostReleases(log.database()).addReleases(List.of(lost), base.created());
        Answer gone = send(request("/v1/policy").header("Entitlement-Release", String.valueOf(inForce + 90)));
        assertThat(gone.json().get("detail").stringValue()).contains("has lost release " + lost.id());

        Answer wrong = send(request("/v1/policy").header("Entitlement-Release", "newest"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("detail").stringValue()).contains("newest");
    }

    @Test
    void anAnswerNamesTheReleaseThatMadeItWhateverComesIntoForceWhileItsRequestRuns() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        MockHttpServletResponse response = new MockHttpServletResponse();
        position.preHandle(request, response, this);
        assertThat(response.getHeader(RequestPolicy.HEADER)).isEqualTo(String.valueOf(inForce));

        Answer published = send(PUBLISHER, "/v1/policy/releases", changed("Support Portal"));

        assertThat(published.status()).isEqualTo(201);
        assertThat(published.header(RequestPolicy.HEADER))
                .as("an answer that no policy made names the release in force when it is written")
                .isEqualTo(String.valueOf(inForce + 1));
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request, response));
        try {
            requested.readPolicy();
            send(PUBLISHER, "/v1/policy/releases/" + inForce + "/restore", "");
            requested.readPolicy();
            requested.nameCurrent(request);
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
        assertThat(get("/v1/policy").header(RequestPolicy.HEADER)).isEqualTo(String.valueOf(inForce + 2));
        assertThat(response.getHeader(RequestPolicy.HEADER)).isEqualTo(String.valueOf(inForce + 1));
    }

    @Test
    void whereANumberWasGivenOutTwiceTheRevisionSaysWhichReleaseIsMeant() throws Exception {
        Release base = releases.findById(inForce).orElseThrow();
        Release lost =
                new Release(inForce, "lost", "lost", "ada", "http", "", base.created(), base.created(), null, null);
        new LostReleases(log.database()).addReleases(List.of(lost), base.created());
        ObjectNode upload = changed("Support Portal");

        Answer unclear = send(PUBLISHER, "/v1/policy/releases", upload);
        Answer other = send(PUBLISHER, "/v1/policy/releases", upload.put("basedOnRevision", "sha256:lost"));
        Answer right = send(PUBLISHER, "/v1/policy/releases", upload.put("basedOnRevision", base.revision()));

        assertThat(unclear.status()).isEqualTo(400);
        assertThat(unclear.json().at("/errors/0/pointer").stringValue()).isEqualTo("/basedOnRevision");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().get("detail").stringValue()).contains(base.revision());
        assertThat(right.status()).as(right.response().body()).isEqualTo(201);
        String next = String.valueOf(inForce + 1);
        Answer after = send(request("/v1/policy").header("Entitlement-Release", next));
        assertThat(after.json().at("/inForce/release").longValue()).isEqualTo(inForce + 1);
        assertThat(after.header("Entitlement-Release")).isEqualTo(next);
    }

    @Test
    void nothingIsWrittenWithoutTheRoleForIt(CapturedOutput log) throws Exception {
        List<String> writing = mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .map(path -> path.replace("{id}", "1").replace("{entry}", "1"))
                .filter(path -> !OPEN.contains(path) && !path.startsWith("/access/v1/"))
                .toList();

        assertThat(writing)
                .contains(
                        "/v1/policy/check",
                        "/v1/policy/releases",
                        "/v1/policy/releases/1/restore",
                        "/v1/policy/proposals/1/approve",
                        "/v1/policy/proposals/1/withdraw",
                        "/v1/contracts",
                        "/v1/customers/1/usage",
                        "/v1/customers/1/usage/1/commit");
        for (String path : writing) {
            Answer stranger = send(null, path, "{}");
            assertThat(stranger.status()).as(path).isEqualTo(401);
            assertThat(stranger.json().get("code").stringValue()).isEqualTo("unauthenticated");
            assertThat(stranger.header("WWW-Authenticate")).isEqualTo("Bearer");
            Answer forged = send(AccessToken.generateToken(), path, "{}");
            assertThat(forged.status()).as(path).isEqualTo(401);
            assertThat(forged.header("WWW-Authenticate")).contains("invalid_token");
        }
        for (String path : writing.stream()
                .filter(path -> !path.endsWith("/check") && !path.endsWith("/comments") && !isWorkOnDrafts(path))
                .toList()) {
            Answer analyst = send(ANALYST, path, "{}");
            assertThat(analyst.status()).as(path).isEqualTo(403);
            assertThat(analyst.json().get("code").stringValue()).isEqualTo("forbidden");
            assertThat(analyst.json().get("detail").stringValue())
                    .contains("“ana” does not have the role. This needs a token with the role");
        }
        assertThat(log.getOut())
                .contains("Refused: POST /v1/policy/releases from 127.0.0.1, asked by nobody known")
                .contains("Refused: POST /v1/policy/releases from 127.0.0.1, asked by “ana”")
                .doesNotContain(ANALYST.text());
    }

    /** Analysts create drafts and change them; what publishes one needs the role as any other publication does. */
    private static boolean isWorkOnDrafts(String path) {
        return path.startsWith("/v1/policy/drafts") && !path.endsWith("/publish");
    }
}
