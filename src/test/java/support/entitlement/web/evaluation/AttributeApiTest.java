package support.entitlement.web.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import support.entitlement.EditedTables;
import support.entitlement.web.ApiTest;
import support.entitlement.web.query.QueryReader;
import tools.jackson.databind.JsonNode;

/** Tables that compare a numeric attribute. */
@DirtiesContext
class AttributeApiTest extends ApiTest {

    private static final String QUERY =
            "{\"plan\": \"Free\", \"issueType\": \"Issue reports\", \"attributes\": {\"seats\": %s}}";

    private static final String DATED = "{\"plan\": \"Free\", \"issueType\": \"%s\", \"attributes\": {\"%s\": %s}}";

    @TempDir
    static Path rules;

    @DynamicPropertySource
    static void askForSeats(DynamicPropertyRegistry properties) {
        EditedTables.in(rules)
                .addColumn("support-matrix.csv", "CONDITION", "attribute[\"seats\"] >= $param", "Seats from")
                .addColumn("support-matrix.csv", "CONDITION", "attribute[\"bought\"] < $param", "Bought before")
                .addColumn("support-matrix.csv", "CONDITION", "attribute[\"signed\"] < $param", "Signed before")
                .addColumn(
                        "support-matrix.csv",
                        "CONDITION",
                        "attribute[\"renewed\", \"Europe/Zurich\"] == $param",
                        "Renewed")
                .replaceInRow(
                        "support-matrix.csv",
                        List.of("Basic", "Feature request and Pricing"),
                        "Renewed",
                        "at least 1 month before opening")
                .replaceInRow("support-matrix.csv", List.of("Basic", "Product support"), "Bought before", "17.09.2018")
                .replaceInRow(
                        "support-matrix.csv",
                        List.of("Basic", "Developer support"),
                        "Signed before",
                        "2026-03-31T18:00+02:00")
                .replaceInRow("support-matrix.csv", List.of("Basic", "Issue reports"), "Seats from", "5");
        properties.add("entitlement.rules.directory", rules::toString);
    }

    @Test
    void theVocabularySaysAsWhatTablesCompareAnAttribute() throws Exception {
        assertThat(get("/v1/vocabulary").json().path("facts")).contains(JSON.readTree("""
                                {"pointer": "/attributes/seats", "words": "seats", "types": ["number"], "names": [],
                                 "numbers": [5],
                                 "askedBy": [{"table": "Support matrix", "file": "support-matrix.csv", "column": "Seats from"}]}
                                """));
    }

    @Test
    void theMatrixSaysOnWhichConditionARowGrantsSupport() throws Exception {
        assertThat(get("/v1/support-matrix?plan=Free").json().path("issueTypes"))
                .filteredOn(entry -> entry.path("issueType").stringValue().equals("Feature request and Pricing"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.path("entitled").booleanValue()).isFalse();
                    assertThat(entry.path("includedIf")).containsExactly(JSON.readTree("""
                            {"table": "Support matrix", "file": "support-matrix.csv", "row": 11, "conditions": [
                              {"title": "Renewed", "words": "renewed, by dates in Europe/Zurich, is",
                               "cell": "at least 1 month before opening"}]}
                            """));
                });
    }

    @ParameterizedTest
    @CsvSource({
        "Product support, bought, 2018-09-16, true",
        "Product support, bought, 2018-09-17, false",
        "Product support, bought, 2018-09-16T23:30:00-02:00, true",
        "Product support, bought, 2018-09-17T00:30:00+02:00, false",
        "Developer support, signed, 2026-03-31T15:59:59Z, true",
        "Developer support, signed, 2026-03-31T18:00:00+02:00, false"
    })
    void aDateAndAnInstantAreComparedAsTheyAreWritten(
            String issueType, String attribute, String value, boolean entitled) throws Exception {
        assertThat(evaluate(DATED.formatted(issueType, attribute, '"' + value + '"'))
                        .json()
                        .path("entitled")
                        .booleanValue())
                .isEqualTo(entitled);
        assertThat(get("/v1/entitlements?plan=Free&issueType=" + issueType.replace(" ", "%20") + "&attribute."
                                + attribute + "=" + value.replace("+", "%2B"))
                        .json()
                        .path("entitled")
                        .booleanValue())
                .isEqualTo(entitled);
    }

    @ParameterizedTest
    @CsvSource({
        "Product support, bought, '\"17.09.2018\"', a date such as 2018-09-17",
        "Product support, bought, '\"2018-02-30\"', a date such as 2018-09-17",
        "Product support, bought, '\"2018-09-17T10:00\"', a date such as 2018-09-17",
        "Product support, bought, 20180917, a date such as 2018-09-17",
        "Developer support, signed, '\"2026-03-31\"', 'a date, a time and an offset from UTC'",
        "Developer support, signed, true, 'a date, a time and an offset from UTC'"
    })
    void aValueThatIsNoDateOrNoInstantIsRefused(String issueType, String attribute, String value, String right)
            throws Exception {
        JsonNode problem =
                evaluate(DATED.formatted(issueType, attribute, value)).json();

        assertThat(problem.at("/errors/0/code").stringValue()).isEqualTo("wrong-attribute-type");
        assertThat(problem.at("/errors/0/pointer").stringValue()).isEqualTo("/attributes/" + attribute);
        assertThat(problem.at("/errors/0/detail").stringValue()).contains(right);
    }

    @Test
    void theVocabularySaysWithWhichDatesTablesCompareAnAttribute() throws Exception {
        JsonNode bought = get("/v1/vocabulary")
                .json()
                .path("facts")
                .valueStream()
                .filter(fact -> fact.path("pointer").stringValue().equals("/attributes/bought"))
                .findFirst()
                .orElseThrow();

        assertThat(bought.path("types")).containsExactly(JSON.readTree("\"date\""));
        assertThat(bought.path("dates")).containsExactly(JSON.readTree("\"2018-09-17\""));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-30, 2026-04-29T23:59:59+02:00, false, 2026-04-30T00:00+02:00",
        "2026-03-30, 2026-04-30T00:00:00+02:00, true, 2026-05-01T00:00+02:00",
        "2026-03-30, 2026-06-01T00:00:00+02:00, true, "
    })
    void anAnswerThatDependsOnTheTimeSinceADateHoldsUntilTheInstantThatItStates(
            String renewed, String openedAt, boolean entitled, String until) throws Exception {
        JsonNode answer = evaluate("""
                {"plan": "Free", "issueType": "Feature request and Pricing", "openedAt": "%s",
                 "attributes": {"renewed": "%s"}}""".formatted(openedAt, renewed)).json();
        JsonNode cacheable =
                get("/v1/entitlements?plan=Free&issueType=Feature%20request%20and%20Pricing&attribute.renewed="
                                + renewed + "&openedAt=" + openedAt.replace("+", "%2B"))
                        .json();

        for (JsonNode each : List.of(answer, cacheable)) {
            assertThat(each.path("entitled").booleanValue()).isEqualTo(entitled);
            assertThat(each.at("/opening/until").asString(null))
                    .isEqualTo(until == null ? null : until.replace(":00+", ":00:00+"));
        }
    }

    @Test
    void theVocabularySaysWithWhichTimesFromTheOpeningTablesCompareAnAttribute() throws Exception {
        assertThat(get("/v1/vocabulary").json().path("facts")).contains(JSON.readTree("""
                                {"pointer": "/attributes/renewed", "words": "renewed", "types": ["date"], "names": [],
                                 "numbers": [], "fromOpening": ["1 month before opening"],
                                 "askedBy": [{"table": "Support matrix", "file": "support-matrix.csv", "column": "Renewed"}]}
                                """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400"})
    void aNumberBeyondAllThatCanBeComparedIsRefused(String number) throws Exception {
        assertTooLarge(evaluate(QUERY.formatted(number)).json(), "/attributes/seats");
    }

    @Test
    void aNumberOfFourHundredDigitsIsRefusedInEveryForm() throws Exception {
        String digits = QUERY.formatted("7".repeat(400));
        String few = QUERY.formatted("7");

        assertTooLarge(evaluate(digits).json(), "/attributes/seats");
        JsonNode results = post(
                        "/v1/evaluations", "application/json", "{\"evaluations\": [%s, %s]}".formatted(digits, few))
                .json()
                .path("results");
        assertTooLarge(results.get(0), "/evaluations/0/attributes/seats");
        assertThat(results.get(1).path("entitled").booleanValue()).isTrue();
        List<JsonNode> lines = post("/v1/evaluations", "application/x-ndjson", digits + "\n" + few)
                .response()
                .body()
                .lines()
                .map(JSON::readTree)
                .toList();
        assertTooLarge(lines.get(0), "/attributes/seats");
        assertThat(lines.get(1).path("entitled").booleanValue()).isTrue();
    }

    @Test
    void anAttributeInTheAddressIsNamedAsItWasSent() throws Exception {
        JsonNode problem = get("/v1/entitlements?plan=Free&issueType=Issue%20reports&attribute.seats=many")
                .json();

        assertThat(problem.path("code").stringValue()).isEqualTo("wrong-attribute-type");
        assertThat(problem.path("pointer").stringValue()).isEqualTo("/attribute.seats");
        assertThat(get("/v1/entitlements?plan=Free&issueType=Issue%20reports&seats=7")
                        .json()
                        .path("known")
                        .valueStream()
                        .map(JsonNode::stringValue))
                .contains("attribute.seats");
    }

    @Test
    void aQueryHasSoManyAttributesAndNoMore() throws Exception {
        String most = IntStream.range(0, QueryReader.MAX_ATTRIBUTES)
                .mapToObj(i -> "\"a" + i + "\": 1")
                .collect(Collectors.joining(", "));
        String query = "{\"plan\": \"Free\", \"issueType\": \"Issue reports\", \"attributes\": {%s}}";

        Answer full = evaluate(query.formatted(most));
        Answer more = evaluate(query.formatted(most + ", \"b\": 1"));

        assertThat(full.status()).isEqualTo(200);
        assertThat(more.status()).isEqualTo(422);
        assertThat(more.json().get("code").stringValue()).isEqualTo("too-many-attributes");
        assertThat(more.json().get("pointer").stringValue()).isEqualTo("/attributes");
    }

    @Test
    void aNumberInQuotesIsRefusedWithTheAdviceToLeaveThemOut() throws Exception {
        String query = "{\"plan\": \"Free\", \"issueType\": \"Issue reports\", \"attributes\": {\"seats\": \"%s\"}}";

        assertThat(evaluate(query.formatted("7")).json().path("detail").stringValue())
                .endsWith("In JSON that is not a text: send it without quotes.");
        assertThat(evaluate(query.formatted("many")).json().path("detail").stringValue())
                .doesNotContain("quotes");
        assertThat(evaluate(
                                "{\"plan\": \"Free\", \"issueType\": \"Issue reports\", \"impact\": {\"workaround\": \"true\"}}")
                        .json()
                        .path("detail")
                        .stringValue())
                .contains("not a text but true or false, without quotes");
    }

    private static void assertTooLarge(JsonNode problem, String pointer) {
        assertThat(problem.path("code").stringValue()).isEqualTo("wrong-attribute-type");
        assertThat(problem.path("pointer").stringValue()).isEqualTo(pointer);
        assertThat(problem.path("detail").stringValue()).contains("too large");
    }
}
