package support.entitlement.web.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** Reads the shipped tables as a page for readers does. */
class TableApiTest extends ApiTest {

    private static final String RELEASE = "/v1/policy/releases/1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                plans.csv          | Plan               | condition | plan is one of                     | text      | true
                plans.csv          | Support level      | action    | gives the support level            | text      | false
                plans.csv          | Notes              | note      | note for readers                   |           | false
                support-matrix.csv | Except SLA category| condition | SLA category is not                | text      | false
                support-matrix.csv | Support channels   | action    | offers the channels                | text      | true
                support-matrix.csv | Guarantee          | action    | gives a guarantee of the kind      | guarantee | false
                sla-agreements.csv | Within             | action    | promises it within                 | time      | false
                sla-categories.csv | Workaround         | condition | workaround is                      | flag      | false
                channels.csv       | Channel            | condition | channel is                         | text      | false
                allowances.csv     | Carry over         | action    | keeps what is left for             | carryOver | false
                """)
    void aColumnSaysInWordsWhatItTestsOrDoesAndWhichCellsItHas(
            String file, String title, String kind, String words, String type, boolean list) throws Exception {
        JsonNode column = column(get("/v1/policy/tables/" + file).json(), title);

        assertThat(column.get("kind").stringValue()).isEqualTo(kind);
        assertThat(column.get("words").stringValue()).isEqualTo(words);
        assertThat(column.get("type").stringValue(null)).isEqualTo(type);
        assertThat(column.get("list").booleanValue()).isEqualTo(list);
    }

    @ParameterizedTest
    @CsvSource({
        "plans.csv, Plan, Enterprise Premium",
        "plans.csv, Support level, Basic",
        "support-matrix.csv, Refer to, Issue reports",
        "support-matrix.csv, Guarantee, best-effort",
        "support-matrix.csv, Entitled, yes",
        "sla-agreements.csv, Calendar, 24x7",
        "sla-agreements.csv, Milestone, Acknowledge",
        "allowances.csv, Limit, soft"
    })
    void aColumnNamesWhatItsCellsMayHold(String file, String title, String name) throws Exception {
        JsonNode column = column(get("/v1/policy/tables/" + file).json(), title);

        assertThat(column.get("names").valueStream().map(JsonNode::stringValue)).contains(name);
    }

    @Test
    void aColumnOfAnyTextNamesNothing() throws Exception {
        JsonNode table = get("/v1/policy/tables/plans.csv").json();

        assertThat(column(table, "Notice").get("names")).isEmpty();
        assertThat(column(table, "Notes").get("names")).isEmpty();
    }

    /** The header, and the rows by their numbers, give the file again. */
    @ParameterizedTest
    @ValueSource(strings = {"plans.csv", "support-matrix.csv", "sla-agreements.csv", "channels.csv"})
    void theHeaderAndTheRowsAreThoseOfTheFile(String file) throws Exception {
        JsonNode table = get("/v1/policy/tables/" + file).json();
        List<String> written = lines(file);

        assertThat(table.get("header")).hasSize(7);
        assertThat(table.at("/header/2/cells/0").stringValue()).startsWith("RuleTable ");
        for (JsonNode row : table.get("rows")) {
            String line = written.get(row.get("row").intValue() - 1);
            List<String> texts = new ArrayList<>();
            row.get("cells").forEach(cell -> texts.add(cell.stringValue()));
            row.get("notes").forEach(cell -> texts.add(cell.stringValue()));
            assertThat(texts).allSatisfy(text -> assertThat(line).contains(text));
        }
        JsonNode titles = table.at("/header/6");
        assertThat(titles.get("row").intValue()).isEqualTo(7);
        IntStream.range(0, table.get("columns").size()).forEach(index -> {
            JsonNode column = table.at("/columns/" + index);
            assertThat(titles.get("cells").get(index)).isEqualTo(column.get("title"));
            assertThat(table.at("/header/3/cells").get(index)).isEqualTo(column.get("keyword"));
            assertThat(table.at("/header/5/cells").get(index)).isEqualTo(column.get("template"));
            assertThat(column.get("column").stringValue()).isEqualTo(String.valueOf((char) ('A' + index)));
        });
    }

    private static List<String> lines(String file) throws Exception {
        return Files.readAllLines(Path.of("rules", file));
    }

    @Test
    void theTablesOfAReleaseAreListedInTheOrderOfEvaluation() throws Exception {
        JsonNode list = get(RELEASE + "/tables").json();

        assertThat(list.at("/tables/0/fact").stringValue()).isEqualTo("Query");
        assertThat(list.get("tables").valueStream().map(table -> table.get("file")))
                .containsExactlyElementsOf(get("/v1/policy")
                        .json()
                        .at("/inForce/tables")
                        .valueStream()
                        .map(table -> table.get("file"))
                        .toList());
        assertThat(list.get("tables")
                        .valueStream()
                        .filter(table -> table.get("file").stringValue().equals("plans.csv"))
                        .map(table -> table.get("rows").intValue()))
                .containsExactly(3);
        assertThat(get("/v1/policy/releases/99/tables").status()).isEqualTo(404);
    }

    @Test
    void theScenariosOfAReleaseAreReadAsTheyAreWritten() throws Exception {
        JsonNode file = get(RELEASE + "/scenarios").json().at("/files/0");

        assertThat(file.get("file").stringValue()).isEqualTo("scenarios/allowances.csv");
        assertThat(file.get("columns")
                        .valueStream()
                        .map(column -> column.get("title").stringValue() + ": "
                                + column.get("kind").stringValue()))
                .startsWith("Scenario: name", "Plan: query", "Issue type: query", "Expect allowance: expectation");
        assertThat(file.at("/rows/0/row").intValue()).isEqualTo(2);
        assertThat(file.at("/rows/0/cells/Expect allowance").stringValue()).isEqualTo("8 hours per year");
        assertThat(file.at("/rows/2/cells").has("Notes")).isFalse();
        assertThat(get("/v1/policy/releases/99/scenarios").status()).isEqualTo(404);
    }

    @Test
    void theRulesOfPrecedenceAreReadAsTheyAreWritten() throws Exception {
        JsonNode document = get(RELEASE + "/precedence").json();

        assertThat(document.get("text").stringValue())
                .isEqualTo(Files.readString(Path.of("rules", "contract-precedence.drl")));
        assertThat(document.get("shipped").booleanValue()).isFalse();
        assertThat(get("/v1/policy/releases/x/precedence").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scenarios", "precedence"})
    void strangersReadNoFilesThatHoldNoTables(String document) throws Exception {
        assertThat(getWithoutToken(RELEASE + "/" + document).status()).isEqualTo(401);
        assertThat(getWithoutToken(RELEASE + "/tables").status()).isEqualTo(200);
    }

    private static JsonNode column(JsonNode table, String title) {
        return table.get("columns")
                .valueStream()
                .filter(column -> column.get("title").stringValue().equals(title))
                .findFirst()
                .orElseThrow();
    }
}
