package support.entitlement.web.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** Asks why the rows of the shipped tables answer a query or not. */
class RowApiTest extends ApiTest {

    private static final String ROWS = "/v1/evaluation/rows?table=";

    private Answer ask(String parameters, String query) throws Exception {
        return post(ROWS + parameters, "application/json", query);
    }

    @Test
    void aRowThatDoesNotAnswerShowsTheConditionsThatFail() throws Exception {
        JsonNode answer = ask("support-matrix.csv&row=17", OUTAGE).json();

        assertThat(answer.get("table").stringValue()).isEqualTo("Support matrix");
        assertThat(answer.get("rows")).hasSize(1);
        JsonNode row = answer.at("/rows/0");
        assertThat(row.get("matches").booleanValue()).isFalse();
        assertThat(row.get("counts").booleanValue()).isFalse();
        assertThat(row.at("/conditions/1")).isEqualTo(JSON.readTree("""
                        {"title": "Issue type", "words": "issue type is", "cell": "Issue reports", "value": "API outage",
                         "holds": false}"""));
        assertThat(row.at("/conditions/0/holds").booleanValue()).isTrue();
        assertThat(answer.get("next").isNull()).isTrue();
    }

    /** The rows that count are those that an evaluation cites, in every table. */
    @Test
    void theRowsThatCountAreThoseThatTheAnswerNames() throws Exception {
        List<String> counting = new ArrayList<>();
        for (JsonNode table : get("/v1/policy").json().at("/inForce/tables")) {
            String file = table.get("file").stringValue();
            for (JsonNode row : ask(file, OUTAGE).json().get("rows")) {
                if (row.get("counts").booleanValue()) {
                    counting.add(file + " " + row.get("row").intValue());
                }
            }
        }

        assertThat(counting)
                .containsExactlyInAnyOrderElementsOf(evaluate(OUTAGE)
                        .json()
                        .get("because")
                        .valueStream()
                        .map(row -> row.get("file").stringValue() + " "
                                + row.get("row").intValue())
                        .toList());
    }

    @Test
    void ofATableThatDescribesChannelsEachRowIsTriedForEachChannelOfTheAnswer() throws Exception {
        JsonNode answer = ask("Channels&row=8", OUTAGE).json();

        assertThat(answer.get("fact").stringValue()).isEqualTo("Channel");
        assertThat(answer.get("rows")
                        .valueStream()
                        .map(row -> row.get("channel").stringValue()))
                .containsExactly("Landline", "Support Portal");
        assertThat(answer.at("/rows/1/conditions/0/value").stringValue()).isEqualTo("Support Portal");

        JsonNode none = ask("Channels", "{\"plan\": \"Free\", \"issueType\": \"API outage\"}")
                .json();
        assertThat(none.get("evaluated").booleanValue()).isFalse();
        assertThat(none.get("rows")).isEmpty();
        assertThat(none.get("next").isNull()).isTrue();
    }

    @Test
    void theRowsAreReadPageByPage() throws Exception {
        JsonNode page =
                ask("Support matrix&limit=10".replace(" ", "%20"), OUTAGE).json();
        JsonNode rest = ask("support-matrix.csv&limit=10&after=" + page.get("next"), OUTAGE)
                .json();

        assertThat(page.get("rows")).hasSize(10);
        assertThat(page.get("next").intValue()).isEqualTo(17);
        assertThat(rest.at("/rows/0/row").intValue()).isEqualTo(18);
        assertThat(rest.get("next").isNull()).isTrue();
    }

    /** Each row is tried for the two channels of the answer. A page ends before it would have more rows than were asked for. */
    @ParameterizedTest
    @CsvSource({"3, 2, 8", "4, 4, 9", "1, 2, 8"})
    void aPageHasAtMostAsManyTrialsAsWereAskedForUnlessOneRowHasMore(int limit, int tried, int next) throws Exception {
        JsonNode page = ask("Channels&limit=" + limit, OUTAGE).json();

        assertThat(page.get("rows")).hasSize(tried);
        assertThat(page.get("next").intValue()).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, missing-field, /table",
        "table=planz.csv, 404, unknown-table, /table",
        "table=Plans&row=7, 404, unknown-row, /row",
        "table=Plans&row=x, 400, wrong-type, /row",
        "table=Plans&limit=1001, 400, wrong-type, /limit",
        "table=Plans&after=-1, 400, wrong-type, /after",
        "table=Plans&rows=8, 400, unknown-field, /rows"
    })
    void aWrongParameterIsNamed(String parameters, int status, String code, String pointer) throws Exception {
        Answer answer = post("/v1/evaluation/rows?" + parameters, "application/json", OUTAGE);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("pointer").stringValue()).isEqualTo(pointer);
    }

    @Test
    void aQueryThatCannotBeAnsweredIsRefusedAsAnEvaluationRefusesIt() throws Exception {
        assertThat(ask("Plans", "{\"plan\": \"Fre\", \"issueType\": \"API outage\"}")
                        .json()
                        .get("code"))
                .isEqualTo(evaluate("{\"plan\": \"Fre\", \"issueType\": \"API outage\"}")
                        .json()
                        .get("code"));
        assertThat(ask(
                                "Plans",
                                "{\"plan\": \"Free\", \"issueType\": \"API outage\", \"asOf\": \"1999-01-01T00:00:00Z\"}")
                        .json()
                        .get("code")
                        .stringValue())
                .isEqualTo("no-release-then");
        assertThat(ask("Plans", "[]").status()).isEqualTo(400);
    }

    @Test
    void aStrangerMayAskByPlanButNotByCustomer() throws Exception {
        assertThat(sendWithoutToken(request(ROWS + "Plans")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(OUTAGE)))
                        .status())
                .isEqualTo(200);
        assertThat(sendWithoutToken(request(ROWS + "Plans")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(
                                        "{\"customer\": \"acme\", \"issueType\": \"API outage\"}")))
                        .status())
                .isEqualTo(401);
    }
}
