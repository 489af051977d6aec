package support.entitlement.web.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.web.ThreeReleasesApiTest;
import tools.jackson.databind.JsonNode;

/** Asks which release wrote the cells of a table, and which rows no scenario of a release reaches. */
class OriginApiTest extends ThreeReleasesApiTest {

    /** Release 2 wrote the cell, and release 3 wrote it again as it was in release 1. */
    @Test
    void aCellNamesTheReleaseThatWroteItAsItIs() throws Exception {
        JsonNode first = blame(1);
        JsonNode last = blame(3);
        int channels = titles(last).indexOf("Support channels");
        JsonNode row = last.get("rows")
                .valueStream()
                .filter(each -> each.get("row").intValue() == 9)
                .findFirst()
                .orElseThrow();

        assertThat(row.get("release").intValue()).isEqualTo(3);
        assertThat(row.get("cells").get(channels).intValue()).isEqualTo(3);
        assertThat(row.get("cells").get(0).intValue()).isEqualTo(1);
        assertThat(last.at("/rows/0/release").intValue()).isEqualTo(1);
        assertThat(last.get("releases").valueStream().map(each -> each.get("id").intValue()))
                .containsExactly(1, 3);
        assertThat(last.at("/releases/1/author").stringValue()).isEqualTo("directory");
        assertThat(blame(2).toString()).contains("2").doesNotContain("\"id\":3");
        assertThat(first.get("rows")
                        .valueStream()
                        .map(each -> each.get("release").intValue()))
                .containsOnly(1);
        assertThat(get("/v1/policy/releases/3/tables/planz.csv/blame").status()).isEqualTo(404);
        assertThat(get("/v1/policy/releases/9/tables/plans.csv/blame").status()).isEqualTo(404);
    }

    @Test
    void strangersLearnTheReleaseOfACellButNotItsAuthor() throws Exception {
        JsonNode blame = getWithoutToken("/v1/policy/releases/3/tables/support-matrix.csv/blame")
                .json();

        assertThat(blame.at("/releases/0/id").intValue()).isEqualTo(1);
        assertThat(blame.at("/releases/0/author").isNull()).isTrue();
        assertThat(blame.at("/releases/0/comment").isNull()).isTrue();
    }

    private JsonNode blame(int release) throws Exception {
        return get("/v1/policy/releases/" + release + "/tables/support-matrix.csv/blame")
                .json();
    }

    private static List<String> titles(JsonNode blame) {
        return blame.get("columns").valueStream().map(JsonNode::stringValue).toList();
    }

    /** The scenarios that are copied with the tables are those that the check of them reports as rows without one. */
    @Test
    void theRowsThatNoScenarioReachesAreThoseThatTheCheckReported() throws Exception {
        JsonNode coverage = get("/v1/policy/releases/3/coverage").json();
        String reported = get("/v1/policy/releases/3").json().get("problems").toString();

        assertThat(coverage.get("complete").booleanValue()).isTrue();
        for (JsonNode table : coverage.get("tables")) {
            List<String> unreached =
                    table.get("unreached").valueStream().map(JsonNode::toString).toList();
            if (coverage.get("scenarios").intValue() == 0) {
                assertThat(unreached).hasSize(table.get("rows").intValue());
            } else if (!unreached.isEmpty()) {
                assertThat(reported)
                        .contains("No scenario reaches " + unreached.size() + " of the " + table.get("rows")
                                + " rows of “" + table.get("table").stringValue() + "”: "
                                + String.join(", ", unreached.subList(0, Math.min(20, unreached.size()))));
            }
        }
        assertThat(coverage.get("tables")).hasSizeGreaterThan(5);
        assertThat(getWithoutToken("/v1/policy/releases/3/coverage").status()).isEqualTo(401);
        assertThat(get("/v1/policy/releases/9/coverage").status()).isEqualTo(404);
    }
}
