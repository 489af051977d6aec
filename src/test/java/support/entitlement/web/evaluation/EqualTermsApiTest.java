package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.security.AccessToken;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares answers to customers, who share what follows from equal terms, with those as of now, which are decided and written anew for each
 * query.
 */
@DirtiesContext
class EqualTermsApiTest extends ApiTest {

    private static final AccessToken TOKEN = AccessToken.generateToken();
    private static final int CUSTOMERS = 20;
    private static final int QUERIES = 200;

    /** At most one term of each list is signed, so that terms agree. Those of a list differ little. */
    private static final List<List<String>> TERMS = List.of(
            List.of(
                    "{'clause': '§ 1', 'scope': {'slaCategory': '2', 'milestone': 'Initial response'}, 'within': '12 hours'}",
                    "{'clause': '§ 1 ', 'scope': {'slaCategory': '2', 'milestone': 'Initial response'}, 'within': '12 hours'}",
                    "{'clause': '§ 9', 'scope': {'slaCategory': '2', 'milestone': 'Initial response'}, 'within': '12 hours'}",
                    "{'clause': '§ 1', 'scope': {'slaCategory': '2', 'milestone': 'Initial response'}, 'within': '12 hours', 'validFrom': '2026-06-01'}",
                    "{'clause': '§ 1', 'scope': {'slaCategory': '2', 'milestone': 'Initial response'}, 'within': '12 hours', 'validUntil': '2026-05-31'}"),
            List.of(
                    "{'clause': '§ 2', 'terms': {'named contact': 'Ada', 'escalation contact': 'Eve'}}",
                    "{'clause': '§ 2', 'terms': {'escalation contact': 'Eve', 'named contact': 'Ada'}}"),
            List.of(
                    "{'clause': '§ 3', 'scope': {'issueType': 'Enablement sessions'}, 'allowance': {'amount': 20}}",
                    "{'clause': '§ 3', 'scope': {'issueType': 'Enablement sessions'}, 'allowance': {'amount': 20.0}}"),
            List.of("{'clause': '§ 4', 'channels': {'add': ['Landline']}}"),
            List.of("{'clause': '§ 5', 'scope': {'milestone': 'Callback'}, 'within': '1 hour'}"));

    private static final List<String> ZONES =
            List.of("UTC", "Europe/Zurich", "America/New_York", "+05:30", "Pacific/Kiritimati");
    private static final List<String> OPENINGS = List.of(
            "2026-03-06T16:30:00+01:00",
            "2026-05-31T22:30:00Z",
            "2026-06-01T02:00:00+02:00",
            "2026-12-24T23:59:59.123456789-05:00");
    private static final List<String> ISSUE_TYPES = List.of("Issue reports", "Enablement sessions");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<String> customers = new ArrayList<>();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        accept(properties, 0, "cora", TOKEN, "contracts");
    }

    private <T> T anyOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    @BeforeEach
    void signContracts() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(anyOf(List.of("c", "“é” 𝄞 ", "a\\\"b ", "x<>& ")) + i + " of " + seed);
            List<List<String>> signed = new ArrayList<>(TERMS);
            Collections.shuffle(signed, random);
            lines.add(
                    "{'customer': '%s', 'plan': '%s', 'zone': '%s', 'validFrom': '2026-0%d-01', 'validUntil': %s, 'terms': [%s]}"
                            .formatted(
                                    customers.get(i),
                                    anyOf(List.of("Enterprise Premium", "enterprise PREMIUM")),
                                    anyOf(ZONES),
                                    1 + random.nextInt(2),
                                    anyOf(List.of("null", "'2026-12-31'", "'2300-12-30'")),
                                    signed.subList(0, random.nextInt(3)).stream()
                                            .map(this::anyOf)
                                            .collect(Collectors.joining(", ")))
                            .replace('\'', '"'));
        }
        Answer stored = send(request("/v1/contracts")
                .header("Authorization", "Bearer " + TOKEN.text())
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(String.join("\n", lines))));
        assertThat(stored.status()).as(stored.response().body()).isEqualTo(200);
    }

    @Test
    void customersWithEqualTermsAreAnsweredAsIfTheyHadTheirTermsAlone() throws Exception {
        String now = Instant.now().toString();
        int compared = 0;
        for (int i = 0; i < QUERIES; i++) {
            String query = "{\"customer\": \"%s\", \"issueType\": \"%s\", %s\"openedAt\": \"%s\"%%s}"
                    .formatted(
                            anyOf(customers),
                            anyOf(ISSUE_TYPES),
                            anyOf(List.of("", "\"slaCategory\": \"2\", ")),
                            anyOf(OPENINGS));
            boolean minimal = random.nextInt(4) == 0;

            String shared = answer(query.formatted(""), minimal);
            String anew = answer(query.formatted(", \"asOf\": \"" + now + "\""), minimal);

            assertThat(withoutBalance(shared))
                    .as("seed %d, query %d: %s", seed, i, query)
                    .isEqualTo(withoutBalance(anew));
            compared += shared.contains("\"contract\":{") ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(QUERIES / 2);
    }

    private String answer(String query, boolean minimal) throws Exception {
        HttpRequest.Builder request = request("/v1/evaluation")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(query));
        return send(minimal ? request.header("Prefer", "return=minimal") : request)
                .response()
                .body();
    }

    /** Leaves the id out, and the balance of an allowance, which is that of now. */
    private static String withoutBalance(String answer) throws Exception {
        ObjectNode json = (ObjectNode) JSON.readTree(answer);
        if (!(json.get("allowance") instanceof ObjectNode allowance)) {
            return answer.replaceFirst("\"decisionId\":\"[^\"]*\"", "");
        }
        json.remove("decisionId");
        allowance.remove(List.of("carried", "used", "reserved", "left", "over", "period"));
        return json.toString();
    }
}
