package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** The rows that state the entries of the support matrix. */
class MatrixRowsApiTest extends ApiTest {

    @ParameterizedTest
    @CsvSource({
        "supportLevel, , plans.csv, Enterprise Premium",
        "notice, , plans.csv, Enterprise Premium",
        "covers, , support-matrix.csv, Issues with content delivery.",
        "channels, , support-matrix.csv, 'Landline, Support Portal'",
        "channels, Landline, channels.csv, phone",
        "guarantee, , support-matrix.csv, response-time",
        "onCall, , support-matrix.csv, 24x7",
        "milestones, Acknowledge, sla-agreements.csv, 1 hour",
        "milestones, Initial response, sla-agreements.csv, 4 hours",
        "commitments, Resource assigned promptly and remains assigned until resolution., sla-agreements.csv, 1",
        "definition, , sla-definitions.csv, Production use of the system is not possible and no workaround exists."
    })
    void eachPartOfAnEntryNamesTheRowThatStatesIt(String part, String of, String file, String cell) throws Exception {
        JsonNode entry = entry("Enterprise Premium", "API outage").at("/slaCategories/0");

        JsonNode row = rowsThatState(entry, part, of).get(0);

        assertThat(row.path("file").stringValue()).isEqualTo(file);
        assertThat(cellsOf(row)).contains(cell);
        assertThat(rowsThatState(entry, part, of)).hasSize(1);
    }

    @Test
    void anAllowanceNamesItsRowAndADenialTheRowThatDenies() throws Exception {
        JsonNode sessions = entry("Enterprise Premium", "Enablement sessions");
        assertThat(cellsOf(rowsThatState(sessions, "allowance", null).get(0))).contains("8", "hours", "year");

        JsonNode denied = entry("Enterprise Premium", "API outage").at("/slaCategories/1");
        assertThat(cellsOf(rowsThatState(denied, "entitled", null).get(0))).contains("2, 3", "no");
    }

    @ParameterizedTest
    @CsvSource({"supportLevel, B", "entitled, E", "guarantee, G", "priorityFlag, I", "covers, L"})
    void eachPartOfAnEntryNamesTheColumnThatStatesIt(String part, String column) throws Exception {
        JsonNode entry = entry("Enterprise Advanced", "Issue reports");

        assertThat(rowsThatState(entry, part, null).get(0).path("states").valueStream())
                .filteredOn(stated -> stated.path("part").stringValue().equals(part))
                .extracting(stated -> stated.path("column").stringValue())
                .containsExactly(column);
    }

    private JsonNode entry(String plan, String issueType) throws Exception {
        return get("/v1/support-matrix?plan=" + plan.replace(" ", "%20"))
                .json()
                .path("issueTypes")
                .valueStream()
                .filter(entry -> entry.path("issueType").stringValue().equals(issueType))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> rowsThatState(JsonNode entry, String part, String of) {
        return entry.path("because")
                .valueStream()
                .filter(row -> row.path("states")
                        .valueStream()
                        .anyMatch(stated -> stated.path("part").stringValue().equals(part)
                                && Objects.equals(stated.path("of").stringValue(null), of)))
                .toList();
    }

    /** Returns the cells of a row as the table shows them. */
    private List<String> cellsOf(JsonNode row) throws Exception {
        return get("/v1/policy/tables/" + row.path("file").stringValue())
                .json()
                .path("rows")
                .valueStream()
                .filter(each -> each.path("row").intValue() == row.path("row").intValue())
                .flatMap(each -> each.path("cells").valueStream())
                .map(JsonNode::stringValue)
                .toList();
    }
}
