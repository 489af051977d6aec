package support.entitlement.web.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.table.SheetParser;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.SheetReader;
import support.entitlement.web.ApiTest;
import tools.jackson.databind.JsonNode;

/** The columns that the service says tables can have. */
class ColumnKindApiTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"Query", "Coverage", "Channel", "BusinessHours", "Fact"})
    void theHeaderOfEachColumnIsRead(String fact) throws Exception {
        JsonNode kinds = get("/v1/policy/columns").json();
        List<String> keywords = new ArrayList<>();
        List<String> templates = new ArrayList<>();
        for (JsonNode test : kinds.get("tests")) {
            for (JsonNode comparison : test.get("comparisons")) {
                add(test, fact, "CONDITION", comparison.get("template"), keywords, templates);
            }
        }
        for (JsonNode statement : kinds.get("statements")) {
            add(statement, fact, "ACTION", statement.get("template"), keywords, templates);
        }
        String object = kinds.get("objects").get(fact).stringValue();

        assertThat(headerProblems(object, keywords, templates)).isEmpty();
        assertThat(keywords).contains("CONDITION", "ACTION");
    }

    @Test
    void whatIsSaidStandsInWords() throws Exception {
        JsonNode kinds = get("/v1/policy/columns").json();

        assertThat(kinds.get("statements")
                        .valueStream()
                        .map(each -> each.get("words").stringValue() + " | "
                                + each.get("template").stringValue()))
                .contains(
                        "promises it within | entitlement.within(\"$param\")",
                        "sets the term | entitlement.term(\"{name}\", \"$param\")",
                        "is reached by | $channel.medium(\"$param\")");
        assertThat(kinds.at("/tests")
                        .valueStream()
                        .map(each -> each.get("words").stringValue()))
                .contains("plan", "issue type", "workaround", "");
    }

    private static void add(
            JsonNode kind,
            String fact,
            String keyword,
            JsonNode template,
            List<String> keywords,
            List<String> templates) {
        if (kind.get("facts").valueStream().anyMatch(each -> each.stringValue().equals(fact))) {
            keywords.add(keyword);
            String header = template.stringValue();
            templates.add(
                    header.replace("{name}", header.startsWith("openedAt") ? "UTC" : "region " + templates.size()));
        }
    }

    /** Returns the problems of a table with these columns and without rows. */
    private static List<String> headerProblems(String object, List<String> keywords, List<String> templates) {
        List<String> titles = IntStream.range(0, keywords.size())
                .mapToObj(column -> "Title " + column)
                .toList();
        String table = String.join(
                "\n",
                "RuleSet,support.entitlement.rules",
                "RuleTable Columns",
                line(keywords),
                line(List.of(object)),
                line(templates),
                line(titles),
                "");
        return SheetParser.parseSheets(SheetReader.readSheets("columns.csv", table.getBytes(UTF_8))
                        .sheets())
                .problems()
                .stream()
                .map(Problem::toString)
                .toList();
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
    }
}
