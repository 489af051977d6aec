package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Compares answers to single queries, most of whose texts are remembered, with those of documents, which are not. */
public class AnswerTextsTest extends ApiTest {

    private static final List<String> OPENINGS =
            List.of("2026-03-06T16:30:00+01:00", "2026-03-08T03:00:00Z", "2026-12-24T23:59:59.123456789-05:00");

    @Test
    void anAnswerIsTheSameHoweverOftenAndWheneverItIsAsked() throws Exception {
        JsonNode vocabulary = get("/v1/vocabulary").json();
        List<ObjectNode> queries = new ArrayList<>();
        for (JsonNode plan : vocabulary.path("plans")) {
            for (JsonNode issueType : vocabulary.path("issueTypes")) {
                ObjectNode query = JSON.createObjectNode();
                query.set("plan", plan);
                query.set("issueType", issueType);
                query.put("openedAt", OPENINGS.get(queries.size() % OPENINGS.size()));
                queries.add(query);
                queries.add(query.deepCopy().put("openedAt", OPENINGS.get((queries.size() + 1) % OPENINGS.size())));
                queries.add(query.deepCopy().put("used", 1));
                queries.add(query.deepCopy().put("channel", "Landline"));
            }
        }
        assertThat(queries).hasSizeGreaterThan(100);

        assertSameAsInDocument(this, queries);
    }

    /** Checks that each query has the answer that it has in a document, but for the id. */
    public static void assertSameAsInDocument(ApiTest service, List<ObjectNode> queries) throws Exception {
        ArrayNode expected = JSON.createArrayNode();
        for (int i = 0; i < queries.size(); i += 100) {
            ObjectNode document = JSON.createObjectNode();
            ArrayNode some = document.putArray("evaluations");
            queries.subList(i, Math.min(queries.size(), i + 100)).forEach(some::add);
            service.post("/v1/evaluations", "application/json", document.toString())
                    .json()
                    .path("results")
                    .forEach(expected::add);
        }
        assertThat(expected).hasSameSizeAs(queries);
        for (int i = 0; i < queries.size(); i++) {
            ObjectNode wanted = (ObjectNode) expected.get(i);
            JsonNode id = wanted.remove("decisionId");
            for (int time = 0; time < 3; time++) { // The text is remembered at the second time.
                ObjectNode answer =
                        (ObjectNode) service.evaluate(queries.get(i).toString()).json();
                assertThat(answer.remove("decisionId"))
                        .as("%s", queries.get(i))
                        .isNotEqualTo(id)
                        .isNotNull();
                assertThat(answer.toString()).as("%s", queries.get(i)).isEqualTo(wanted.toString());
            }
        }
    }
}
