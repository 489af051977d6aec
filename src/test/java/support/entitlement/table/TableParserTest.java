package support.entitlement.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.decision.Verdict;
import support.entitlement.decision.Within;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;

/** Tests the problems of tables. Rows are written with bars between the cells. */
class TableParserTest {

    private static final String TOP = "RuleSet|any";
    private static final String KEYWORDS = "CONDITION|ACTION";
    private static final String PLAN = "plan == \"$param\"";
    private static final String WORDS = "entitlement.words(\"$param\")";

    @Test
    void aWellFormedSheetIsATable() {
        List<Table> tables = SheetParser.parseSheets(List.of(table("Query", PLAN, WORDS, "Free|Hello")))
                .tables();

        assertThat(tables).singleElement().satisfies(table -> {
            assertThat(table.name()).isEqualTo("T");
            assertThat(table.rows()).extracting(Row::values).containsExactly(List.of("Free", "Hello"));
        });
    }

    @Test
    void aFileWithoutATableIsRefused() {
        assertThat(onlyProblemOf(sheet("t.csv", TOP)))
                .satisfies(
                        said(
                                "no-table",
                                "t.csv",
                                "",
                                "A table begins with a cell “RuleTable” followed by its name; anything else belongs elsewhere."));
    }

    @Test
    void aFileWithoutARuleSetIsRefused() {
        assertThat(onlyProblemOf(sheet("t.csv", "RuleTable T", KEYWORDS, "Query", PLAN + "|" + WORDS, "If|Then")))
                .satisfies(
                        said("no-rule-set", "t.csv", "", "The first cell must be “RuleSet”, with a name beside it."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Import", "Functions", "Queries", "Variables", "Declare", "Sequential", "EscapeQuotes"})
    void nothingButARuleSetStandsAboveATable(String keyword) {
        Sheet sheet = sheet(
                "t.csv",
                TOP,
                keyword + "|java.lang.Runtime",
                "RuleTable T",
                KEYWORDS,
                "Query",
                PLAN + "|" + WORDS,
                "If|Then");

        assertThat(onlyProblemOf(sheet))
                .satisfies(said(
                        "unknown-keyword",
                        "t.csv!A2",
                        keyword,
                        "Above a table only RuleSet and Hit policy may stand."));
    }

    @Test
    void aHeaderThatIsTooShortIsRefused() {
        assertThat(onlyProblemOf(sheet("t.csv", TOP, "RuleTable T", KEYWORDS, "Query")))
                .satisfies(said(
                        "no-header",
                        "t.csv!A2",
                        "RuleTable T",
                        "Below this cell four rows must follow: keywords, facts, templates, titles."));
    }

    @ParameterizedTest
    @CsvSource({
        "PLAN,",
        "REGION,",
        "condition, CONDITION",
        "PRIORITY,",
        "NAME,",
        "C,",
        "ACTON, ACTION",
        "METADAT, METADATA",
        "RULEFLOW-GROUP,"
    })
    void aKeywordThatDroolsWouldGuessAtIsRefusedWithTheNearest(String keyword, @Nullable String nearest) {
        Sheet sheet = sheet("t.csv", TOP, "RuleTable T", keyword + "|ACTION", "Query", PLAN + "|" + WORDS, "If|Then");

        assertThat(onlyProblemOf(sheet))
                .satisfies(said(
                        "unknown-keyword",
                        "t.csv!A3",
                        keyword,
                        "This must be CONDITION, ACTION or METADATA"
                                + (nearest == null ? "." : "; the nearest is " + nearest + ".")));
    }

    @Test
    void aColumnWithoutAKeywordIsRefusedWhereverItSaysSomething() {
        assertThat(onlyProblemOf(table("Query", PLAN, WORDS, "Free|Hello|beside")))
                .satisfies(said(
                        "no-keyword",
                        "t.csv!C7",
                        "beside",
                        "Write CONDITION, ACTION or METADATA in C3, or clear this cell."));
    }

    @Test
    void aColumnWithoutATitleIsRefused() {
        Sheet sheet = sheet("t.csv", TOP, "RuleTable T", KEYWORDS, "Query", PLAN + "|" + WORDS, "If|");

        assertThat(onlyProblemOf(sheet)).satisfies(said("no-title", "t.csv!B6", "", "Give it one; answers cite it."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Object", "Query(true)", "java.lang.Runtime", "query", "$q : Query; eval(true)", "q : Query"})
    void aFactThatDoesNotExistIsRefused(String fact) {
        assertThat(onlyProblemOf(table(fact, PLAN.replace("plan", "supportLevel"), WORDS)))
                .satisfies(said(
                        "bad-object",
                        "t.csv!A4",
                        fact,
                        "The object row names the fact that the conditions below look at, one of "
                                + "Query, Coverage, Channel, BusinessHours, Fact."));
    }

    @Test
    void twoFactsInOneTableAreRefused() {
        assertThat(onlyProblemOf(table("Query|Coverage", PLAN, WORDS)))
                .satisfies(said(
                        "bad-object",
                        "t.csv!B4",
                        "Coverage",
                        "Leave this cell blank, or move the column to a table of its own."));
    }

    @Test
    void aTableWithoutAFactIsRefused() {
        assertThat(onlyProblemOf(table("", PLAN, WORDS)))
                .satisfies(said("bad-object", "t.csv!A4", "", "This row must name a fact, such as Coverage."));
    }

    @Test
    void aTableWithoutAFactIsReportedBesideOtherProblems() {
        Sheet sheet = sheet("t.csv", "RuleTable T", KEYWORDS, "", PLAN + "|" + WORDS, "If|Then");

        assertThat(problemsOf(sheet)).extracting(Problem::code).containsExactly("no-rule-set", "bad-object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval(true)",
                "eval($param)",
                "plan",
                "",
                "$param",
                "plan == \"Free\"",
                "plan = \"$param\"",
                "plan matches \"$param\"",
                "plan == \"$param\" && eval(true)",
                "plan.length() == $param",
                "plan == \"$param\" ) eval( true",
                "attribute[\"a\" + System.exit(0)] == \"$param\"",
                "attribute[\"a\\\"]\"] == \"$param\"",
                "forall(&&){plan == \"$\"}"
            })
    void aConditionOfAnyOtherFormIsRefused(String template) {
        assertThat(onlyProblemOf(table("Query", template, WORDS)))
                .satisfies(said(
                        "bad-template",
                        "t.csv!A5",
                        template,
                        "A condition compares a field or an attribute with $param, such as plan == \"$param\", "
                                + "plan in ($param) or attribute[\"region\"] == \"$param\"."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan in $param", "plan not in $param", "plan == ($param)"})
    void aListStandsBehindInAndOnlyThere(String template) {
        assertThat(onlyProblemOf(table("Query", template, WORDS)))
                .satisfies(said(
                        "bad-template",
                        "t.csv!A5",
                        template,
                        "A list stands in brackets behind “in” or “not in”, and only there: in ($param)."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"region == \"$param\"", "class == \"$param\"", "hashCode == $param", "attribute == $param"})
    void aFieldThatTheFactDoesNotHaveIsRefusedWithThoseThatItHas(String template) {
        Problem problem = onlyProblemOf(table("Query", template, WORDS));

        assertThat(problem)
                .satisfies(said(
                        "bad-template",
                        "t.csv!A5",
                        template,
                        "The fact has no field “" + template.split(" ")[0] + "”. It has "
                                + String.join(", ", FactType.QUERY.fieldNames()) + " and attribute[\"…\"]."));
        assertThat(problem.fullText()).contains("channel, issueType, openedAt, openedDuring, plan");
    }

    @Test
    void aSizeIsComparedForNumbersAndDatesOnly() {
        assertThat(messageFor(table("Query", "plan < $param", WORDS)))
                .isEqualTo("“<” compares numbers and dates, and “plan” is text.");
    }

    @Test
    void aChannelHasNoAttributes() {
        assertThat(messageFor(table("Channel", "attribute[\"region\"] == \"$param\"", WORDS)))
                .isEqualTo("This fact has no attributes. It has name.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.exit(0)",
                "System.exit(0);",
                "",
                "$param",
                "entitlement.words(\"Hello\")",
                "entitlement.words(\"$param\"); System.exit(0)",
                "entitlement.words(\"$param\" + System.exit(0))",
                "entitlement.words(\"${x}\", \"$param\")",
                "entitlement.getClass().forName(\"$param\")",
                "new Entitlement().words($param)"
            })
    void anActionOfAnyOtherFormIsRefused(String template) {
        assertThat(onlyProblemOf(table("Query", PLAN, template)))
                .satisfies(said(
                        "bad-template",
                        "t.csv!B5",
                        template,
                        "An action calls the entitlement with $param, such as entitlement.words(\"$param\")."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entitlement.begin($param)",
                "entitlement.equals($param)",
                "entitlement.wait($param)",
                "entitlement.words(\"a\", $param)",
                "entitlement.decide($param)"
            })
    void aMethodThatIsNoActionIsOutOfReach(String template) {
        Problem problem = onlyProblemOf(table("Query", PLAN, template));

        assertThat(problem.code()).isEqualTo("bad-template");
        assertThat(problem.value()).isEqualTo(template);
        assertThat(problem.fullText())
                .contains("There is no such action. “entitlement” can be told amount, calendar, ")
                .contains("words")
                .doesNotContain("begin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"System.exit($param)", "$channel.medium(\"$param\")", "drools.halt($param)"})
    void anActionSpeaksToNothingElse(String template) {
        assertThat(messageFor(table("Query", PLAN, template)))
                .isEqualTo("Nothing here is called “" + template.substring(0, template.indexOf('.'))
                        + "”. An action speaks to entitlement.");
    }

    @Test
    void anActionMaySpeakToTheFactThatTheTableNames() {
        assertThat(messageFor(table("$channel : Channel", "name == \"$param\"", "$other.medium($param)")))
                .isEqualTo("Nothing here is called “$other”. An action speaks to entitlement or $channel.");
    }

    @Test
    void aCellThatIsNoNumberIsRefused() {
        assertThat(badCell("entitlement.amount($param)", "System.exit(0)"))
                .isEqualTo(
                        "Write a number from 0, such as 8 or 1.5, below 1000000000 and with up to 6 decimals; or unlimited.");
        assertThat(badCell("entitlement.amount($param)", "1e99")).contains("below 1000000000");
        assertThat(badCell("entitlement.amount($param)", "-8")).contains("a number from 0");
    }

    @Test
    void aCellThatIsNoFlagIsRefused() {
        assertThat(badCell("entitlement.entitled($param)", "maybe")).isEqualTo("Write yes, no or not stated.");
    }

    @ParameterizedTest
    @CsvSource({
        "TRUE,FALSE",
        "yes,no",
        "WAHR,FALSCH",
        "VRAI,FAUX",
        "VERDADERO,FALSO",
        "VERDADEIRO,FALSO",
        "VERO,FALSO",
        "WAAR,ONWAAR",
        "SANT,FALSKT",
        "SAND,FALSK",
        "SANN,USANN",
        "TOSI,EPÄTOSI",
        "PRAWDA,FAŁSZ",
        "PRAVDA,NEPRAVDA",
        "IGAZ,HAMIS",
        "ADEVĂRAT,FALS",
        "DOĞRU,YANLIŞ",
        "ИСТИНА,ЛОЖЬ",
        "wahr,Falsch"
    })
    void aFlagIsWhatSpreadsheetsInAnyLanguageWrite(String yes, String no) {
        ParsedTables tables = SheetParser.parseSheets(List.of(table(
                "Query", "workaround == $param", "entitlement.entitled($param)", yes + "|" + no, no + "|" + yes)));

        assertThat(tables.problems()).isEmpty();
        assertThat(tables.tables().get(0).rows())
                .extracting(Row::values)
                .containsExactly(List.of(true, Verdict.NO), List.of(false, Verdict.YES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.500", "10.000", "1,000", "5 %"})
    void aNumberWithTwoReadingsIsRefusedWithBothInEveryColumnOfNumbers(String cell) {
        for (String action : List.of("entitlement.amount($param)")) {
            assertThat(onlyProblemOf(table("Query", "attribute[\"seats\"] >= $param", action, cell + "|1")))
                    .satisfies(ambiguous("t.csv!A7", cell));
            assertThat(onlyProblemOf(table("Query", "attribute[\"seats\"] == $param", action, cell + "|1")))
                    .satisfies(ambiguous("t.csv!A7", cell));
            assertThat(onlyProblemOf(table("Query", "attribute[\"seats\"] in ($param)", action, cell + "|1")))
                    .satisfies(ambiguous("t.csv!A7", cell));
            assertThat(onlyProblemOf(table("Query", "attribute[\"seats\"] >= $param", action, "1|" + cell)))
                    .satisfies(ambiguous("t.csv!B7", cell));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,5", "1,234,567", "10,100"})
    void aCommaWithinDigitsOfAListOfNumbersIsRefused(String cell) {
        assertThat(onlyProblemOf(table("Query", "attribute[\"seats\"] in ($param)", WORDS, cell + "|x")))
                .satisfies(ambiguous("t.csv!A7", cell));
    }

    private static Consumer<Problem> ambiguous(String place, String value) {
        return problem -> {
            assertThat(problem.code()).isEqualTo("ambiguous-number");
            assertThat(problem.place()).hasToString(place);
            assertThat(problem.value()).isEqualTo(value);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"1, 5", "1; 5", "1\n5", "1;5", "5, 1, 5.0"})
    void aListOfNumbersMayBePartedBySeveralSigns(String cell) {
        assertThat(SheetParser.parseSheets(
                                List.of(table("Query", "attribute[\"seats\"] in ($param)", WORDS, cell + "|x")))
                        .problems())
                .isEmpty();
    }

    @Test
    void aTableMayBeginBelowBlankRowsAndRightOfBlankColumns() {
        Sheet table = table("Query", "plan == \"$param\"", WORDS, "Free|Hello");
        List<List<String>> moved = Stream.concat(
                        Stream.of(List.of("", ""), List.<String>of()),
                        table.rows().stream()
                                .map(row -> Stream.concat(Stream.of("", ""), row.stream())
                                        .toList()))
                .toList();

        ParsedTables tables = SheetParser.parseSheets(List.of(new Sheet("t.csv", null, moved)));

        assertThat(tables.problems()).isEmpty();
        assertThat(tables.tables().get(0).rows().get(0).values()).containsExactly("Free", "Hello");
        assertThat(tables.tables().get(0).rows().get(0).matched().row()).isEqualTo(9);
    }

    @Test
    void aSheetWithoutATableSaysWhatIsThere() {
        assertThat(onlyProblemOf(new Sheet("t.csv", null, List.of(List.of("", "Plan", "Level"))))
                        .message())
                .contains("begins with “Plan”");
        Problem beside = onlyProblemOf(new Sheet("t.csv", null, List.of(List.of("a note", "", "RuleTable Plans"))));
        assertThat(beside.place()).hasToString("t.csv!C1");
        assertThat(beside.remedy()).contains("to its left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Free; Starter; Small", "Free\nStarter", "\"Free\", \"Starter\""})
    void aListInACellThatTakesOneNameIsRefused(String cell) {
        for (String condition : List.of("plan == \"$param\"", "plan != \"$param\"", "attribute[\"x\"] == \"$param\"")) {
            assertThat(listProblems(condition, WORDS, cell + "|x")).containsExactly("error list-in-cell t.csv!A7");
        }
        assertThat(listProblems("plan in ($param)", "entitlement.supportLevel(\"$param\")", "Free|" + cell))
                .containsExactly("error list-in-cell t.csv!B7");
        assertThat(listProblems("plan in ($param)", WORDS, cell + "|" + cell)).isEmpty();
    }

    @Test
    void aCommaInACellThatTakesOneNameIsToldOf() {
        assertThat(listProblems("plan == \"$param\"", WORDS, "Free, Starter|x"))
                .containsExactly("warning list-in-cell t.csv!A7");
        assertThat(listProblems("plan in ($param)", WORDS, "\"Gold, Inc\"; Free|x"))
                .isEmpty();
    }

    private static List<String> listProblems(String condition, String action, String row) {
        return TableChecks.checkSheets(new ReadSheets(List.of(table("Query", condition, action, row)), List.of()))
                .problems()
                .stream()
                .filter(problem -> problem.code().equals("list-in-cell"))
                .map(problem -> problem.severity() + " " + problem.code() + " " + problem.place())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "attribute[\"start\"] >= $param, 2025-07-01, DATE, 2025-07-01",
        "attribute[\"start\"] < \"$param\", 01.07.2025, DATE, 2025-07-01",
        "attribute[\"start\"] == $param, 7/31/2025, DATE, 2025-07-31",
        "attribute[\"start\"] == $param, 1 July 2025, DATE, 2025-07-01",
        "attribute[\"start\"] in ($param), 2025-07-01; 31.12.2025, DATE, '[2025-07-01, 2025-12-31]'",
        "attribute[\"start\"] > $param, 2025-07-01T18:00+02:00, INSTANT, 2025-07-01T16:00:00Z",
        "attribute[\"start\"] > $param, 20250701, NUMBER, 20250701"
    })
    void theCellsOfAColumnSayWhetherItComparesDatesOrInstants(
            String condition, String cell, CellType type, String value) {
        Table parsed = SheetParser.parseSheets(List.of(table("Query", condition, WORDS, cell + "|x")))
                .tables()
                .get(0);

        assertThat(parsed.conditions().get(0).type()).isEqualTo(type);
        assertThat(parsed.rows().get(0).values().get(0)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource({
        "05/09/2018, two readings: 2018-09-05 or 2018-05-09",
        "17.09.18, four digits",
        "2018-09-31, There is no day",
        "2018-09-17T10:00, offset from UTC is missing"
    })
    void aDateThatIsAmbiguousOrDoesNotExistIsRefused(String cell, String why) {
        Problem problem = onlyProblemOf(table("Query", "attribute[\"start\"] >= $param", WORDS, cell + "|x"));

        assertThat(problem.code()).isEqualTo("bad-date");
        assertThat(problem.message()).contains(why);
    }

    @Test
    void aDateAmongNumbersOrNamesIsRefused() {
        assertThat(onlyProblemOf(table("Query", "attribute[\"start\"] >= $param", WORDS, "5|x", "2025-07-01|y")))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("bad-cell");
                    assertThat(problem.message()).contains("compares numbers here, and this is a date");
                });
        assertThat(onlyProblemOf(table("Query", "attribute[\"start\"] == \"$param\"", WORDS, "2025-07-01|x")))
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("changed-by-spreadsheet");
                    assertThat(problem.remedy()).contains("write $param without quotes");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "at once", "PT-1H", "4 fortnights"})
    void aCellThatIsNoTimeIsRefused(String cell) {
        assertThat(badCell("entitlement.within($param)", cell)).isEqualTo("Write " + Within.FORMS + ".");
    }

    @Test
    void aCellThatIsNoKindOfGuaranteeIsRefused() {
        assertThat(badCell("entitlement.guarantee($param)", "RESPONSE_TIME"))
                .isEqualTo("Write one of response-time, priority-flag, best-effort, none.");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", " , ,"})
    void aListWithoutElementsIsRefusedForItWouldNeverMatch(String cell) {
        assertThat(onlyProblemOf(table("Query", "plan in ($param)", WORDS, cell + "|Hello")))
                .satisfies(said("bad-cell", "t.csv!A7", cell.strip(), "Write a list such as A, B, C."));
        assertThat(badCell("entitlement.channels($param)", cell)).isEqualTo("Write a list such as A, B, C.");
    }

    @Test
    void aWrongElementOfAListIsRefused() {
        assertThat(onlyProblemOf(table("Query", "workaround in ($param)", WORDS, "yes, perhaps|Hello")))
                .satisfies(said("bad-cell", "t.csv!A7", "yes, perhaps", "Write yes or no."));
    }

    @Test
    void anUnquotedAttributeIsNoText() {
        assertThat(onlyProblemOf(table("Query", "attribute[\"seats\"] == $param", WORDS, "5|Hello", "many|Hello")))
                .satisfies(
                        said("bad-cell", "t.csv!A8", "many", "Write a number such as 8 or 1.5, of up to 15 digits."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1, 1.0", "1, 2, 1.00"})
    void aValueThatAListWritesTwiceCountsOnce(String cell) {
        Table table = SheetParser.parseSheets(
                        List.of(table("Query", "attribute[\"seats\"] in ($param)", WORDS, cell + "|Hello")))
                .tables()
                .get(0);

        assertThat(table.rows().get(0).values().get(0))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .doesNotHaveDuplicates()
                .filteredOn(value -> ((BigDecimal) value).intValue() == 1)
                .hasSize(1);
    }

    @Test
    void aFormulaIsNoTitleAndNoNameOfATable() {
        Sheet sheet = sheet(
                "t.csv",
                TOP,
                "RuleTable =HYPERLINK(\"http://x\")",
                KEYWORDS,
                "Query",
                PLAN + "|entitlement.words(\"$param\")",
                "If|=cmd'/c calc'!A1");

        assertThat(problemsOf(sheet))
                .extracting(problem -> problem.code() + " " + problem.place())
                .containsExactly("code-in-cell t.csv!A2", "code-in-cell t.csv!B6");
    }

    @Test
    void twoColumnsOfNotesAreOneNote() {
        Sheet sheet = sheet(
                "t.csv",
                TOP,
                "RuleTable T",
                KEYWORDS + "|METADATA|METADATA",
                "Query",
                PLAN + "|" + WORDS,
                "If|Then|Why|Who",
                "Free|Hello|because|me",
                "Small|Hello|because|",
                "Big|Hello||me");

        assertThat(SheetParser.parseSheets(List.of(sheet)).tables().get(0).rows())
                .extracting(row -> row.matched().note())
                .containsExactly("because – me", "because", "me");
    }

    @Test
    void allProblemsOfAllFilesAreReportedTogether() {
        Sheet first =
                sheet("first.csv", "Functions", "RuleTable T", "PLAN|ACTION", "Query", "|System.exit(0)", "|Then");
        Sheet second = new Sheet(
                "second.csv",
                null,
                table("Query", "eval(true)", "entitlement.entitled($param)", "a|perhaps")
                        .rows());
        Sheet third = sheet("third.csv", "nothing");

        assertThat(problemsOf(first, second, third))
                .extracting(problem -> problem.code() + " " + problem.place())
                .containsExactly(
                        "unknown-keyword first.csv!A1",
                        "no-rule-set first.csv",
                        "no-title first.csv!A6",
                        "unknown-keyword first.csv!A3",
                        "bad-template first.csv!B5",
                        "bad-template second.csv!A5",
                        "bad-cell second.csv!B7",
                        "no-table third.csv");
    }

    @Test
    void theMessageOfTheExceptionHasALineForEachProblem() {
        assertThat(new TableException(problemsOf(table("Query", "eval(true)", "System.exit(0)")))
                        .getMessage()
                        .lines())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("t.csv!A5 “eval(true)”: This cannot stand in a header. A condition compares");
    }

    @Test
    void aCellBeyondZIsNamedAsInASpreadsheet() {
        String blanks = "|".repeat(26);
        Sheet sheet = sheet(
                "t.csv",
                TOP,
                "RuleTable T",
                "CONDITION" + blanks + "ACTION",
                "Query",
                PLAN + blanks + "System.exit(0)",
                "If" + blanks + "Then");

        assertThat(onlyProblemOf(sheet).place()).hasToString("t.csv!AA5");
    }

    private static String badCell(String action, String cell) {
        Problem problem = onlyProblemOf(table("Query", PLAN, action, "Free|" + cell));
        assertThat(problem.code()).isEqualTo("bad-cell");
        assertThat(problem.place()).hasToString("t.csv!B7");
        assertThat(problem.value()).isEqualTo(cell.strip());
        return problem.remedy();
    }

    private static Sheet table(String fact, String condition, String action, String... rows) {
        Stream<List<String>> header =
                Stream.of(cells(TOP), cells("RuleTable T"), cells(KEYWORDS), cells(fact), List.of(condition, action));
        Stream<List<String>> rest =
                Stream.concat(Stream.of("If|Then"), Arrays.stream(rows)).map(TableParserTest::cells);
        return new Sheet("t.csv", null, Stream.concat(header, rest).toList());
    }

    private static Sheet sheet(String file, String... rows) {
        return new Sheet(
                file, null, Arrays.stream(rows).map(TableParserTest::cells).toList());
    }

    private static List<String> cells(String row) {
        return List.of(row.split("\\|", -1));
    }

    private static String messageFor(Sheet sheet) {
        return onlyProblemOf(sheet).remedy();
    }

    private static Problem onlyProblemOf(Sheet sheet) {
        List<Problem> problems = problemsOf(sheet);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static List<Problem> problemsOf(Sheet... sheets) {
        return SheetParser.parseSheets(List.of(sheets)).problems();
    }

    /** Asserts that a problem has this code, place, value and remedy. */
    private static Consumer<Problem> said(String code, String place, String value, String remedy) {
        return problem -> assertThat(List.of(
                        problem.severity(),
                        problem.code(),
                        problem.place().toString(),
                        problem.value(),
                        problem.remedy()))
                .isEqualTo(List.of(Severity.ERROR, code, place, value, remedy));
    }
}
