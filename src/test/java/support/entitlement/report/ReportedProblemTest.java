package support.entitlement.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import support.entitlement.decision.Query;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportedProblemTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Problem OVERLAP =
            Problem.error(TableProblemCode.OVERLAP, Place.ofFile("plans.csv"), "", "message", "");

    private static JsonNode write(Problem problem) {
        return JSON.valueToTree(ReportedProblem.of(List.of(problem)).get(0));
    }

    @Test
    void aQueryIsWrittenAsCallersSendIt() {
        Query query = new Query("Big", "Bug", "down", false, null, null, Map.of("seats", 5.0));

        assertThat(write(OVERLAP.withQuery(query)).get("query")).isEqualTo(JSON.readTree("""
                {"plan": "Big", "issueType": "Bug", "impact": {"productionUse": "down", "workaround": false},
                 "attributes": {"seats": 5.0}}"""));
        assertThat(write(OVERLAP.withQuery(new Query("Big", "Bug", null, null, "1", "Phone", Map.of())))
                        .get("query"))
                .isEqualTo(JSON.readTree(
                        "{\"plan\": \"Big\", \"issueType\": \"Bug\", \"slaCategory\": \"1\", \"channel\": \"Phone\"}"));
    }

    @Test
    void aProblemWithoutAQueryHasNoSuchMember() {
        assertThat(write(OVERLAP).has("query")).isFalse();
        assertThat(write(OVERLAP).get("value").isNull()).isTrue();
    }
}
