package support.entitlement.web.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import support.entitlement.Application;
import support.entitlement.EditedTables;
import support.entitlement.ExpectedErrors;
import support.entitlement.web.ApiTest;

@ExpectedErrors("is refused for these problems")
class OperationsTest extends ApiTest {

    @Test
    void aServiceWithAPolicyIsReadyAndSaysWhichItServes() throws Exception {
        String revision = get("/v1/vocabulary").json().at("/policy/revision").stringValue();

        assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(get("/actuator/info").json().at("/policy/revision").stringValue())
                .isEqualTo(revision);
        assertThat(get("/actuator/info").json().at("/timeZones/version").stringValue())
                .matches("20\\d\\d[a-z]");
        assertThat(get("/actuator/prometheus").response().body())
                .contains("entitlement_policy{revision=\"" + revision + "\"} 1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "entitled | {'plan': 'Free', 'issueType': 'Issue reports'}",
                "not-entitled | {'plan': 'Free', 'issueType': 'API outage'}",
                "rejected | {'plan': 'Fre', 'issueType': 'API outage'}",
                "rejected | {'plan': "
            })
    void anEvaluationIsCountedOnceUnderItsOutcome(String outcome, String body) throws Exception {
        Map<String, Double> before = evaluations();

        evaluate(body.replace('\'', '"'));

        before.merge(outcome, 1.0, Double::sum);
        assertThat(evaluations()).isEqualTo(before);
    }

    @Test
    void linesAndDocumentsThatCannotBeReadAreCountedAsRejected() throws Exception {
        Map<String, Double> before = evaluations();

        post("/v1/evaluations", "application/x-ndjson", "{\n{}\n\"" + "x".repeat(1 << 20) + "\"");
        post("/v1/evaluations", "application/json", "[]");
        evaluate("\"" + "x".repeat(1 << 20) + "\"");
        get("/v1/entitlements?colour=red");

        before.merge("rejected", 6.0, Double::sum);
        assertThat(evaluations()).isEqualTo(before);
    }

    private Map<String, Double> evaluations() throws Exception {
        Map<String, Double> counts = new HashMap<>();
        for (String outcome : List.of("entitled", "not-entitled", "rejected")) {
            counts.put(outcome, evaluations(outcome));
        }
        return counts;
    }

    @Test
    void aServiceWithoutAValidPolicyStartsAndSaysWhyAndIsReadyOnceTheTablesAreMended(@TempDir Path rules)
            throws Exception {
        Files.writeString(rules.resolve("plans.csv"), "RuleSet,x\nRuleTable Plans\nCONDITION\nQuery\nplan = 1\nPlan\n");
        try (ConfigurableApplicationContext service = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .run("--server.port=0", "--entitlement.rules.directory=" + rules)) {
            String base = "http://localhost:" + service.getEnvironment().getProperty("local.server.port");

            assertThat(status(base + "/actuator/health/readiness")).isEqualTo(503);
            assertThat(status(base + "/actuator/health/liveness")).isEqualTo(200);
            assertThat(body(base + "/v1/vocabulary"))
                    .contains("\"retryable\":true", "no-policy", "The tables have")
                    .doesNotContain("plan = 1");
            assertThat(body(base + "/v1/policy"))
                    .contains("\"inForce\":null", "bad-template")
                    .doesNotContain("A5", "plan = 1");

            EditedTables.in(rules);

            await().until(() -> status(base + "/actuator/health/readiness") == 200);
            assertThat(status(base + "/v1/vocabulary")).isEqualTo(200);
            assertThat(body(base + "/v1/policy")).contains("\"refused\":null");
        }
    }

    private static int status(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static String body(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }
}
