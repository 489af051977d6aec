package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.Queries.query;
import static support.entitlement.Queries.withAttributes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.EditedTables;
import support.entitlement.decision.Decision;
import support.entitlement.decision.Decision.OfferedChannel;
import support.entitlement.decision.MatchedRow;
import support.entitlement.decision.Query;
import support.entitlement.table.sheet.SheetReader;

/** Tests that all cell content is text: it comes back as it was written, and nothing in it is ever run. */
class CellTextTest {

    private static final long SEED = 3_141_592;
    private static final Query FREE = query("Free", "Issue reports");
    private static final List<String> NASTY = List.of(
            "\"",
            "\"\"",
            "'",
            "\\",
            "\\\\",
            "\\\"",
            "\\u0022",
            "\\u000a",
            "\\n",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\f",
            "$param",
            "$",
            "$1",
            "$$",
            "${",
            "}",
            "@{",
            "@{row.rowNumber}",
            "{",
            "end",
            "\nend\n",
            "rule \"x\"",
            "when",
            "then",
            "*/",
            "/*",
            "//",
            "#",
            ";",
            ");",
            "\");System.exit(1);//",
            "(",
            ")",
            "[",
            "]",
            "|",
            "||",
            "&&",
            "%s",
            ",",
            "“",
            "”",
            "‘",
            "’",
            "«",
            "😀",
            "é",
            "e\u0301",
            "ß",
            "漢",
            "\u00a0",
            "\u2028",
            "\u0085",
            "\u200b",
            "\ufeff",
            "eval(true)",
            "null",
            "true",
            "1e11",
            "=1+1",
            " ",
            "a",
            "B",
            "7",
            "forall(&&){x == $}",
            "\\x",
            "\\'",
            "`",
            "~",
            "^",
            "<",
            ">",
            "!",
            "?",
            "\\u",
            "\\uuuu0022",
            "\\");

    private EditedTables tables;

    @BeforeEach
    void copyTheShippedTables(@TempDir Path directory) {
        tables = EditedTables.in(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Query", "Coverage"})
    void anyTextMatchesExactlyItselfAndComesBackUnchanged(String fact) {
        List<String> texts = texts();
        Policy policy = tables.addTable(
                        "texts.csv",
                        fact,
                        "attribute[\"text\"] == \"$param\"",
                        "entitlement.term(\"said\", \"$param\")",
                        sameOnBothSides(texts))
                .compileUnchecked();

        for (String text : texts) {
            Decision decision = policy.decideUncached(sending(text));
            assertThat(decision.terms()).isEqualTo(Map.of("said", text));
            assertThat(rowsOf("texts.csv", decision))
                    .singleElement()
                    .extracting(MatchedRow::cells)
                    .isEqualTo(Map.of("If", text, "Then", text));
        }
    }

    @Test
    void anyTextThatIsAlmostTheOneInTheCellMatchesNothing() {
        List<String> texts = texts();
        Policy policy = tables.addTable(
                        "texts.csv",
                        "Query",
                        "attribute[\"text\"] == \"$param\"",
                        "entitlement.term(\"said\", \"$param\")",
                        sameOnBothSides(texts))
                .compileUnchecked();

        assertThat(texts.stream().flatMap(CellTextTest::almost).filter(text -> !texts.contains(text)))
                .allSatisfy(text ->
                        assertThat(policy.decideUncached(sending(text)).terms()).isEmpty());
    }

    @Test
    void anyTextIsAnElementOfAListIfItStandsInQuotes() {
        List<String> texts = texts().stream().limit(150).toList();
        String list = texts.stream()
                .map(text -> '"' + text.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","));
        Policy policy = tables.addTable(
                        "texts.csv",
                        "Coverage",
                        "attribute[\"text\"] in ($param)",
                        "entitlement.channels($param)",
                        List.of(List.of(list, list)))
                .compileUnchecked();

        for (String text : texts) {
            assertThat(policy.decideUncached(sending(text)).channels())
                    .extracting(OfferedChannel::name)
                    .containsExactlyElementsOf(texts);
        }
    }

    @Test
    void anyTextMayBeANote() {
        List<String> texts = texts();
        tables.addTable(
                "texts.csv",
                "Query",
                "attribute[\"text\"] == \"$param\"",
                "entitlement.term(\"said\", \"$param\")",
                sameOnBothSides(texts));
        tables.addColumn("texts.csv", "METADATA", "", "Notes");
        texts.forEach(text -> tables.replaceInRow("texts.csv", List.of(text), "Notes", text));
        Policy policy = tables.compileUnchecked();

        for (String text : texts) {
            assertThat(rowsOf("texts.csv", policy.decideUncached(sending(text))))
                    .extracting(MatchedRow::note)
                    .containsExactly(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer's region",
                "a, b",
                "*/ end //",
                "eval(true) || x",
                "true",
                "in",
                "é 😀 漢",
                "//",
                "a~b/c",
                "@@ %s",
                "x == 1 ) or ( this != null",
                "and",
                "#"
            })
    void anyNameThatAHeaderAcceptsIsOnlyAName(String name) {
        Policy policy = tables.addTable(
                        "names.csv",
                        "Coverage",
                        "attribute[\"" + name + "\"] == \"$param\"",
                        "entitlement.term(\"" + name + "\", \"$param\")",
                        List.of(List.of("asked", "said")))
                .compileUnchecked();

        assertThat(policy.decideUncached(withAttributes(FREE, Map.of(name, "asked")))
                        .terms())
                .isEqualTo(Map.of(name, "said"));
        assertThat(policy.decideUncached(withAttributes(FREE, Map.of(name, "other")))
                        .terms())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\"b.csv", "x\" when then System.exit(1); end rule \"y.csv", "it's.csv", "a\\.csv", "$param.csv"
            })
    void anyNameOfAFileIsOnlyAName(String file) {
        Policy policy = tables.addTable(
                        file,
                        "Query",
                        "plan == \"$param\"",
                        "entitlement.term(\"said\", \"$param\")",
                        List.of(List.of("Free", "here")))
                .compileUnchecked();

        assertThat(rowsOf(file, policy.decideUncached(FREE))).hasSize(1);
        assertThat(policy.decideUncached(FREE).terms()).isEqualTo(Map.of("said", "here"));
    }

    private static List<String> texts() {
        Random random = new Random(SEED);
        Stream<String> alone = NASTY.stream();
        Stream<String> composed = Stream.generate(() -> random.ints(1 + random.nextInt(8), 0, NASTY.size())
                        .mapToObj(NASTY::get)
                        .collect(Collectors.joining()))
                .limit(400);
        return Stream.concat(alone, composed)
                .map(CellTextTest::asRead)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Returns the text of a cell as it is read: with line ends of one kind, plain blanks, and no invisible characters.
     */
    private static String asRead(String text) {
        byte[] file = ('"' + text.replace("\"", "\"\"") + '"').getBytes(StandardCharsets.UTF_8);
        return SheetReader.readSheets("t.csv", file)
                .sheets()
                .get(0)
                .rows()
                .get(0)
                .get(0);
    }

    private static List<List<String>> sameOnBothSides(List<String> texts) {
        return texts.stream().map(text -> List.of(text, text)).toList();
    }

    private static Stream<String> almost(String text) {
        List<UnaryOperator<String>> changes = new ArrayList<>(List.of(
                it -> it + "x",
                it -> " " + it,
                it -> it + "\"",
                it -> it.replace("\\", ""),
                it -> it.replace("\"", "'")));
        return changes.stream().map(change -> change.apply(text)).filter(changed -> !changed.equals(text));
    }

    private static Query sending(String text) {
        return withAttributes(FREE, Map.of("text", text));
    }

    private static List<MatchedRow> rowsOf(String file, Decision decision) {
        return decision.because().stream()
                .filter(row -> row.file().equals(file))
                .toList();
    }
}
