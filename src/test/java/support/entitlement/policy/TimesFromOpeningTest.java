package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.decision.Query;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;

/** Tests conditions that compare an attribute with the opening of the case. */
class TimesFromOpeningTest {

    private static final String ZURICH = "attribute[\"at\", \"Europe/Zurich\"] == $param";
    private static final String INSTANT = "attribute[\"at\"] == $param";

    private static Sheet sheet(String file, String condition, String... rows) {
        return LogicTables.sheet(
                file, "collect", "Query", "At: " + condition + " | Words: entitlement.words(\"$param\")", rows);
    }

    private static List<Problem> problemsOf(Sheet... sheets) {
        return TableChecks.checkSheets(new ReadSheets(List.of(sheets), List.of()), Budget.ofCheck()).problems().stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .filter(problem -> !problem.code().equals("no-such-column"))
                .toList();
    }

    private static String wordsAt(Policy policy, Object sent, String opening) {
        return policy.decide(policy.openAt(
                        new Query("Gold", "Fault", null, null, null, null, Map.of("at", sent)), Instant.parse(opening)))
                .guarantee()
                .text();
    }

    @Test
    void aDecisionIsNotRememberedForAnotherOpening() {
        Policy policy = PolicyCompiler.compileChecked(LogicTables.tables(sheet(
                "a.csv", INSTANT, "within 24 hours after opening | near", "more than 24 hours after opening | far")));
        Instant deadline = Instant.parse("2026-03-02T12:00:00Z");

        for (int asked = 0; asked < 2; asked++) {
            assertThat(wordsAt(policy, deadline, "2026-03-01T11:59:59Z")).isEqualTo("far");
            assertThat(wordsAt(policy, deadline, "2026-03-01T12:00:00Z")).isEqualTo("near");
        }
        assertThatThrownBy(
                        () -> policy.decide(new Query("Gold", "Fault", null, null, null, null, Map.of("at", deadline))))
                .hasMessage("“at” is compared with an opening that is not known");
    }

    @Test
    void queriesThatNoConditionTellsApartShareADecision() {
        Policy policy = PolicyCompiler.compileChecked(
                LogicTables.tables(sheet("a.csv", ZURICH, "less than 2 years before opening | new")));
        Query one = policy.openAt(
                new Query("Gold", "Fault", null, null, null, null, Map.of("at", LocalDate.parse("2025-03-01"))),
                Instant.parse("2026-03-01T12:00:00Z"));
        Query other = policy.openAt(
                new Query("Gold", "Fault", null, null, null, null, Map.of("at", LocalDate.parse("2025-07-01"))),
                Instant.parse("2026-08-01T12:00:00Z"));

        assertThat(policy.decide(one)).isSameAs(policy.decide(other));
    }

    @ParameterizedTest
    @CsvSource({
        "within 24 hours after the opening",
        "Less than 90 minutes before opening",
        "at most 1 hour after opening",
        "more than 3 hours before the case is opened",
        "at least 30 minutes before it is opened",
        "within 2 hours of opening",
        "before opening",
        "after the opening"
    })
    void aCellSaysATimeFromTheOpeningAsPeopleDo(String cell) {
        assertThat(problemsOf(sheet("a.csv", INSTANT, cell + " | x"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                INSTANT + ";within 30 days after opening;no-zone;attribute[\"at\", \"Europe/Zurich\"] == $param.",
                ZURICH + ";within 24 hours after opening;bad-date;counts hours, and the column compares dates",
                INSTANT + ";24 hours after opening;bad-date;may be a limit, or that time alone",
                INSTANT + ";less than 24 hours of opening;bad-date;names no side of the opening",
                INSTANT + ";within 0 hours after opening;bad-date;is the opening itself",
                INSTANT + ";within 1.5 hours after opening;bad-date;is no time from the opening",
                INSTANT + ";within 4 business hours after opening;bad-date;is no time from the opening",
                ZURICH + ";more than 900 years before opening;bad-date;is more than 400 years",
                "attribute[\"at\"] < $param;2 years before opening;bad-template;Write == in its place",
                "attribute[\"at\"] == \"$param\";within 2 hours after opening;bad-cell;without quotes in the header",
                "attribute[\"at\", \"Europe/Zurch\"] == $param;within 2 days after opening;bad-template;There is no time zone",
                ZURICH + ";2026-03-02;bad-date;at most 30 days before opening",
                ZURICH + ";at most 30 days after purchase;bad-date;at most 30 days before opening",
                "attribute[\"at\", \"Europe/Zurich\"] == \"$param\";Basel;bad-template;Delete the zone"
            })
    void aCellThatIsNotCertainIsRefusedWithARemedy(String condition, String cell, String code, String words) {
        assertThat(problemsOf(sheet("a.csv", condition, cell + " | x")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(code);
                    assertThat(problem.message() + " " + problem.remedy()).contains(words);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "in ($param) | before opening; after opening | after opening",
                "in ($param) | at opening; during operation | at opening",
                "not in ($param) | before opening | at opening",
                "in ($param) | Phase 2 after opening; Phase 3 after opening | Phase 2 after opening",
                "== \"$param\" | Phase 2 after opening | Phase 2 after opening",
                "== \"$param\" | before opening | before opening"
            })
    void aNameThatIsLikeATimeFromTheOpeningStaysAName(String comparison, String cell, String sent) {
        Sheet sheet = sheet("a.csv", "attribute[\"at\"] " + comparison, cell + " | said");

        assertThat(problemsOf(sheet)).isEmpty();
        Policy policy = PolicyCompiler.compileChecked(LogicTables.tables(sheet));
        assertThat(policy.decide(new Query("Gold", "Fault", null, null, null, null, Map.of("at", sent)))
                        .guarantee()
                        .text())
                .isEqualTo("said");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "before opening; within 1.5 hours after opening | is no time from the opening",
                "within 24 horus after opening | is no time from the opening",
                "before opening; 2 hours after opening | may be a limit"
            })
    void aListWithAnAmountIsNoListOfNames(String cell, String words) {
        assertThat(problemsOf(sheet("a.csv", "attribute[\"at\"] in ($param)", cell + " | x")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                ZURICH + ";within 3 days after opening;at most 30 days after purchase",
                "attribute[\"at\"] < $param;2026-03-02;2 years before opening"
            })
    void oneWrongCellDoesNotMakeTheHeaderWrong(String condition, String cell, String wrong) {
        assertThat(problemsOf(sheet("a.csv", condition, cell + " | x", wrong + " | y")))
                .extracting(problem -> problem.code() + " " + problem.place())
                .containsExactly("bad-date a.csv!A9");
    }

    @Test
    void anAttributeIsComparedWithOneKindOfTimes() {
        Sheet days = sheet("a.csv", ZURICH, "within 3 days after opening | x");

        assertThat(Stream.of(
                                sheet("b.csv", INSTANT, "within 24 hours after opening | y"),
                                sheet("b.csv", "attribute[\"at\"] < $param", "2026-03-02 | y"),
                                sheet("b.csv", "attribute[\"at\"] < $param", "2026-03-02T12:00Z | y"),
                                sheet(
                                        "b.csv",
                                        "attribute[\"at\", \"Asia/Tokyo\"] == $param",
                                        "within 3 days after opening | y"))
                        .map(other -> problemsOf(days, other).get(0))
                        .map(problem -> problem.code() + " " + problem.place() + " " + problem.message()))
                .containsExactly(
                        "mixed-dates b.csv!A8 “at” is compared with hours from the opening here, and with days from the"
                                + " opening in a.csv!A8.",
                        "mixed-dates b.csv!A8 “at” is compared with dates here, and with days from the opening in a.csv!A8.",
                        "mixed-dates b.csv!A8 “at” is compared with instants here, and with days from the opening in"
                                + " a.csv!A8.",
                        "two-zones b.csv!A8 “at” is compared with the date of the opening in Asia/Tokyo here, and in"
                                + " Europe/Zurich for a.csv!A8.");
    }

    @ParameterizedTest
    @CsvSource({
        "26 days, 1 month, false", "27 days, 1 month, true", "30 days, 1 month, true", "32 days, 1 month, true",
        "33 days, 1 month, false", "363 days, 1 year, false", "364 days, 1 year, true", "367 days, 1 year, true",
        "368 days, 1 year, false", "12 months, 1 year, false", "4 weeks, 28 days, false", "4 weeks, 1 month, true"
    })
    void daysAndMonthsWhoseOrderDependsOnTheOpeningAreRefused(String one, String other, boolean refused) {
        assertThat(Stream.of("before", "after")
                        .map(side -> problemsOf(sheet(
                                "a.csv",
                                ZURICH,
                                "more than " + one + " " + side + " opening | x",
                                "more than " + other + " " + side + " opening | x"))))
                .allSatisfy(problems -> assertThat(problems.stream().map(Problem::code))
                        .isEqualTo(refused ? List.of("mixed-dates") : List.of()));
    }

    @Test
    void anAttributeThatIsComparedWithTheOpeningHasNoValueIfItIsNotSent() {
        assertThat(problemsOf(
                        sheet("a.csv", ZURICH, "within 3 days after opening | x"),
                        LogicTables.sheet(
                                "facts.csv",
                                "unique",
                                "$fact : Fact",
                                "Fact: name == \"$param\" | Value: $fact.ifNotSent(\"$param\")",
                                "at | 2026-03-02")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message() + problem.remedy())
                        .contains("no value can stand for it in all cases", "not sent"));
    }
}
