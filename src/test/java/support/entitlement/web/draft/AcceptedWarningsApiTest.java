package support.entitlement.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Warnings that are meant are accepted in drafts, belong to the release, and come back when their row says something else. */
class AcceptedWarningsApiTest extends DraftApi {

    private static final String CODE = "channel-not-offered";

    private Answer change(long draft, long version, String change) throws Exception {
        Answer answer = send(
                ANA,
                "POST",
                "/v1/policy/drafts/" + draft + "/changes",
                "{\"changes\": [" + change + "]}",
                "\"" + version + "\"");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    /** Creates a draft with a channel that nobody offers. */
    private long createDraftWithWarning(String channel) throws Exception {
        long draft = createDraft(channel);
        change(
                draft,
                1,
                "{\"op\": \"insert-rows\", \"file\": \"channels.csv\", \"row\": 8, \"rows\": [[\"" + channel
                        + "\", \"air\"]]}");
        return draft;
    }

    private JsonNode warning(long draft, String channel) throws Exception {
        return problems(draft)
                .filter(problem -> problem.get("code").stringValue().equals(CODE))
                .filter(problem -> problem.get("value").stringValue().equals(channel))
                .findFirst()
                .orElseThrow();
    }

    private Stream<JsonNode> problems(long draft) throws Exception {
        return read("/v1/policy/drafts/" + draft + "/problems")
                .json()
                .get("problems")
                .valueStream();
    }

    private Answer accept(long draft, String ifMatch, JsonNode warning, String reason) throws Exception {
        return accept(draft, ifMatch, CODE, warning.get("acceptAs"), reason);
    }

    private Answer accept(long draft, String ifMatch, String code, JsonNode as, String reason) throws Exception {
        return send(
                ADA,
                "POST",
                "/v1/policy/drafts/" + draft + "/accepted-warnings",
                "{\"code\": \"" + code + "\", \"table\": " + as.get("table") + ", \"row\": " + as.get("row")
                        + ", \"reason\": \"" + reason + "\"}",
                ifMatch);
    }

    private Answer takeBack(long draft, String ifMatch, JsonNode warning) throws Exception {
        JsonNode as = warning.get("acceptAs");
        return send(
                ADA,
                "DELETE",
                "/v1/policy/drafts/" + draft + "/accepted-warnings?code=" + CODE + "&table="
                        + URLEncoder.encode(as.get("table").stringValue(), StandardCharsets.UTF_8) + "&row="
                        + as.get("row").stringValue(),
                "",
                ifMatch);
    }

    @Test
    void aWarningIsAcceptedAndPublishedAndComesBackWithItsRow() throws Exception {
        long draft = createDraftWithWarning("Carrier pigeon");

        Answer accepted = accept(draft, "\"2\"", warning(draft, "Carrier pigeon"), "=planned, for 2027");

        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(200);
        assertThat(accepted.header("ETag")).isEqualTo("\"3\"");
        assertThat(accepted.json().at("/changes/0/file").stringValue()).isEqualTo("accepted-warnings.csv");
        JsonNode accept = warning(draft, "Carrier pigeon").get("accepted");
        assertThat(accept.get("reason").stringValue()).isEqualTo("=planned, for 2027");
        assertThat(accept.get("by").stringValue()).isEqualTo("ada");
        assertThat(accept.get("date").stringValue()).matches("\\d{4}-\\d{2}-\\d{2}");
        JsonNode check = read("/v1/policy/drafts/" + draft + "/check").json();
        assertThat(check.at("/problems").valueStream()).anyMatch(problem -> problem.has("accepted"));
        assertThat(check.at("/changes").valueStream())
                .anyMatch(change -> change.get("code").stringValue().equals("warning-accepted"));
        assertThat(file(draft, "accepted-warnings.csv").get("kind").stringValue())
                .isEqualTo("accepted-warnings");

        Answer published = send(PIA, "POST", "/v1/policy/drafts/" + draft + "/publish", "{}", "\"3\"");

        assertThat(published.status()).as(published.response().body()).isEqualTo(201);
        long release = published.json().at("/release/id").longValue();
        assertThat(read("/v1/policy/releases/" + release).json().get("problems").valueStream())
                .anyMatch(problem -> problem.at("/accepted/by").asString("").equals("ada"));
        assertThat(read("/v1/policy/releases/" + release + "/diff")
                        .json()
                        .get("changes")
                        .valueStream())
                .anyMatch(change -> change.get("code").stringValue().equals("warning-accepted"));
        assertThat(read("/v1/policy").json().at("/inForce/problems").valueStream())
                .anyMatch(problem -> problem.has("accepted"));

        long next = createDraft("Sea mail");
        change(
                next,
                1,
                "{\"op\": \"set\", \"file\": \"channels.csv\", \"cell\": \"B8\", \"before\": \"air\", \"after\": \"sea\"}");

        assertThat(warning(next, "Carrier pigeon").has("accepted")).isFalse();
        assertThat(problems(next))
                .anyMatch(problem -> problem.get("code").stringValue().equals("accepted-nothing"));
    }

    @Test
    void acceptanceIsTakenBackAndTheDraftIsAsBefore() throws Exception {
        long draft = createDraftWithWarning("Smoke signal");
        JsonNode warning = warning(draft, "Smoke signal");
        accept(draft, "\"2\"", warning, "planned");

        assertThat(accept(draft, "\"2\"", warning, "planned").header("ETag")).isEqualTo("\"3\"");
        assertThat(takeBack(draft, null, warning).status()).isEqualTo(428);
        assertThat(takeBack(draft, "\"9\"", warning).status()).isEqualTo(412);
        Answer taken = takeBack(draft, "\"3\"", warning);

        assertThat(taken.status()).as(taken.response().body()).isEqualTo(200);
        assertThat(warning(draft, "Smoke signal").has("accepted")).isFalse();
        assertThat(takeBack(draft, "\"4\"", warning).json().get("code").stringValue())
                .isEqualTo("unknown-warning");
    }

    @Test
    void twoWarningsAreAcceptedInOneListAndTheFirstIsTakenBack() throws Exception {
        long draft = createDraftWithWarning("Drum");
        change(
                draft,
                2,
                "{\"op\": \"insert-rows\", \"file\": \"channels.csv\", \"row\": 9, \"rows\": [[\"Flag\", \"air\"]]}");
        accept(draft, "\"3\"", warning(draft, "Drum"), "planned");
        accept(draft, "\"3\"", warning(draft, "Flag"), "planned, too");

        takeBack(draft, "\"5\"", warning(draft, "Drum"));

        assertThat(warning(draft, "Drum").has("accepted")).isFalse();
        assertThat(warning(draft, "Flag").at("/accepted/reason").stringValue()).isEqualTo("planned, too");
    }

    @Test
    void whatCannotBeAcceptedIsRefusedWithTheReason() throws Exception {
        long draft = createDraftWithWarning("Bell");
        JsonNode as = warning(draft, "Bell").get("acceptAs");

        assertThat(accept(draft, null, CODE, as, "planned").status()).isEqualTo(428);
        assertThat(accept(draft, "\"2\"", CODE, as, "").status()).isEqualTo(400);
        assertThat(accept(draft, "\"2\"", CODE, as, "a\\nb").status()).isEqualTo(400);
        assertThat(accept(draft, "\"2\"", CODE, as, "a".repeat(1_001)).status()).isEqualTo(400);
        assertThat(accept(draft, "\"2\"", "channel-not-ofered", as, "planned")
                        .json()
                        .at("/errors/0/nearest")
                        .stringValue())
                .isEqualTo(CODE);
        assertThat(accept(draft, "\"2\"", "overlap", as, "planned")
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("unknown-warning");
        accept(draft, "\"2\"", CODE, as, "planned");
        assertThat(accept(draft, "\"3\"", CODE, as, "other")
                        .json()
                        .get("detail")
                        .stringValue())
                .contains("“ada” has accepted it already");
    }

    @Test
    void anErrorCannotBeAccepted() throws Exception {
        long draft = createDraftWithWarning("Horn");
        JsonNode as = problem(draft, CODE).get("acceptAs");
        change(
                draft,
                2,
                "{\"op\": \"insert-rows\", \"file\": \"channels.csv\", \"row\": 9, \"rows\": [[\"horn\", \"air\"]]}");
        assertThat(problem(draft, "other-spelling").get("severity").stringValue())
                .isEqualTo("error");
        assertThat(problem(draft, "other-spelling").has("acceptAs")).isFalse();

        Answer refused = accept(draft, "\"3\"", "other-spelling", as, "we know");

        assertThat(refused.json().get("code").stringValue()).isEqualTo("bad-change");
        assertThat(refused.json().get("detail").stringValue()).contains("only warnings can be accepted");
    }

    private JsonNode problem(long draft, String code) throws Exception {
        return problems(draft)
                .filter(problem -> problem.get("code").stringValue().equals(code))
                .findFirst()
                .orElseThrow();
    }
}
