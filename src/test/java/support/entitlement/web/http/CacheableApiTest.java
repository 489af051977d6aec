package support.entitlement.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class CacheableApiTest extends ApiTest {

    private static final String OUTAGE_PARAMETERS = "plan=enterprise%20premium&issueType=API%20outage"
            + "&productionUse=not%20possible&workaround=false&channel=Landline&attribute.region=EU";

    @Test
    void aQueryInTheAddressHasTheDecisionOfOneInTheBodyWithoutIdAndDueTimes() throws Exception {
        ObjectNode posted = (ObjectNode) evaluate(OUTAGE).json();
        posted.remove("decisionId");
        posted.path("milestones").forEach(milestone -> ((ObjectNode) milestone).remove("dueAt"));

        assertThat(get("/v1/entitlements?" + OUTAGE_PARAMETERS).json()).isEqualTo(posted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/entitlements?plan=Free&issueType=Issue%20reports",
                "/v1/support-matrix?plan=Free",
                "/v1/vocabulary",
                "/v1/calendars"
            })
    void theRevisionAndTheSoftwareAreTheTagAndAMatchIsAnsweredWithoutABody(String path) throws Exception {
        Answer first = get(path);
        Answer second = send(request(path).header("If-None-Match", first.header("ETag")));
        String revision = first.json().at("/policy/revision").stringValue();
        Answer other = send(request(path).header("If-None-Match", "\"" + revision + "\""));

        assertThat(first.header("ETag"))
                .matches("\"" + revision + "/\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?-20\\d\\d-[-0-9T:.]+Z\"");
        assertThat(first.header("Cache-Control")).contains("no-cache");
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.response().body()).isEmpty();
        assertThat(other.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/entitlements?plan=Free, 400, missing-field",
        "/v1/entitlements?plan=Free&issueType=Issue%20reports&colour=red, 400, unknown-field",
        "/v1/entitlements?plan=Free&issueType=Issue%20reports&openedAt=2026-03-06T16:30:00Z, 400, unknown-field",
        "/v1/entitlements?plan=Free&plan=Small&issueType=Issue%20reports, 400, malformed-request",
        "/v1/entitlements?plan=Free&issueType=Issue%20reports&workaround=maybe, 400, wrong-type",
        "/v1/entitlements?plan=Fre&issueType=Issue%20reports, 422, unknown-plan",
        "/v1/support-matrix, 400, missing-field",
        "/v1/entitlements?plan=Free&issueType=Issue%20reports&impact=x&productionUse=not%20possible, 400, unknown-field",
        "/v1/entitlements?plan=Free&issueType=Issue%20reports&attributes=x&attribute.region=EU, 400, unknown-field",
        "/v1/support-matrix?plan=Fre, 422, unknown-plan",
        "/v1/support-matrix?plan=Free&plan=Small, 400, malformed-request",
        "/v1/support-matrix?plan=Free&colour=red, 400, unknown-field"
    })
    void aParameterThatIsWrongIsRefused(String path, int status, String code) throws Exception {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "productionUse=bad, /productionUse",
        "workaround=maybe, /workaround",
        "slaCategory=1&workaround=true, /slaCategory",
        "impact=x, /impact",
        "a~/b=x, /a~0~1b",
        "plan=Free, /plan"
    })
    void theParameterThatIsWrongIsNamedAsItWasSent(String parameter, String pointer) throws Exception {
        JsonNode problem = get("/v1/entitlements?plan=Free&issueType=Issue%20reports&" + parameter)
                .json();

        assertThat(problem.path("pointer").stringValue()).isEqualTo(pointer);
        assertThat(pointers(problem)).containsExactly(pointer);
    }

    @Test
    void theNearestOfAnUnknownParameterIsAParameter() throws Exception {
        JsonNode problem = get("/v1/entitlements?plan=Free&issueType=Issue%20reports&productionuse=x")
                .json();

        assertThat(problem.path("value").stringValue()).isEqualTo("x");
        assertThat(problem.path("nearest").stringValue()).isEqualTo("productionUse");
        assertThat(problem.path("known"))
                .isEqualTo(
                        JSON.readTree(
                                "[\"plan\", \"customer\", \"issueType\", \"productionUse\", \"workaround\", \"slaCategory\", \"channel\", \"asOf\", \"draft\"]"));
    }

    @Test
    void everyParameterThatIsUnknownOrSentTwiceIsNamedAtOnce() throws Exception {
        JsonNode problem = get("/v1/entitlements?plan=Free&plan=Small&foo=1&openedAt=2026-03-06T16:30:00Z")
                .json();

        assertThat(pointers(problem)).containsExactlyInAnyOrder("/plan", "/foo", "/openedAt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/entitlements?plan=Free&issueType=Issue%20reports",
                "/v1/support-matrix?plan=Free",
                "/v1/vocabulary",
                "/v1/policy"
            })
    void anAnswerInAnotherFormThanJsonIsNotAcceptable(String path) throws Exception {
        Answer answer = send(request(path).header("Accept", "application/yaml"));

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aProblemIsJsonWhateverTheFormAskedFor() throws Exception {
        Answer answer = send(request("/v1/support-matrix?plan=Fre").header("Accept", "application/yaml, */*;q=0.1"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void theMatrixShowsEveryIssueTypeOfThePlansLevelAndTheMilestonesOfEachCategory() throws Exception {
        JsonNode matrix = get("/v1/support-matrix?plan=Enterprise%20Premium").json();

        assertThat(matrix.path("issueTypes")
                        .valueStream()
                        .map(type -> type.path("issueType").stringValue()))
                .containsExactlyInAnyOrder(
                        "Developer support", "Issue reports", "API outage", "Product support", "Enablement sessions");
        JsonNode reports = issueType(matrix, "Issue reports");
        assertThat(reports.at("/slaCategories/1/id").stringValue()).isEqualTo("2");
        assertThat(reports.at("/slaCategories/1/milestones/1/within").stringValue())
                .isEqualTo("PT8H");
        assertThat(issueType(matrix, "API outage")
                        .at("/slaCategories/2/referTo")
                        .stringValue())
                .isEqualTo("Issue reports");
        assertThat(issueType(matrix, "Product support").path("slaCategories")).isEmpty();
    }

    @Test
    void theVocabularyListsTheNamesOfTheTables() throws Exception {
        JsonNode vocabulary = get("/v1/vocabulary").json();

        assertThat(vocabulary.path("plans")).hasSize(7);
        assertThat(vocabulary.path("supportLevels")).hasSize(3);
        assertThat(vocabulary.path("issueTypes")).hasSize(6);
        assertThat(vocabulary.path("slaCategories")).hasSize(3);
        assertThat(vocabulary.path("milestones")).isEqualTo(JSON.readTree("[\"Acknowledge\", \"Initial response\"]"));
    }

    @Test
    void theVocabularySaysWhichFactsTablesAskFor() throws Exception {
        JsonNode facts = get("/v1/vocabulary").json().path("facts");

        assertThat(facts.findValuesAsString("pointer"))
                .containsExactly("/plan", "/impact/productionUse", "/impact/workaround", "/issueType", "/slaCategory");
        assertThat(facts.get(1)).isEqualTo(JSON.readTree("""
                                {"pointer": "/impact/productionUse", "words": "production use", "types": ["text"],
                                 "names": ["not possible", "substantially degraded", "not severely impacted"], "numbers": [],
                                 "askedBy": [
                                   {"table": "SLA categories", "file": "sla-categories.csv", "column": "Production use"}]}
                                """));
    }

    @Test
    void theVocabularyOfAPastWithoutReleaseIsNotFound() throws Exception {
        assertThat(get("/v1/vocabulary?asOf=2020-01-01T00:00:00Z")
                        .json()
                        .path("code")
                        .stringValue())
                .isEqualTo("no-release-then");
        assertThat(get("/v1/vocabulary?asof=2020-01-01T00:00:00Z")
                        .json()
                        .path("code")
                        .stringValue())
                .isEqualTo("unknown-field");
    }

    private static JsonNode issueType(JsonNode matrix, String name) {
        return matrix.path("issueTypes")
                .valueStream()
                .filter(type -> type.path("issueType").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
