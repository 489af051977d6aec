package support.entitlement.web.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** If a release takes two people, published tables wait until a second person approves them. */
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
@ExpectedErrors("is refused for these problems")
class FourEyesApiTest extends ApiTest {

    private static final AccessToken ANA = AccessToken.generateToken();
    private static final AccessToken PIA = AccessToken.generateToken();
    private static final AccessToken PAUL = AccessToken.generateToken();
    private static final AccessToken HANA = AccessToken.generateToken();
    private static final AccessToken HUGO = AccessToken.generateToken();
    private static final String FREE = "{\"plan\": \"Free\", \"issueType\": \"Issue reports\"}";
    private static final List<String> FREE_REPORTS = List.of("Basic", "Issue reports");

    @TempDir
    static Path directory;

    @TempDir
    static Path others;

    @Autowired
    private CheckService checks;

    private long inForce;
    private String before;

    @DynamicPropertySource
    static void acceptThreeTokens(DynamicPropertyRegistry properties) {
        EditedTables.in(directory);
        properties.add("entitlement.rules.directory", directory::toString);
        properties.add("entitlement.rules.watch-interval", () -> "20ms");
        properties.add("entitlement.security.four-eyes", () -> "true");
        accept(properties, 0, "ana", ANA, "analyst");
        accept(properties, 1, "pia", PIA, "publisher");
        accept(properties, 2, "paul", PAUL, "publisher");
        accept(properties, 3, "hana", HANA, "history");
        accept(properties, 4, "hugo", HUGO, "history");
    }

    @BeforeEach
    void lookAtWhatServes() throws Exception {
        await().until(() -> get("/v1/policy").json().at("/refused").isNull());
        inForce = get("/v1/policy").json().at("/inForce/release").longValue();
        before = channel();
    }

    @AfterEach
    void noWriteIsLeftHalfDone() {
        assertThat(directory).isDirectoryNotContaining("glob:**/.publishing*");
    }

    private String channel() throws Exception {
        return evaluate(FREE).json().at("/channels/0/name").stringValue();
    }

    /** Returns a channel that is not in force yet. */
    private String other() {
        return before.equals("Support Portal") ? "Landline" : "Support Portal";
    }

    private ObjectNode changed(String channel) throws IOException {
        Path copy = Files.createTempDirectory(others, "other");
        EditedTables.in(copy).replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", channel);
        ObjectNode upload = JSON.createObjectNode().put("basedOn", inForce).put("comment", "Another way in");
        upload.putObject("tables").put("support-matrix.csv", Files.readString(copy.resolve("support-matrix.csv")));
        return upload;
    }

    private Answer send(AccessToken token, String path, Object body) throws Exception {
        return send(request(path)
                .header("Authorization", "Bearer " + token.text())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8)));
    }

    private Answer get(AccessToken token, String path) throws Exception {
        HttpRequest.Builder request = request(path);
        return send(request.header("Authorization", "Bearer " + token.text()));
    }

    /** Proposes a channel as Pia, and returns the address of the proposal. */
    private String proposed(String channel) throws Exception {
        Answer answer = send(PIA, "/v1/policy/releases", changed(channel));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(answer.header("Location"))
                .isEqualTo("/v1/policy/proposals/" + answer.json().at("/proposal/id"));
        return answer.header("Location");
    }

    @Test
    void thePastTakesTwoPeopleWhoMayPublishIt() throws Exception {
        Answer proposed =
                send(HANA, "/v1/policy/releases", changed(other()).put("inForceSince", "2001-01-01T00:00:00Z"));
        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        String approve = proposed.header("Location") + "/approve";
        assertThat(get(ANA, proposed.header("Location") + "/check")
                        .json()
                        .get("basedOn")
                        .longValue())
                .isEqualTo(inForce);

        assertThat(send(HANA, approve, "").status()).isEqualTo(403);
        assertThat(send(PAUL, approve, "").json().get("code").stringValue()).isEqualTo("forbidden");
        Answer approved = send(HUGO, approve, "");

        assertThat(approved.status()).as(approved.response().body()).isEqualTo(201);
        assertThat(approved.json().at("/release/effectiveFrom").stringValue()).isEqualTo("2001-01-01T00:00:00Z");
        assertThat(approved.json().at("/release/origin").stringValue()).isEqualTo("history");
        assertThat(channel()).isEqualTo(before);
    }

    @Test
    void aDraftIsProposedOnceAndClosedWithItsProposal() throws Exception {
        ObjectNode wanted = changed(other()).put("name", "Another way in");
        wanted.remove("comment");
        Answer created = send(ANA, "/v1/policy/drafts", wanted);
        assertThat(created.status()).as(created.response().body()).isEqualTo(201);

        Answer proposed = publishDraft(created.header("Location"), created.header("ETag"));

        assertThat(proposed.status()).as(proposed.response().body()).isEqualTo(202);
        long proposal = proposed.json().at("/proposal/id").longValue();
        assertThat(proposed.json().at("/draft/state").stringValue()).isEqualTo("proposed");
        assertThat(proposed.json().at("/draft/proposal").longValue()).isEqualTo(proposal);
        assertThat(publishDraft(created.header("Location"), "\"2\"").status()).isEqualTo(409);
        assertThat(send(PAUL, proposed.header("Location") + "/approve", "").status())
                .isEqualTo(201);
        assertThat(channel()).isNotEqualTo(before);
    }

    @Test
    void theDraftOfAProposalThatIsRefusedCanBeChangedAgain() throws Exception {
        ObjectNode wanted = changed(other()).put("name", "Refused");
        wanted.remove("comment");
        String draft = send(ANA, "/v1/policy/drafts", wanted).header("Location");
        String proposal = publishDraft(draft, "\"1\"").header("Location");

        assertThat(send(PAUL, proposal + "/withdraw", "").status()).isEqualTo(200);

        JsonNode open = get(ANA, draft).json();
        assertThat(open.get("state").stringValue()).isEqualTo("open");
        assertThat(open.get("proposal").isNull()).isTrue();
        assertThat(open.get("changedBy").stringValue()).isEqualTo("paul");
        assertThat(get(ANA, draft + "/changes?after=2")
                        .json()
                        .at("/changes/0/change/op")
                        .stringValue())
                .isEqualTo("reopened");
        assertThat(publishDraft(draft, "\"3\"").status()).isEqualTo(202);
    }

    private Answer publishDraft(String draft, String version) throws Exception {
        return send(request(draft + "/publish")
                .header("Authorization", "Bearer " + PIA.text())
                .header("Content-Type", "application/json")
                .header("If-Match", version)
                .POST(BodyPublishers.ofString("{}")));
    }

    @Test
    void readersCommentOnACellOrOnAllOfAProposal() throws Exception {
        String proposal = proposed(other());
        String file = get(ANA, proposal).json().at("/changedFiles/0").stringValue();

        Answer said =
                comment(PAUL, proposal, "{\"file\": \"" + file + "\", \"cell\": \"B8\", \"text\": \"<b>Why</b>?\"}");
        Answer answered = comment(ANA, proposal, "{\"text\": \"It was agreed\\non Monday\"}");

        assertThat(said.status()).as(said.response().body()).isEqualTo(201);
        assertThat(said.json().get("author").stringValue()).isEqualTo("paul");
        assertThat(answered.json().get("file").isNull()).isTrue();
        JsonNode comments = get(ANA, proposal).json().get("comments");
        assertThat(comments).isEqualTo(get(PIA, proposal + "/comments").json().get("comments"));
        assertThat(comments.at("/0/cell").stringValue()).isEqualTo("B8");
        assertThat(comments.at("/0/text").stringValue()).isEqualTo("<b>Why</b>?");
        assertThat(comments.at("/1/text").stringValue()).isEqualTo("It was agreed\non Monday");
        assertThat(comments).hasSize(2);
        send(PAUL, proposal + "/withdraw", "");
        assertThat(comment(PIA, proposal, "{\"text\": \"Pity\"}").status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                             | missing-field | /text",
                "{\"text\": \"  \"}                              | wrong-type    | /text",
                "{\"text\": \"why\", \"file\": \"nowhere.csv\"} | unknown-file  | /file",
                "{\"text\": \"why\", \"cell\": \"B8\"}          | wrong-type    | /cell",
                "{\"text\": \"why\", \"by\": \"ana\"}           | unknown-field | /by",
            })
    void aCommentThatCannotBeKeptIsRefused(String body, String code, String pointer) throws Exception {
        Answer refused = comment(ANA, proposed(other()), body);

        assertThat(refused.json().at("/errors/0/code").stringValue()).isEqualTo(code);
        assertThat(refused.json().at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
    }

    private Answer comment(AccessToken token, String proposal, String body) throws Exception {
        return send(request(proposal + "/comments")
                .header("Authorization", "Bearer " + token.text())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void callersWhoMayCheckAreToldWhoElseMayApprove() throws Exception {
        assertThat(get(PIA, "/v1/me").json().get("approvers").valueStream().map(JsonNode::stringValue))
                .containsExactly("paul", "hana", "hugo");
        assertThat(get("/v1/me").json().get("approvers").isNull()).isTrue();
    }

    @Test
    void whatIsPublishedWaitsUntilSomebodyElseApproves() throws Exception {
        String proposal = proposed(other());

        assertThat(channel()).isEqualTo(before);
        JsonNode waiting = get(ANA, proposal).json();
        assertThat(waiting.get("state").stringValue()).isEqualTo("open");
        assertThat(waiting.get("author").stringValue()).isEqualTo("pia");
        assertThat(waiting.get("comment").stringValue()).isEqualTo("Another way in");
        assertThat(waiting.get("basedOn").longValue()).isEqualTo(inForce);
        assertThat(waiting.get("changedFiles")).hasSize(1);
        assertThat(waiting.at("/changes/0/value").stringValue()).isEqualTo(other());
        assertThat(waiting.at("/tables/0/rows/0/changes/0/after").stringValue()).isEqualTo(other());
        assertThat(waiting.at("/problems/0/severity").stringValue()).isEqualTo("info");

        Answer approved = send(PAUL, proposal + "/approve", "");

        assertThat(approved.status()).as(approved.response().body()).isEqualTo(201);
        JsonNode release = approved.json().get("release");
        assertThat(approved.header("Location")).isEqualTo("/v1/policy/releases/" + release.get("id"));
        assertThat(release.get("author").stringValue()).isEqualTo("pia");
        assertThat(release.get("approvedBy").stringValue()).isEqualTo("paul");
        assertThat(release.get("inForce").booleanValue()).isTrue();
        assertThat(get(approved.header("Location")).json().get("approvedBy").stringValue())
                .isEqualTo("paul");
        assertThat(channel()).isEqualTo(other());
        JsonNode done = get(ANA, proposal).json();
        assertThat(done.get("state").stringValue()).isEqualTo("published");
        assertThat(done.get("decidedBy").stringValue()).isEqualTo("paul");
        assertThat(done.get("release")).isEqualTo(release.get("id"));
    }

    @Test
    void aProposalIsCheckedAgainstWhatItWouldFollowNow() throws Exception {
        String proposal = proposed(other());

        JsonNode check = get(ANA, proposal + "/check").json();

        assertThat(check.get("basedOn").longValue()).isEqualTo(inForce);
        assertThat(check.at("/changes/0/value").stringValue()).isEqualTo(other());
        assertThat(check.at("/impact/lines/0/changes/0/after").stringValue()).startsWith(other());
        send(PAUL, proposal + "/approve", "");
        JsonNode after = get(ANA, proposal + "/check").json();
        assertThat(after.get("basedOn").longValue()).isGreaterThan(inForce);
        assertThat(after.at("/impact/lines")).isEmpty();
    }

    @Test
    void whoeverProposesCannotApproveAndTheTryIsLogged(CapturedOutput log) throws Exception {
        String proposal = proposed(other());

        Answer answer = send(PIA, proposal + "/approve", "");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("same-author");
        assertThat(answer.json().get("detail").stringValue()).contains("“pia”", "somebody else");
        assertThat(channel()).isEqualTo(before);
        assertThat(log.getOut())
                .contains("Refused: POST " + proposal + "/approve from 127.0.0.1, asked by “pia”")
                .doesNotContain(PIA.text());
    }

    @Test
    void checksThatTakeAllTheirPlacesLeaveThoseOfProposingAndApproving() throws Exception {
        checks.runCheck(() -> checks.runCheck(() -> {
            Answer approved = send(PAUL, proposed(other()) + "/approve", "");

            assertThat(approved.status()).as(approved.response().body()).isEqualTo(201);
            return null;
        }));
    }

    @Test
    void whatIsRestoredWaitsToo() throws Exception {
        Answer answer = send(PIA, "/v1/policy/releases/1/restore", "");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        assertThat(answer.json().at("/proposal/origin").stringValue()).isEqualTo("restore of 1");
        assertThat(get("/v1/policy").json().at("/inForce/release").longValue()).isEqualTo(inForce);
        Answer approved = send(PAUL, answer.header("Location") + "/approve", "");
        assertThat(approved.json().at("/release/origin").stringValue()).isEqualTo("restore of 1");
        assertThat(channel()).isEqualTo("Support Forum");
    }

    @Test
    void aProposalThatWasOvertakenIsAConflictThatShowsBothSides() throws Exception {
        String first = proposed(other());
        String second = proposed("Support Forum, " + other());
        send(PAUL, first + "/approve", "");

        Answer answer = send(PAUL, second + "/approve", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("conflict");
        JsonNode conflict = answer.json().get("conflict");
        assertThat(conflict.at("/basedOn").longValue()).isEqualTo(inForce);
        assertThat(conflict.at("/current/approvedBy").stringValue()).isEqualTo("paul");
        assertThat(conflict.at("/theirs/0/value").stringValue()).isEqualTo(other());
        assertThat(conflict.at("/yours/0/value").stringValue()).isEqualTo("Support Forum, " + other());
        assertThat(get(ANA, second).json().get("state").stringValue()).isEqualTo("open");
    }

    @Test
    void whatIsBasedOnAnOlderReleaseOrHasErrorsIsNoProposal() throws Exception {
        ObjectNode late = changed(other());
        send(PAUL, proposed(other()) + "/approve", "");
        long newest = newest();
        inForce = get("/v1/policy").json().at("/inForce/release").longValue();

        assertThat(send(PIA, "/v1/policy/releases", late).status()).isEqualTo(409);
        assertThat(send(PIA, "/v1/policy/releases", changed("Support Portall")).status())
                .isEqualTo(422);
        assertThat(newest()).isEqualTo(newest);
    }

    private long newest() throws Exception {
        return get(ANA, "/v1/policy/proposals?limit=1")
                .json()
                .at("/proposals/0/id")
                .longValue();
    }

    @Test
    void whatSomebodyHasDecidedStaysSo() throws Exception {
        String taken = proposed(other());
        String approved = proposed(other());
        send(PAUL, approved + "/approve", "");

        Answer withdrawn = send(PIA, taken + "/withdraw", "");
        assertThat(withdrawn.status()).isEqualTo(200);
        assertThat(withdrawn.json().get("state").stringValue()).isEqualTo("withdrawn");
        assertThat(withdrawn.json().get("decidedBy").stringValue()).isEqualTo("pia");
        assertThat(closed(send(PAUL, taken + "/approve", ""))).contains("“pia” has withdrawn it");
        assertThat(closed(send(PAUL, approved + "/approve", ""))).contains("“paul” has approved of it: it is release ");
        assertThat(closed(send(PIA, approved + "/withdraw", ""))).contains("“paul” has approved of it: it is release ");
    }

    private static String closed(Answer answer) {
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("code").stringValue()).isEqualTo("proposal-closed");
        return answer.json().get("detail").stringValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99999", "x", "99999999999999999999"})
    void aProposalThatThereNeverWasIsNotFound(String id) throws Exception {
        String proposal = "/v1/policy/proposals/" + id;
        for (Answer answer : List.of(
                get(ANA, proposal), send(PAUL, proposal + "/approve", ""), send(PAUL, proposal + "/withdraw", ""))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("unknown-proposal");
        }
    }

    @Test
    void proposalsAreListedNewestFirstAndPageByPage() throws Exception {
        proposed(other());
        proposed(other());

        JsonNode page = get(ANA, "/v1/policy/proposals?limit=1").json();
        long last = page.at("/proposals/0/id").longValue();
        assertThat(page.get("proposals")).hasSize(1);
        assertThat(page.get("before").longValue()).isEqualTo(last);
        JsonNode next = get(ANA, "/v1/policy/proposals?before=" + last).json();
        assertThat(next.at("/proposals/0/id").longValue()).isEqualTo(last - 1);
        assertThat(next.get("before").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"limit=0, wrong-type", "limit=1001, wrong-type", "before=x, wrong-type", "state=open, unknown-field"})
    void whatIsWrongWithAPageIsNamed(String parameters, String code) throws Exception {
        Answer answer = get(ANA, "/v1/policy/proposals?" + parameters);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void strangersSeeNoProposalsAndAnalystsDecideOnNone(CapturedOutput log) throws Exception {
        String proposal = proposed(other());

        assertThat(sendWithoutToken(request("/v1/policy/proposals")).status()).isEqualTo(401);
        assertThat(sendWithoutToken(request(proposal)).status()).isEqualTo(401);
        for (String decision : List.of("/approve", "/withdraw")) {
            Answer answer = send(ANA, proposal + decision, "");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("forbidden");
        }
        assertThat(get(ANA, proposal).json().get("state").stringValue()).isEqualTo("open");
        assertThat(log.getOut())
                .contains("Refused: GET /v1/policy/proposals from")
                .contains("Refused: POST " + proposal + "/approve from 127.0.0.1, asked by “ana”");
    }

    @Test
    void aChangeOfTheDirectoryDoesNotServe() throws Exception {
        Path matrix = directory.resolve("support-matrix.csv");
        String old = Files.readString(matrix);
        EditedTables.in(directory).replaceInRow("support-matrix.csv", FREE_REPORTS, "Support channels", other());

        await().untilAsserted(() -> assertThat(
                        get("/v1/policy").json().at("/refused/problems").toString())
                .contains("approval-needed", "Publish them over HTTP, based on release " + inForce)
                .doesNotContain(directory.toString()));
        assertThat(channel()).isEqualTo(before);
        Files.writeString(matrix, old);
        await().until(() -> get("/v1/policy").json().at("/refused").isNull());
    }
}
