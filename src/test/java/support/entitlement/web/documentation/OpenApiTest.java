package support.entitlement.web.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import support.entitlement.Application;
import support.entitlement.EditedTables;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class OpenApiTest extends ApiTest {

    @Test
    void theDocumentIsOpenApi31AndNamesEveryAddress() throws Exception {
        JsonNode document = get("/v3/api-docs").json();

        assertThat(document.path("openapi").stringValue()).startsWith("3.1");
        assertThat(document.path("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/v1/evaluation",
                        "/v1/evaluations",
                        "/v1/entitlements",
                        "/v1/support-matrix",
                        "/v1/vocabulary",
                        "/v1/me",
                        "/v1/policy",
                        "/v1/policy/tables/{name}",
                        "/v1/policy/releases",
                        "/v1/policy/releases/{id}",
                        "/v1/policy/releases/{id}/diff",
                        "/v1/policy/releases/{id}/restore",
                        "/v1/policy/check",
                        "/v1/policy/drafts",
                        "/v1/policy/drafts/{id}",
                        "/v1/policy/drafts/{id}/sheets",
                        "/v1/policy/drafts/{id}/precedence",
                        "/v1/policy/drafts/{id}/workbook",
                        "/v1/policy/drafts/{id}/tables/{name}",
                        "/v1/policy/releases/{id}/workbook",
                        "/v1/policy/drafts/{id}/changes",
                        "/v1/policy/drafts/{id}/publish",
                        "/v1/policy/drafts/{id}/rebase",
                        "/v1/policy/drafts/{id}/problems",
                        "/v1/policy/drafts/{id}/accepted-warnings",
                        "/v1/policy/drafts/{id}/check",
                        "/v1/policy/drafts/{id}/diff",
                        "/v1/policy/proposals",
                        "/v1/policy/proposals/{id}",
                        "/v1/policy/proposals/{id}/check",
                        "/v1/policy/proposals/{id}/comments",
                        "/v1/policy/proposals/{id}/approve",
                        "/v1/policy/proposals/{id}/withdraw",
                        "/v1/policy/releases/{id}/tables",
                        "/v1/policy/releases/{id}/tables/{name}",
                        "/v1/policy/releases/{id}/scenarios",
                        "/v1/policy/releases/{id}/precedence",
                        "/v1/policy/releases/{id}/tables/{name}/blame",
                        "/v1/policy/releases/{id}/coverage",
                        "/v1/evaluation/rows",
                        "/v1/calendars",
                        "/v1/calendars/{calendar}/open-hours",
                        "/v1/calendars/{calendar}/state",
                        "/v1/calendars/{calendar}/due",
                        "/v1/calendars/{calendar}/holidays",
                        "/v1/policy/columns",
                        "/v1/sla/status",
                        "/v1/sla/statuses",
                        "/v1/customers/{id}/contract",
                        "/v1/customers/{id}/contract/history",
                        "/v1/contracts",
                        "/v1/customers",
                        "/v1/customers/{id}/allowances",
                        "/v1/customers/{id}/usage",
                        "/v1/customers/{id}/usage/{entry}/commit",
                        "/v1/customers/{id}/usage/{entry}/release",
                        "/v1/customers/{id}/usage/{entry}/correction",
                        "/access/v1/evaluation",
                        "/access/v1/evaluations",
                        "/access/v1/search/subject",
                        "/access/v1/search/resource",
                        "/access/v1/search/action",
                        "/.well-known/authzen-configuration");
    }

    @Test
    void whatTakesATokenSaysSo() throws Exception {
        JsonNode paths = get("/v3/api-docs").json().path("paths");

        for (String path : List.of(
                "/~1v1~1policy~1check/post",
                "/~1v1~1policy~1releases/post",
                "/~1v1~1policy~1releases~1{id}~1restore/post",
                "/~1v1~1policy~1proposals/get",
                "/~1v1~1policy~1proposals~1{id}/get",
                "/~1v1~1policy~1proposals~1{id}~1approve/post",
                "/~1v1~1policy~1proposals~1{id}~1withdraw/post")) {
            assertThat(paths.at(path + "/security/0").has("token")).as(path).isTrue();
        }
        assertThat(paths.at("/~1v1~1policy~1releases/post/responses").propertyNames())
                .contains("201", "202");
        assertThat(paths.at("/~1v1~1policy~1releases/get").has("security")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/evaluation",
                "/v1/evaluations",
                "/v1/sla/status",
                "/v1/sla/statuses",
                "/access/v1/evaluation",
                "/access/v1/evaluations",
                "/access/v1/search/subject",
                "/access/v1/search/resource",
                "/access/v1/search/action"
            })
    void theExampleOfARequestIsAnsweredByTheExampleOfAResponse(String path) throws Exception {
        JsonNode operation = get("/v3/api-docs").json().path("paths").path(path).path("post");
        JsonNode answers = examplesIn(operation.path("responses").path("200"));
        JsonNode requests = examplesIn(operation.path("requestBody"));

        assertThat(requests.propertyNames()).isNotEmpty().isEqualTo(answers.propertyNames());
        for (String name : requests.propertyNames()) {
            JsonNode answer = post(
                            path,
                            "application/json",
                            requests.path(name).path("value").toString())
                    .json();

            assertThat(withoutIds(answer))
                    .isEqualTo(withoutIds(answers.path(name).path("value")));
        }
    }

    @Test
    void theExampleOfAnUnknownNameIsTheProblemThatItMakes() throws Exception {
        JsonNode operation =
                get("/v3/api-docs").json().path("paths").path("/v1/evaluation").path("post");
        JsonNode problem = exampleIn(operation.path("responses").path("422"));
        ObjectNode request =
                (ObjectNode) exampleIn(operation.path("requestBody")).deepCopy();

        JsonNode answer = evaluate(
                        request.put("plan", problem.path("value").stringValue()).toString())
                .json();

        assertThat(answer).isEqualTo(problem);
    }

    @Test
    void toAskForTheDocumentCountsNoEvaluation() throws Exception {
        double entitled = evaluations("entitled");
        double rejected = evaluations("rejected");

        get("/v3/api-docs");

        assertThat(evaluations("entitled")).isEqualTo(entitled);
        assertThat(evaluations("rejected")).isEqualTo(rejected);
    }

    @Test
    void aTermThatIsSentHasTheMembersOfOneThatIsAnswered() throws Exception {
        JsonNode schemas = get("/v3/api-docs").json().at("/components/schemas");

        assertThat(schemas.at("/ContractSignedTermRequest/properties").propertyNames())
                .containsExactlyElementsOf(schemas.at("/Term/properties").propertyNames())
                .contains("startsAt", "repeatedUntil");
    }

    @Test
    void theSupportMatrixIsAskedForByPlanOrByCustomer() throws Exception {
        JsonNode parameters = get("/v3/api-docs").json().at("/paths/~1v1~1support-matrix/get/parameters");

        assertThat(parameters.valueStream().map(each -> each.get("name").stringValue()))
                .containsExactly("plan", "customer", "openedAt", "asOf", "draft");
        assertThat(parameters.at("/0/example").stringValue()).isNotBlank();
    }

    @Test
    void theReleaseThatAnAnswerMustNotBeOlderThanIsAHeaderOfEveryRequestAndAnswer() throws Exception {
        Answer answer = get("/v3/api-docs");
        String name = "Entitlement-Release";

        assertThat(answer.header(name)).isNotNull();
        JsonNode components = answer.json().get("components");
        assertThat(components.at("/parameters/" + name + "/in").stringValue()).isEqualTo("header");
        assertThat(components.at("/headers/" + name + "/schema/type").stringValue())
                .isEqualTo("integer");
        assertThat(answer.json().get("paths").values())
                .allSatisfy(path -> assertThat(path.at("/parameters/0/$ref").stringValue())
                        .isEqualTo("#/components/parameters/" + name));
        assertThat(answer.json()
                        .at("/paths/~1v1~1evaluation/post/responses/200/headers/" + name + "/$ref")
                        .stringValue())
                .isEqualTo("#/components/headers/" + name);
    }

    @Test
    void tablesThatNameNoPlanAreDocumentedWithoutExamples(@TempDir Path rules) throws Exception {
        EditedTables.in(rules)
                .addTable(
                        "plans.csv",
                        "Query",
                        "attribute[\"tier\"] == \"$param\"",
                        "entitlement.supportLevel(\"$param\")",
                        List.of(
                                List.of("basic", "Basic"),
                                List.of("advanced", "Enterprise Advanced"),
                                List.of("premium", "Enterprise Premium")));
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run("--server.port=0", "--entitlement.rules.directory=" + rules)) {
            port = service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);

            Answer document = getWithoutToken("/v3/api-docs");

            assertThat(getWithoutToken("/v1/vocabulary").json().path("plans")).isEmpty();
            assertThat(document.status()).isEqualTo(200);
            assertThat(document.json().at("/paths/~1v1~1evaluation/post/responses"))
                    .isNotEmpty();
        }
    }

    @Test
    void swaggerUiIsServed() throws Exception {
        Answer page = get("/swagger-ui/index.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().body()).contains("Swagger UI");
    }

    @Test
    void denialsMetadataAndEachProblemHaveAnExample() throws Exception {
        JsonNode document = get("/v3/api-docs").json();
        JsonNode decisions = examplesIn(document.at("/paths/~1access~1v1~1evaluation/post/responses/200"));
        JsonNode metadata = exampleIn(document.at("/paths/~1.well-known~1authzen-configuration/get/responses/200"));

        assertThat(decisions.at("/published/value/decision").booleanValue()).isTrue();
        assertThat(decisions.at("/denied/value/decision").booleanValue(true)).isFalse();
        assertThat(decisions.at("/denied/value/context/reason").stringValue()).isNotEmpty();
        assertThat(decisions.at("/unknown/value/context/error/code").stringValue())
                .isEqualTo("unknown-plan");
        assertThat(metadata.propertyNames())
                .isEqualTo(get("/.well-known/authzen-configuration").json().propertyNames());
        for (String code : List.of("malformed-json", "forbidden", "busy")) {
            assertThat(document.at("/components/responses").findValues(code))
                    .as(code)
                    .isNotEmpty();
        }
    }

    private static JsonNode examplesIn(JsonNode described) {
        return described.path("content").values().iterator().next().path("examples");
    }

    private static JsonNode exampleIn(JsonNode described) {
        return examplesIn(described).path("published").path("value");
    }

    private static JsonNode withoutIds(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        copy.findParents("decisionId").forEach(parent -> ((ObjectNode) parent).remove("decisionId"));
        return copy;
    }
}
