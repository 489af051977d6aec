package support.entitlement.web.authzen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import support.entitlement.web.ApiTest;
import support.entitlement.web.http.FieldReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** AuthZEN requests are answered like the queries that they stand for. */
class AuthzenApiTest extends ApiTest {

    @Autowired
    private AccessEvaluator evaluator;

    private static final String PREMIUM = """
            "subject": {"type": "plan", "id": "Enterprise Premium"}, "resource": {"type": "issue-type", "id": "API outage"}""";

    /** Sends random queries by both addresses; their facts are in random entities of the AuthZEN request. */
    @Test
    void aDecisionIsWhatTheEvaluationSaysToTheSameFacts() throws Exception {
        JsonNode known = get("/v1/vocabulary").json();
        Random random = new Random(20_240_917);
        int permitted = 0;
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            ObjectNode query = randomQuery(known, random);
            Answer evaluated = evaluate(query.toString());
            ObjectNode request = toRequest(query, random);
            Answer decided = post("/access/v1/evaluation", "application/json", request.toString());

            assertThat(decided.status()).as("%s: %s", request, decided.json()).isEqualTo(evaluated.status());
            if (evaluated.status() == 200) {
                boolean expected = evaluated.json().path("entitled").booleanValue()
                        && (!query.has("channel")
                                || evaluated.json().path("channelAllowed").asBoolean(false));
                assertThat(decided.json().path("decision").booleanValue())
                        .as("%s", request)
                        .isEqualTo(expected);
                assertThat(decided.json().at("/context/milestones").size())
                        .isEqualTo(evaluated.json().path("milestones").size());
                permitted += expected ? 1 : 0;
            } else {
                assertThat(decided.json().path("code"))
                        .isEqualTo(evaluated.json().path("code"));
                refused++;
            }
        }
        assertThat(permitted).isBetween(50, 250);
        assertThat(refused).isBetween(10, 100);
    }

    private static ObjectNode randomQuery(JsonNode known, Random random) {
        ObjectNode query = JSON.createObjectNode()
                .put("plan", anyOf(known.path("plans"), random))
                .put("issueType", anyOf(known.path("issueTypes"), random));
        if (random.nextBoolean()) {
            query.put("channel", anyOf(known.path("channels"), random));
        }
        if (random.nextInt(3) > 0) {
            query.withObject("/impact").put("productionUse", anyOf(known.path("productionUses"), random));
        }
        if (random.nextInt(3) > 0) {
            query.withObject("/impact").put("workaround", random.nextBoolean());
        }
        if (random.nextInt(4) == 0) {
            query.put("slaCategory", anyOf(known.path("slaCategories"), random));
        }
        if (random.nextBoolean()) {
            query.put("openedAt", "2026-03-0" + (1 + random.nextInt(9)) + "T16:30:00+01:00");
        }
        return query;
    }

    private static String anyOf(JsonNode names, Random random) {
        return names.get(random.nextInt(names.size())).stringValue();
    }

    private static ObjectNode toRequest(ObjectNode query, Random random) {
        ObjectNode request = JSON.createObjectNode();
        request.putObject("subject")
                .put("type", "plan")
                .put("id", query.path("plan").stringValue());
        request.putObject("action").put("name", query.path("channel").asString("open"));
        request.putObject("resource")
                .put("type", "issue-type")
                .put("id", query.path("issueType").stringValue());
        List<String> places = List.of("/subject/properties", "/action/properties", "/resource/properties", "/context");
        for (Map.Entry<String, JsonNode> fact : query.properties()) {
            if (!List.of("plan", "issueType", "channel").contains(fact.getKey())) {
                request.withObject(places.get(random.nextInt(places.size()))).set(fact.getKey(), fact.getValue());
            }
        }
        return request;
    }

    /** Reading the members is the longest work on a large context, which all requests of a document share. */
    @Test
    void anObjectThatManyRequestsShareIsReadOnce() {
        CountedObject context = new CountedObject();
        context.put("región", "EU");
        ObjectNode request =
                JSON.readValue("{%s, \"action\": {\"name\": \"open\"}}".formatted(PREMIUM), ObjectNode.class);
        AccessQuestion question = new AccessQuestion(request.set("context", context));
        QueryMapper mapper = evaluator.createMapper(evaluator.policyInForce());

        for (String plan : List.of("Free", "Basic", "Enterprise Premium")) {
            mapper.mapQuestion(question.with(Entity.SUBJECT, plan), new FieldReader(""));
        }

        assertThat(context.timesRead).isEqualTo(1);
    }

    private static final class CountedObject extends ObjectNode {

        private static final long serialVersionUID = 1L;

        private int timesRead;

        CountedObject() {
            super(JsonNodeFactory.instance);
        }

        @Override
        public Set<Map.Entry<String, JsonNode>> properties() {
            timesRead++;
            return super.properties();
        }
    }

    @Test
    void factsThatTheActionHasCountBeforeThoseOfTheContext() throws Exception {
        JsonNode answer = decide("""
                {%s, "action": {"name": "open", "properties": {"slaCategory": "2"}}, "context": {"slaCategory": "1"}}""".formatted(PREMIUM));

        assertThat(answer.path("decision").booleanValue()).isFalse();
        assertThat(answer.at("/context/slaCategory").stringValue()).isEqualTo("2");
        assertThat(answer.at("/context/referTo").stringValue()).isEqualTo("Issue reports");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"type\": \"plan\", \"id\": \"Fre\"} | open | Issue reports | unknown-plan | /subject/id",
                "{\"type\": \"user\", \"id\": \"Free\"} | open | Issue reports | unknown-entity-type | /subject/type",
                "{\"type\": \"customer\", \"id\": \"nobody\"} | open | Issue reports | unknown-customer | /subject/id",
                "{\"type\": \"plan\", \"id\": \"Free\"} | Fax | Issue reports | unknown-channel | /action/name",
                "{\"type\": \"plan\", \"id\": \"Free\"} | open | Typing | unknown-issue-type | /resource/id"
            })
    void whatIsNotKnownIsDeniedWithItsErrorAndHasNoResults(
            String subject, String action, String issueType, String code, String pointer) throws Exception {
        String request = "{\"subject\": " + subject + ", \"action\": {\"name\": \"" + action
                + "\"}, \"resource\": {\"type\": \"issue-type\", \"id\": \"" + issueType + "\"}}";
        JsonNode answer = decide(request);

        assertThat(answer.path("decision").booleanValue()).isFalse();
        assertThat(answer.at("/context/error/code").stringValue()).isEqualTo(code);
        assertThat(answer.at("/context/error/pointer").stringValue()).isEqualTo(pointer);
        if (!pointer.startsWith("/resource")) {
            assertThat(post("/access/v1/search/resource", "application/json", request)
                            .json()
                            .path("results"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"impact\": {\"productionUse\": \"broken\"}} | unknown-production-use | /context/impact/productionUse",
                "{\"openedAt\": \"yesterday\"} | bad-instant | /context/openedAt",
                "{\"impact\": \"high\"} | wrong-type | /context/impact",
                "{\"attributes\": \"high\"} | wrong-type | /context/attributes"
            })
    void factsThatCannotBeAreRefusedWhereTheyWereSent(String context, String code, String pointer) throws Exception {
        Answer refused = post(
                "/access/v1/evaluation",
                "application/json",
                "{%s, \"action\": {\"name\": \"open\"}, \"context\": %s}".formatted(PREMIUM, context));

        assertThat(refused.status()).isIn(400, 422);
        assertThat(refused.json().path("code").stringValue()).isEqualTo(code);
        assertThat(refused.json().path("pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void anErrorAmongManyHasThePlaceOfItsRequest() throws Exception {
        JsonNode answer = post("/access/v1/evaluations", "application/json", """
                {%s, "evaluations": [{"action": {"name": "open"}, "context": {"openedAt": 1}}, {"action": {"name": "open"}}]}""".formatted(PREMIUM))
                .json();

        assertThat(answer.at("/evaluations/0/context/error/pointer").stringValue())
                .isEqualTo("/evaluations/0/context/openedAt");
        assertThat(answer.at("/evaluations/1/context/missing/0").stringValue())
                .isEqualTo("/evaluations/1/context/impact/productionUse");
    }

    @Test
    void aDocumentOfTooManyRequestsIsRefused() throws Exception {
        Answer refused = post(
                "/access/v1/evaluations",
                "application/json",
                "{\"evaluations\": [{}" + ", {}".repeat(AccessBatchReader.MAX_REQUESTS) + "]}");

        assertThat(refused.json().path("code").stringValue()).isEqualTo("too-many-evaluations");
    }

    @Test
    void aDocumentMayBeLongerThanOneRequestAndIsToldItsOwnLimit() throws Exception {
        String document = "{\"evaluations\": [{}], \"ignored\": \"" + "x".repeat(2 << 20) + "%s\"}";

        assertThat(post("/access/v1/evaluations", "application/json", document.replace("%s", ""))
                        .status())
                .isEqualTo(200);
        Answer refused =
                post("/access/v1/evaluations", "application/json", document.replace("%s", "x".repeat(2 << 20)));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("detail").stringValue())
                .isEqualTo("The body may have up to 4194304 bytes. Send the evaluations in several requests.");
    }

    @Test
    void addressesOfTheRequestsHostAreNotStored() throws Exception {
        assertThat(get("/.well-known/authzen-configuration")
                        .response()
                        .headers()
                        .firstValue("Cache-Control"))
                .hasValue("no-store");
    }

    @Test
    void whatASearchFindsIsPermittedAndNothingElse() throws Exception {
        String search = "{\"subject\": {\"type\": \"plan\"}, \"action\": {\"name\": \"Support Portal\"},"
                + " \"resource\": {\"type\": \"issue-type\", \"id\": \"Product support\"}}";
        JsonNode found = post("/access/v1/search/subject", "application/json", search)
                .json()
                .path("results");
        List<String> permitted = new ArrayList<>();
        for (JsonNode plan : get("/v1/vocabulary").json().path("plans")) {
            ObjectNode request = (ObjectNode) JSON.readTree(search);
            request.withObject("/subject").set("id", plan);
            if (decide(request.toString()).path("decision").booleanValue()) {
                permitted.add(plan.stringValue());
            }
        }

        assertThat(found.findValuesAsString("id")).isNotEmpty().isEqualTo(permitted);
        assertThat(found.findValuesAsString("type")).containsOnly("plan");
    }

    @Test
    void customersAreNeverListed() throws Exception {
        JsonNode answer =
                post("/access/v1/search/subject", "application/json", """
                {"subject": {"type": "customer"}, "action": {"name": "open"},
                 "resource": {"type": "issue-type", "id": "Issue reports"}}""").json();

        assertThat(answer.path("results")).isEmpty();
        assertThat(answer.at("/context/reason").stringValue()).isEqualTo("customers-are-not-listed");
    }

    @Test
    void aDecisionAndARefusalCountAsEvaluations() throws Exception {
        double denied = evaluations("not-entitled");
        double rejected = evaluations("rejected");

        decide("{%s, \"action\": {\"name\": \"open\"}}".formatted(PREMIUM));
        post("/access/v1/evaluation", "application/json", "{}");
        post("/access/v1/evaluation", "text/plain", "{}");

        assertThat(evaluations("not-entitled")).isEqualTo(denied + 1);
        assertThat(evaluations("rejected")).isEqualTo(rejected + 2);
    }

    private JsonNode decide(String request) throws Exception {
        Answer answer = post("/access/v1/evaluation", "application/json", request);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }
}
