package support.entitlement.web.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Queries ask a draft as they ask a release. */
class DraftQueryApiTest extends DraftApi {

    private static final String QUERY = "\"plan\": \"Enterprise Premium\", \"issueType\": \"API outage\"";

    @Autowired
    private MeterRegistry meters;

    private long countRejected() {
        return meters.get("entitlement.evaluations")
                .tag("outcome", "rejected")
                .timer()
                .count();
    }

    @Test
    void aRefusedQuestionToADraftCountsInNoMetricOfThePolicyInForce() throws Exception {
        long draft = createDraft("Uncounted");
        long before = countRejected();

        Answer refused = send(
                ANA,
                "POST",
                "/v1/evaluation",
                "{\"plan\": \"Gold\", \"issueType\": \"API outage\", \"draft\": " + draft + "}",
                null);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(countRejected()).isEqualTo(before);
        send(ANA, "POST", "/v1/evaluation", "{\"plan\": \"Gold\"}", null);
        assertThat(countRejected()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/entitlements?plan=Enterprise+Premium&issueType=API+outage&draft=",
                "/v1/support-matrix?plan=Enterprise+Premium&draft=",
                "/v1/vocabulary?draft="
            })
    void anAddressThatNamesADraftIsAnsweredByItAndNotCached(String path) throws Exception {
        long draft = createDraft("Asked by address");

        Answer answer = read(path + draft);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        assertThat(answer.json().at("/policy/draft/id").longValue()).isEqualTo(draft);
        assertThat(answer.json().at("/policy/draft/version").longValue()).isEqualTo(1);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("ETag")).isEmpty();
        assertThat(getWithoutToken(path + draft).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/evaluation                              | {QUERY, \"draft\": DRAFT}",
                "/v1/evaluation/rows?table=Plans             | {QUERY, \"draft\": DRAFT}",
                "/v1/sla/status                              | {QUERY, \"draft\": DRAFT, \"events\": []}"
            })
    void aQueryThatNamesADraftIsAnsweredByIt(String path, String body) throws Exception {
        long draft = createDraft("Asked by body");
        String request = body.replace("QUERY", QUERY).replace("DRAFT", String.valueOf(draft));

        JsonNode answer = send(ANA, "POST", path, request, null).json();

        assertThat(answer.at("/policy/draft/id").longValue())
                .as(answer.toString())
                .isEqualTo(draft);
        assertThat(sendWithoutToken(request(path)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(request)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void oneDocumentAsksADraftAndThePolicyInForce() throws Exception {
        long draft = createDraft("Asked by many");

        JsonNode results = send(
                        ANA,
                        "POST",
                        "/v1/evaluations",
                        "{\"defaults\": {" + QUERY + ", \"draft\": " + draft
                                + "}, \"evaluations\": [{}, {\"draft\": null}]}",
                        null)
                .json()
                .get("results");

        assertThat(results.at("/0/policy/draft/id").longValue())
                .as(results.toString())
                .isEqualTo(draft);
        assertThat(results.at("/1/policy").has("draft")).isFalse();
        assertThat(results.at("/1/policy/revision")).isEqualTo(results.at("/0/policy/revision"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "999                                | 404 | unknown-draft",
                "\"1\"                              | 400 | wrong-type",
                "1.5                                | 400 | wrong-type",
                "1, \"asOf\": \"2026-01-01T00:00Z\" | 400 | malformed-request"
            })
    void aWrongDraftIsRefused(String draft, int status, String code) throws Exception {
        Answer answer = send(ANA, "POST", "/v1/evaluation", "{" + QUERY + ", \"draft\": " + draft + "}", null);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/code").stringValue()).isEqualTo(code);
        assertThat(pointers(answer.json())).containsExactly("/draft");
    }

    @Test
    void aDraftWithoutChangesIsSoundAndChangesNothing() throws Exception {
        long draft = createDraft("Unchanged");
        String path = "/v1/policy/drafts/" + draft;

        JsonNode problems = read(path + "/problems").json();
        JsonNode check = read(path + "/check").json();
        JsonNode difference = read(path + "/diff").json();

        assertThat(problems.get("sound").booleanValue()).isTrue();
        assertThat(problems.get("version").longValue()).isEqualTo(1);
        assertThat(check.get("sound").booleanValue()).isTrue();
        assertThat(check.get("basedOn")).isEqualTo(read(path).json().get("basedOn"));
        assertThat(check.get("changes")).isEmpty();
        assertThat(difference.get("tables")).isEmpty();
        assertThat(read(path + "0/check").status()).isEqualTo(404);
    }
}
