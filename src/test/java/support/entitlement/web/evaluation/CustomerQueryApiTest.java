package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A query by customer is answered from the contract in force. */
@DirtiesContext
class CustomerQueryApiTest extends ApiTest {

    private static final AccessToken TOKEN = AccessToken.generateToken();
    private static final String SLOWER = """
            {"plan": "Enterprise Premium", "zone": "Europe/Zurich", "validFrom": "2026-01-01", "validUntil": "2026-12-31",
             "terms": [
              {"clause": "§ 4.2", "scope": {"issueType": "Issue reports", "slaCategory": "2"}, "within": "12 hours"},
              {"clause": "§ 5", "scope": {"issueType": "Issue reports"}, "channels": {"add": ["Landline"]}},
              {"clause": "§ 6", "allowance": {"amount": 20}, "scope": {"issueType": "Enablement sessions"}},
              {"clause": "§ 7", "guarantee": {"kind": "response-time", "text": "as signed"}},
              {"clause": "§ 8", "terms": {"named contact": "Ada"}}]}
            """;
    private static final String CASE = """
            {"customer": "%s", "issueType": "issue reports", "slaCategory": "2", "openedAt": "2026-03-06T16:30:00+01:00"}
            """;

    private final String customer = "acme " + UUID.randomUUID();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        accept(properties, 0, "cora", TOKEN, "contracts,usage");
    }

    private Answer send(String method, String path, String body, String header, String value) throws Exception {
        HttpRequest.Builder request = request("/v1/customers/" + encoded() + path)
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/json")
                .header(header, value)
                .method(method, BodyPublishers.ofString(body));
        return send(request);
    }

    private String encoded() {
        return URLEncoder.encode(customer, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer sign(String contract, int seen) throws Exception {
        Answer stored = seen == 0
                ? send("PUT", "/contract", contract, "X-None", "")
                : send("PUT", "/contract", contract, "If-Match", "\"" + seen + "\"");
        assertThat(stored.status()).as(stored.response().body()).isIn(200, 201);
        return stored;
    }

    private JsonNode evaluated(String query) throws Exception {
        Answer answer = evaluate(query);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode named(JsonNode list, String name) {
        return list.valueStream()
                .filter(each -> each.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aContractThatMakesACategorySlowerIsAnsweredWithItsClauseAndWithWhatIsPublished() throws Exception {
        sign(SLOWER, 0);

        JsonNode answer = evaluated(CASE.formatted(customer));

        assertThat(answer.get("plan").stringValue()).isEqualTo("Enterprise Premium");
        JsonNode response = named(answer.get("milestones"), "Initial response");
        assertThat(response.get("within").stringValue()).isEqualTo("PT12H");
        assertThat(response.get("dueAt").stringValue()).isEqualTo("2026-03-07T04:30:00+01:00");
        assertThat(response.get("basis").stringValue()).isEqualTo("contract");
        assertThat(response.get("clause").stringValue()).isEqualTo("§ 4.2");
        assertThat(response.at("/replaced/within").stringValue()).isEqualTo("8 hours");
        assertThat(answer.at("/contract/version").longValue()).isEqualTo(1);
        assertThat(answer.at("/contract/zone").stringValue()).isEqualTo("Europe/Zurich");
        JsonNode citation = answer.get("because")
                .valueStream()
                .filter(each -> each.path("of").stringValue("").equals("Initial response"))
                .findFirst()
                .orElseThrow();
        assertThat(citation.get("clause").stringValue()).isEqualTo("§ 4.2");
        assertThat(citation.get("replaced").stringValue()).isEqualTo("8 hours");
        assertThat(answer.get("because")
                        .valueStream()
                        .map(each -> each.path("file").stringValue("")))
                .contains("sla-agreements.csv");
    }

    @Test
    void aContractSaysAtWhichEventsAClockStartsAndPausesInAnswersAndInTheStatusOfACase() throws Exception {
        sign("""
                {"plan": "Enterprise Premium", "validFrom": "2026-01-01", "terms": [
                  {"clause": "§ 4", "scope": {"milestone": "Initial response"}, "startsAt": "acknowledged", "endsAt": "called",
                   "pausedBy": ["on hold"], "resumedBy": ["resumed"]}]}
                """, 0);

        JsonNode answer = evaluated(CASE.formatted(customer));
        JsonNode promise = named(answer.get("milestones"), "Initial response");
        JsonNode status = named(
                post("/v1/sla/status", "application/json", """
                        {"customer": "%s", "issueType": "issue reports", "slaCategory": "2", "at": "2026-03-06T20:00:00Z", "events": [
                          {"type": "opened", "at": "2026-03-06T08:00:00Z"}, {"type": "acknowledged", "at": "2026-03-06T09:00:00Z"},
                          {"type": "on hold", "at": "2026-03-06T10:00:00Z"}, {"type": "resumed", "at": "2026-03-06T12:00:00Z"}]}
                        """.formatted(customer))
                        .json()
                        .get("milestones"),
                "Initial response");

        assertThat(promise.get("startsAt").stringValue()).isEqualTo("acknowledged");
        assertThat(promise.get("endsAt").stringValue()).isEqualTo("called");
        assertThat(promise.at("/pausedBy/0").stringValue()).isEqualTo("on hold");
        assertThat(promise.has("dueAt")).isFalse();
        assertThat(promise.get("clause").stringValue()).isEqualTo("§ 4");
        assertThat(promise.at("/replaced/starts at").stringValue()).isEqualTo("opened");
        assertThat(answer.get("because")
                        .valueStream()
                        .map(each -> each.path("part").stringValue("")))
                .contains("starts at", "ends at", "pauses");
        assertThat(status.get("dueAt").stringValue()).isEqualTo("2026-03-06T19:00:00Z");
        assertThat(status.get("state").stringValue()).isEqualTo("breached");
        assertThat(status.get("clause").stringValue()).isEqualTo("§ 4");
    }

    @Test
    void customersWithEqualTermsShareTextsThatNameTheContractOfEach() throws Exception {
        String terms = SLOWER.substring(SLOWER.indexOf("\"terms\""));
        String[][] signed = {
            {"é “q\\\" ", "\"Europe/Zurich\"", "null"},
            {"plain ", "\"America/New_York\"", "\"2026-12-31\""},
            {"other ", "\"UTC\"", "\"2026-12-30\""}
        };
        List<ObjectNode> queries = new ArrayList<>();
        for (String[] each : signed) {
            String name = "\"" + each[0] + UUID.randomUUID() + "\"";
            String contract =
                    "{\"customer\": %s, \"plan\": \"Enterprise Premium\", \"zone\": %s, \"validFrom\": \"2026-01-01\", \"validUntil\": %s, %s"
                            .formatted(name, each[1], each[2], terms);
            Answer stored = send(request("/v1/contracts")
                    .header("Authorization", "Bearer " + TOKEN.text())
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(contract.replace("\n", " "))));
            assertThat(stored.status()).as(stored.response().body()).isEqualTo(200);
            queries.add((ObjectNode) JSON.readTree(CASE.replace("\"%s\"", name)));
        }

        AnswerTextsTest.assertSameAsInDocument(this, queries);
    }

    /** Answers of lists are written in full; single ones from what is remembered of the customer. */
    @Test
    void anAnswerToACustomerWhoIsAskedForAgainIsTheOneWrittenInFull() throws Exception {
        for (int version = 0; version < 2; version++) {
            sign(SLOWER.replace("12 hours", 12 + version + " hours"), version);
            for (String day : List.of("2026-03-06", "2026-03-06", "2026-03-07", "2026-08-01", "2026-12-31")) {
                String query = CASE.formatted(customer).replace("2026-03-06", day);

                ObjectNode single = (ObjectNode) evaluated(query);
                ObjectNode listed =
                        (ObjectNode) post("/v1/evaluations", "application/json", "{\"evaluations\": [" + query + "]}")
                                .json()
                                .at("/results/0");

                assertThat(single.remove("decisionId")).isNotEqualTo(listed.remove("decisionId"));
                assertThat(single).isEqualTo(listed);
                assertThat(single.at("/contract/version").longValue()).isEqualTo(version + 1);
                assertThat(named(single.get("milestones"), "Initial response")
                                .get("within")
                                .stringValue())
                        .isEqualTo("PT" + (12 + version) + "H");
            }
        }
    }

    @Test
    void eachPartOfTheAnswerSaysWhetherItIsPublishedOrSigned() throws Exception {
        sign(SLOWER, 0);

        JsonNode answer = evaluated(CASE.formatted(customer));

        JsonNode landline = named(answer.get("channels"), "Landline");
        assertThat(landline.get("basis").stringValue()).isEqualTo("contract");
        assertThat(landline.get("clause").stringValue()).isEqualTo("§ 5");
        assertThat(landline.get("medium").stringValue()).isEqualTo("phone");
        assertThat(answer.at("/guarantee/basis").stringValue()).isEqualTo("contract");
        assertThat(answer.at("/guarantee/text").stringValue()).isEqualTo("as signed");
        assertThat(answer.at("/terms/named contact").stringValue()).isEqualTo("Ada");
        JsonNode sessions = evaluated("{\"customer\": \"" + customer + "\", \"issueType\": \"Enablement sessions\"}");
        assertThat(sessions.get("channels")
                        .valueStream()
                        .map(each -> each.get("basis").stringValue()))
                .containsOnly("published");
    }

    @Test
    void everyAnswerToACustomerCarriesWhatIsLeftOfTheAllowance() throws Exception {
        sign(SLOWER, 0);
        Answer booked = send(
                "POST",
                "/usage",
                "{\"issueType\": \"Enablement sessions\", \"amount\": 6.5, \"at\": \"2026-03-06T09:00:00Z\"}",
                "Idempotency-Key",
                "once");
        assertThat(booked.status()).as(booked.response().body()).isEqualTo(201);

        JsonNode allowance = evaluated("{\"customer\": \"" + customer
                        + "\", \"issueType\": \"Enablement sessions\", \"openedAt\": \"2026-05-01T09:00:00Z\"}")
                .get("allowance");

        assertThat(allowance.get("amount").decimalValue()).isEqualByComparingTo("20");
        assertThat(allowance.get("used").decimalValue()).isEqualByComparingTo("6.5");
        assertThat(allowance.get("left").decimalValue()).isEqualByComparingTo("13.5");
        assertThat(allowance.get("basis").stringValue()).isEqualTo("contract");
        assertThat(allowance.get("clause").stringValue()).isEqualTo("§ 6");
        assertThat(allowance.at("/replaced/amount").stringValue()).isEqualTo("8");
        assertThat(allowance.at("/period/zone").stringValue()).isEqualTo("Europe/Zurich");
    }

    @Test
    void anAnswerSaysThatNothingIsLeftOfAHardLimitAsSoonAsItIsUsed() throws Exception {
        sign(SLOWER, 0);
        String query = "{\"customer\": \"" + customer
                + "\", \"issueType\": \"Enablement sessions\", \"openedAt\": \"2026-05-01T09:00:00Z\"}";
        assertThat(evaluated(query).get("reason").isNull()).isTrue();
        Answer booked = send(
                "POST",
                "/usage",
                "{\"issueType\": \"Enablement sessions\", \"amount\": 20, \"at\": \"2026-03-06T09:00:00Z\"}",
                "Idempotency-Key",
                "all of it");
        assertThat(booked.status()).as(booked.response().body()).isEqualTo(201);

        JsonNode answer = evaluated(query);

        assertThat(answer.get("reason").stringValue()).isEqualTo("allowance-used-up");
        assertThat(answer.get("entitled").booleanValue()).isTrue();
        assertThat(evaluated(query.replace("2026-05", "2025-05")
                                .replace("\"customer\": \"" + customer, "\"used\": 8, \"plan\": \"Enterprise Premium"))
                        .get("reason")
                        .stringValue())
                .isEqualTo("allowance-used-up");
    }

    @Test
    void whatIsSignedForNextYearLeavesThisYearsContractInForce() throws Exception {
        sign(SLOWER, 0);
        sign("{\"plan\": \"Enterprise Advanced\", \"zone\": \"Europe/Zurich\", \"validFrom\": \"2027-01-01\"}", 1);

        assertThat(plan("2026-12-31T23:59:59+01:00")).isEqualTo("Enterprise Premium");
        assertThat(plan("2027-01-01T00:00:00+01:00")).isEqualTo("Enterprise Advanced");
    }

    private String plan(String openedAt) throws Exception {
        String query = "{\"customer\": \"%s\", \"issueType\": \"Issue reports\", \"openedAt\": \"%s\"}"
                .formatted(customer, openedAt);
        return evaluated(query).get("plan").stringValue();
    }

    @Test
    void whatAContractSaidIsStillAnsweredAsOfThen() throws Exception {
        sign(SLOWER, 0);
        String before = Instant.now().toString();
        sign(SLOWER.replace("12 hours", "16 hours"), 1);
        String query = CASE.formatted(customer).strip();

        JsonNode then = evaluated(query.substring(0, query.length() - 1) + ", \"asOf\": \"" + before + "\"}");

        assertThat(named(then.get("milestones"), "Initial response")
                        .get("within")
                        .stringValue())
                .isEqualTo("PT12H");
        assertThat(then.at("/contract/version").longValue()).isEqualTo(1);
        assertThat(named(evaluated(query).get("milestones"), "Initial response")
                        .get("within")
                        .stringValue())
                .isEqualTo("PT16H");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 404, unknown-customer, /customer",
        "', \"plan\": \"Starter\"', 422, plan-mismatch, /plan",
        "', \"used\": 3', 400, unknown-field, /used",
        "', \"openedAt\": \"2025-12-31T23:59:59+01:00\"', 404, unknown-customer, /customer",
        "', \"openedAt\": \"2027-01-01T00:00:00+01:00\"', 404, unknown-customer, /customer"
    })
    void whatCannotBeAnsweredSaysWhy(String more, int status, String code, String pointer) throws Exception {
        if (!more.isEmpty()) {
            sign(SLOWER, 0);
        }

        Answer answer = evaluate("{\"customer\": \"" + customer + "\", \"issueType\": \"Issue reports\"" + more + "}");

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void aStrangerWhosePlanIsSentIsAnsweredByWhatIsPublished() throws Exception {
        JsonNode answer = evaluated(
                "{\"customer\": \"" + customer + "\", \"plan\": \"Starter\", \"issueType\": \"Issue reports\"}");

        assertThat(answer.get("plan").stringValue()).isEqualTo("Starter");
        assertThat(answer.has("contract")).isFalse();
    }

    @Test
    void aCategoryThatOnlyTheContractAsksForIsAMissingFact() throws Exception {
        sign("""
                {"plan": "Starter", "validFrom": "2026-01-01", "terms": [
                  {"clause": "§ 4", "scope": {"slaCategory": "1", "milestone": "Callback"}, "within": "1 hour"}]}
                """, 0);

        JsonNode answer = evaluated("{\"customer\": \"" + customer + "\", \"issueType\": \"Issue reports\"}");

        assertThat(answer.get("milestones").isEmpty()).isTrue();
        assertThat(answer.get("missing").valueStream().map(JsonNode::stringValue))
                .contains("/slaCategory");
    }

    @Test
    void manyQueriesMayNameManyCustomers() throws Exception {
        sign(SLOWER, 0);
        String body = "{\"defaults\": {\"issueType\": \"Issue reports\", \"slaCategory\": \"2\"}, \"evaluations\": "
                + "[{\"customer\": \"" + customer + "\"}, {\"customer\": \"nobody\"}, {\"plan\": \"Starter\"}]}";

        JsonNode results =
                post("/v1/evaluations", "application/json", body).json().get("results");

        assertThat(results.at("/0/contract/customer").stringValue()).isEqualTo(customer);
        assertThat(results.at("/1/code").stringValue()).isEqualTo("unknown-customer");
        assertThat(results.at("/1/pointer").stringValue()).isEqualTo("/evaluations/1/customer");
        assertThat(results.at("/2/plan").stringValue()).isEqualTo("Starter");
    }

    @Test
    void theAddressesThatCachesKeepKnowCustomersToo() throws Exception {
        sign(SLOWER, 0);
        String query = "?customer=" + encoded() + "&asOf=" + Instant.now();

        Answer matrix = get("/v1/support-matrix" + query);
        Answer entitlement = get("/v1/entitlements" + query + "&issueType=Issue%20reports&slaCategory=2");

        assertThat(matrix.status()).as(matrix.response().body()).isEqualTo(200);
        assertThat(matrix.response().body()).contains("§ 4.2").contains("\"PT12H\"");
        assertThat(entitlement.status()).as(entitlement.response().body()).isEqualTo(200);
        assertThat(entitlement.header("Cache-Control")).contains("private");
        assertThat(send(request("/v1/entitlements" + query + "&issueType=Issue%20reports&slaCategory=2")
                                .header("If-None-Match", entitlement.header("ETag")))
                        .status())
                .isEqualTo(304);
        sign(SLOWER.replace("12 hours", "16 hours"), 1);
        Answer changed = get("/v1/entitlements?customer=" + encoded() + "&issueType=Issue%20reports&slaCategory=2");
        assertThat(changed.header("ETag")).isNotEqualTo(entitlement.header("ETag"));
        assertThat(changed.response().body()).contains("PT16H");
        assertThat(get("/v1/support-matrix?customer=nobody").status()).isEqualTo(404);
        assertThat(get("/v1/support-matrix").json().get("pointer").stringValue())
                .isEqualTo("/plan");
    }

    @Test
    void theClockOfACaseRunsByTheContractThatWasInForceWhenItWasOpened() throws Exception {
        sign(SLOWER, 0);
        String events = "[{\"type\": \"opened\", \"at\": \"2026-03-06T16:30:00+01:00\"}]";
        String body = "{\"customer\": \"" + customer + "\", \"issueType\": \"Issue reports\", \"slaCategory\": \"2\","
                + " \"at\": \"2027-03-06T16:30:00+01:00\", \"events\": " + events + "}";

        Answer answer = post("/v1/sla/status", "application/json", body);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        JsonNode response = named(answer.json().get("milestones"), "Initial response");
        assertThat(response.get("dueAt").stringValue()).isEqualTo("2026-03-07T04:30:00+01:00");
        assertThat(response.get("clause").stringValue()).isEqualTo("§ 4.2");
        assertThat(answer.json().at("/contract/version").longValue()).isEqualTo(1);
        Answer stranger = post("/v1/sla/status", "application/json", body.replace(customer, "nobody"));
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(pointers(stranger.json())).isEqualTo(List.of("/customer"));
    }

    @Test
    void aMilestoneThatWasReachedKeepsTheClauseByWhichItIsJudged() throws Exception {
        sign("""
                {"plan": "Enterprise Premium", "validFrom": "2026-01-01", "terms": [
                  {"clause": "§ 1", "scope": {"slaCategory": "1", "milestone": "Acknowledge"}, "within": "2 hours"},
                  {"clause": "§ 2", "scope": {"slaCategory": "2", "milestone": "Acknowledge"}, "within": "12 hours"}]}
                """, 0);

        Answer answer = post("/v1/sla/status", "application/json", """
                {"customer": "%s", "issueType": "Issue reports", "slaCategory": "2", "at": "2026-03-06T20:00:00Z", "events": [
                  {"type": "open", "at": "2026-03-06T08:00:00Z"}, {"type": "acknowledged", "at": "2026-03-06T12:00:00Z"},
                  {"type": "priority set", "at": "2026-03-06T13:00:00Z", "facts": {"slaCategory": "1"}}]}
                """.formatted(customer));

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        JsonNode acknowledged = named(answer.json().get("milestones"), "Acknowledge");
        assertThat(acknowledged.get("within").stringValue()).isEqualTo("PT12H");
        assertThat(acknowledged.get("clause").stringValue()).isEqualTo("§ 2");
        assertThat(acknowledged.at("/replaced/within").stringValue()).isEqualTo("4 hours");
    }

    @Test
    void theContractInForceAtTheOpeningSpeaksHoweverTheEventIsCalled() throws Exception {
        sign(SLOWER, 0);
        sign(SLOWER.replace("2026-01-01", "2026-06-01").replace("12 hours", "16 hours"), 1);

        Answer answer = post("/v1/sla/status", "application/json", """
                {"customer": "%s", "issueType": "Issue reports", "slaCategory": "2", "at": "2026-07-06T20:00:00Z",
                 "events": [{"type": "open", "at": "2026-03-06T08:00:00Z"}]}
                """.formatted(customer));

        assertThat(answer.json().at("/contract/version").longValue()).isEqualTo(1);
    }

    @Test
    void ownTermsOfTheContractSayWhereTheyStand() throws Exception {
        sign(SLOWER, 0);

        JsonNode answer = evaluated(CASE.formatted(customer));

        assertThat(answer.at("/terms/named contact").stringValue()).isEqualTo("Ada");
        assertThat(answer.at("/signedTerms/named contact/clause").stringValue()).isEqualTo("§ 8");
        assertThat(answer.at("/signedTerms/named contact/replaced").isNull()).isTrue();
        assertThat(evaluated("{\"plan\": \"Free\", \"issueType\": \"Issue reports\"}")
                        .has("signedTerms"))
                .isFalse();
    }

    @Test
    void whatIsLeftIsNotThatOfAnotherAllowanceThanTheAnswers() throws Exception {
        sign(SLOWER, 0);
        String sessions =
                "{\"customer\": \"%s\", \"issueType\": \"Enablement sessions\", \"openedAt\": \"2026-03-06T16:30:00Z\"}";

        JsonNode allowance = evaluated(sessions.formatted(customer)).get("allowance");

        assertThat(allowance.get("amount").decimalValue()).isEqualByComparingTo("20");
        assertThat(allowance.get("left").decimalValue()).isEqualByComparingTo("20");
        assertThat(allowance.get("carried").decimalValue()).isEqualByComparingTo("0");
        assertThat(allowance.get("over").decimalValue()).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @CsvSource({"open, true", "Landline, true", "Technical Session, false"})
    void aGatewayIsAnsweredByTheContractToo(String action, boolean permitted) throws Exception {
        sign(SLOWER, 0);

        JsonNode decided = post("/access/v1/evaluation", "application/json", """
                {"subject": {"type": "customer", "id": "%s"}, "action": {"name": "%s"},
                 "resource": {"type": "issue-type", "id": "Issue reports"},
                 "context": {"slaCategory": "2", "openedAt": "2026-03-06T16:30:00+01:00"}}
                """.formatted(customer, action))
                .json();

        assertThat(decided.path("decision").booleanValue()).isEqualTo(permitted);
        assertThat(decided.at("/context/because").findValuesAsString("clause")).contains("§ 5");
        assertThat(decided.at("/context/milestones")).isEqualTo(briefly(evaluated(CASE.formatted(customer))));
    }

    private static JsonNode briefly(JsonNode evaluated) {
        JsonNode milestones = evaluated.path("milestones").deepCopy();
        milestones.forEach(each -> ((ObjectNode) each).retain("name", "within", "dueAt"));
        return milestones;
    }
}
