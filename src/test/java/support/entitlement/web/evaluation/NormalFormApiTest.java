package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.EditedTables;
import support.entitlement.Postgres;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** Names that look alike are equal wherever they enter: the table writes the plan with decomposed letters. */
@DirtiesContext
class NormalFormApiTest extends ApiTest {

    private static final AccessToken TOKEN = AccessToken.generateToken();
    private static final String DECOMPOSED = "Gro\u0308\u00DFe XL";
    private static final String COMPOSED = "Gr\u00F6\u00DFe XL";

    @TempDir
    static Path rules;

    @DynamicPropertySource
    static void useNamesWithUmlauts(DynamicPropertyRegistry properties) {
        EditedTables.in(rules)
                .addRow("plans.csv", Map.of("Plan", DECOMPOSED, "Support level", "Basic"))
                .addColumn("support-matrix.csv", "CONDITION", "attribute[\"Gro\u0308\u00DFe\"] == \"$param\"", "Size")
                .replaceInRow("support-matrix.csv", List.of("Basic", "Issue reports"), "Size", "sehr\u00A0 gro\u00DF")
                .addRow(
                        "allowances.csv",
                        Map.of(
                                "Support level",
                                "Basic",
                                "Issue type",
                                "Product support",
                                "Amount",
                                "8",
                                "Unit",
                                "Stu\u0308cke",
                                "Per",
                                "year"));
        properties.add("spring.datasource.url", Postgres::newDatabase);
        properties.add("entitlement.rules.directory", rules::toString);
        accept(properties, 0, "ada", TOKEN, "contracts,usage");
    }

    private static String query(String plan, String name, String size) {
        return JSON.createObjectNode()
                .put("plan", plan)
                .put("issueType", "Issue\u202Freports")
                .set("attributes", JSON.createObjectNode().put(name, size))
                .toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                DECOMPOSED,
                COMPOSED,
                "GR\u00D6SSE XL",
                "gr\u00F6\u1E9Ee xl",
                "Gr\u00F6\u00DFe\u00A0XL",
                "Gr\u00F6\u00DFe\u3000 XL",
                "Gr\u00F6\u00DFe\tXL",
                "\uFEFFGr\u00F6\u00ADss\u200Be XL\u200E",
                "Gr\u00F6\u00DFe \uFF38\uFF2C"
            })
    void aNameIsKnownHoweverItIsWritten(String plan) throws Exception {
        JsonNode answer = evaluate(query(plan, "gr\u00F6sse", "SEHR GROSS")).json();
        String address = "/v1/entitlements?issueType=Issue%20reports&plan="
                + URLEncoder.encode(plan, StandardCharsets.UTF_8)
                + "&attribute." + URLEncoder.encode("GR\u00D6SSE", StandardCharsets.UTF_8) + "=sehr%20gro%C3%9F";

        assertThat(answer.path("entitled").booleanValue()).as(answer.toString()).isTrue();
        assertThat(answer.at("/because/0/cells/Plan").stringValue()).contains(COMPOSED);
        assertThat(get(address).json().path("entitled").booleanValue()).isTrue();
        assertThat(get("/v1/support-matrix?plan=" + URLEncoder.encode(plan, StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void oneAttributeThatIsSentInTwoSpellingsIsRefused() throws Exception {
        JsonNode problem = evaluate("{\"plan\": \"Free\", \"issueType\": \"Issue reports\","
                        + " \"attributes\": {\"Gr\u00F6\u00DFe\": \"a\", \"gr\u00F6sse\": \"b\"}}")
                .json();

        assertThat(problem.path("code").stringValue()).isEqualTo("malformed-request");
        assertThat(problem.path("pointer").stringValue()).isEqualTo("/attributes/gr\u00F6sse");
    }

    @Test
    void aContractAndWhatIsUsedOfItAreFoundHoweverTheyAreWritten() throws Exception {
        String contract = JSON.createObjectNode()
                .put("plan", "gro\u0308sse\u00A0xl")
                .put("validFrom", "2026-01-01")
                .toString();
        Answer stored = send(request("/v1/customers/Mo%CC%88bel%20%20Ho%CC%88rl/contract")
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(contract)));

        assertThat(stored.json().path("plan").stringValue())
                .as(stored.response().body())
                .isEqualTo(COMPOSED);
        assertThat(stored.json().path("customer").stringValue()).isEqualTo("M\u00F6bel H\u00F6rl");
        JsonNode answer = evaluate(
                        "{\"customer\": \"M\u00F6bel\u00A0H\u00F6rl\u200B\", \"issueType\": \"Product support\"}")
                .json();
        assertThat(answer.path("entitled").booleanValue()).as(answer.toString()).isTrue();
        Answer used = send(request("/v1/customers/M%C3%B6bel%C2%A0H%C3%B6rl/usage")
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "one")
                .POST(BodyPublishers.ofString("{\"issueType\": \"PRODUCT\u00A0support\", \"amount\": 2}")));
        assertThat(used.status()).as(used.response().body()).isEqualTo(201);
        assertThat(used.json().path("issueType").stringValue()).isEqualTo("Product support");
    }
}
