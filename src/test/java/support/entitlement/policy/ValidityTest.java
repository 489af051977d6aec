package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.decision.Query;
import support.entitlement.table.CellType;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;

/** Tests rows that count only for cases that are opened from one date on, or until another. */
class ValidityTest {

    private static final String COLUMNS = "Plan: plan == \"$param\" | Type: issueType == \"$param\""
            + " | Valid from: openedAt[\"Europe/Zurich\"] >= $param | Valid until: openedAt[\"Europe/Zurich\"] <= $param"
            + " | Words: entitlement.words(\"$param\")";

    private static Sheet sheet(String columns, String... rows) {
        return LogicTables.sheet("matrix.csv", "unique", "Query", columns, rows);
    }

    private static Policy policy(String... rows) {
        return PolicyCompiler.compileChecked(LogicTables.tables(sheet(COLUMNS, rows)));
    }

    private static String wordsAt(Policy policy, String opened) {
        return policy.decide(new Query("Gold", "Fault", null, null, null, null, Map.of())
                        .withOpening(policy.timeBands().at(Instant.parse(opened))))
                .guarantee()
                .text();
    }

    @Test
    void aRememberedDecisionDoesNotOutliveTheLastDayOfItsRow() {
        Policy policy = policy("Gold | Fault | | 2026-12-31 | old", "Gold | Fault | 2027-01-01 | | new");

        assertThat(wordsAt(policy, "2026-12-31T22:59:59Z")).isEqualTo("old");
        assertThat(wordsAt(policy, "2026-12-31T23:00:00Z")).isEqualTo("new");
        assertThat(wordsAt(policy, "2026-12-31T22:59:59Z")).isEqualTo("old");
        assertThat(policy.timeBands().nextChange(Instant.parse("2026-06-01T00:00:00Z")))
                .contains(Instant.parse("2026-12-31T23:00:00Z"));
        assertThat(policy.timeBands().describeOpening(Instant.parse("2026-12-31T23:00:00Z")))
                .containsExactly("Friday 2027-01-01 00:00 Europe/Zurich");
    }

    @ParameterizedTest
    @CsvSource({
        ">=, 2026-12-31T22:59:59Z, false",
        ">=, 2026-12-31T23:00:00Z, true",
        ">, 2027-01-01T22:59:59Z, false",
        ">, 2027-01-01T23:00:00Z, true",
        "<, 2026-12-31T22:59:59Z, true",
        "<, 2026-12-31T23:00:00Z, false",
        "<=, 2027-01-01T22:59:59Z, true",
        "<=, 2027-01-01T23:00:00Z, false"
    })
    void eachOperatorIncludesTheWholeDayOrNothingOfIt(String operator, String opened, boolean holds) {
        Policy policy = PolicyCompiler.compileChecked(LogicTables.tables(sheet(
                "Plan: plan == \"$param\" | Type: issueType == \"$param\" | Opened: openedAt[\"Europe/Zurich\"] "
                        + operator + " $param | Words: entitlement.words(\"$param\")",
                "Gold | Fault | 2027-01-01 | x")));

        assertThat(policy.decide(new Query("Gold", "Fault", null, null, null, null, Map.of())
                                .withOpening(policy.timeBands().at(Instant.parse(opened))))
                        .because())
                .hasSize(holds ? 1 : 0);
    }

    private static List<String> problemsOf(Sheet sheet) {
        return TableChecks.checkSheets(new ReadSheets(List.of(sheet), List.of()), Budget.ofCheck()).problems().stream()
                .map(Problem::code)
                .filter(code -> !code.equals("no-such-column"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "openedAt >= $param, 2027-01-01, no-zone",
        "openedAt > $param, 2027-01-01T00:00Z, bad-date",
        "openedAt < $param, 2027-01-01T00:00:00.5Z, bad-date",
        "openedAt[\"Europe/Zurich\"] >= $param, 1/2/2027, bad-date",
        "openedAt[\"Europe/Zurich\"] <= $param, 9999-12-31, bad-date",
        "openedAt[\"Europe/Zurich\"] < $param, 17-Sep-18, bad-date",
        "openedAt[\"Europe/Zurch\"] >= $param, 2027-01-01, bad-template",
        "openedAt[\"Europe/Zurich\"] == $param, 2027-01-01, bad-template",
        "plan[\"Europe/Zurich\"] == $param, 2027-01-01, bad-template"
    })
    void aBoundThatIsNotCertainIsRefused(String condition, String cell, String code) {
        assertThat(problemsOf(sheet("Opened: " + condition + " | Words: entitlement.words(\"$param\")", cell + " | x")))
                .contains(code);
    }

    @Test
    void aRowWhoseTimeIsOverIsReportedAndOneWithoutAnyNeverMatches() {
        Compilation compiled = PolicyCompiler.compile(new ReadSheets(
                List.of(
                        sheet(
                                COLUMNS,
                                "Gold | Fault | | 2020-12-31 | old",
                                "Gold | Fault | 2021-01-01 | 2020-12-31 | none",
                                "Gold | Fault | 2299-01-01 | 2299-12-31 | later"),
                        LogicTables.sheet(
                                "plans.csv",
                                "unique",
                                "Query",
                                "Plan: plan == \"$param\" | Level: entitlement.supportLevel(\"$param\")"
                                        + " | Entitled: entitlement.entitled($param)",
                                "Gold | L | yes")),
                List.of()));

        assertThat(compiled.problems())
                .extracting(problem -> problem.code() + " " + problem.place())
                .contains(
                        "validity-over matrix.csv!D8",
                        "validity-over matrix.csv!D9",
                        "never-fires matrix.csv!D9",
                        "validity-ahead matrix.csv!C10")
                .doesNotContain("validity-ahead matrix.csv!C9", "validity-over matrix.csv!D10");
    }

    @ParameterizedTest
    @CsvSource({"1999-12-30, 1999-12-31", "2301-01-01, 2301-01-02", "2450-06-01, 2450-06-02", "9998-01-01, 9998-01-02"})
    void rowsOfTimesLongAgoAndFarAheadAreCheckedAsAllOthers(String until, String from) {
        List<String> apart = problemsOfTwo(until, from);
        List<String> together = problemsOfTwo(from, from);

        assertThat(apart).isEqualTo(problemsOfTwo("2026-12-30", "2026-12-31"));
        assertThat(together)
                .isEqualTo(problemsOfTwo("2026-12-31", "2026-12-31"))
                .isNotEqualTo(apart);
    }

    private static List<String> problemsOfTwo(String until, String from) {
        Sheet plans = LogicTables.sheet(
                "plans.csv",
                "unique",
                "Query",
                "Plan: plan == \"$param\" | Level: entitlement.supportLevel(\"$param\") | Entitled: entitlement.entitled($param)",
                "Gold | L | yes");
        Sheet matrix = sheet(COLUMNS, "Gold | Fault | | " + until + " | old", "Gold | Fault | " + from + " | | new");
        return PolicyCompiler.compile(new ReadSheets(List.of(matrix, plans), List.of())).problems().stream()
                .map(Problem::code)
                .filter(code -> !code.startsWith("validity-"))
                .toList();
    }

    @Test
    void aDayBetweenTwoAmountsThatNoRowCoversIsAHole() {
        Sheet amounts = LogicTables.sheet(
                "amounts.csv",
                "unique",
                "Query",
                "Plan: plan == \"$param\" | Valid from: openedAt[\"Europe/Zurich\"] >= $param"
                        + " | Valid until: openedAt[\"Europe/Zurich\"] <= $param | Amount: entitlement.amount($param)"
                        + " | Unit: entitlement.unit(\"$param\")",
                "Gold | | 2026-12-31 | 5 | hour",
                "Gold | 2027-01-02 | | 8 | hour");

        assertThat(PolicyCompiler.compile(new ReadSheets(List.of(amounts), List.of()))
                        .problems())
                .filteredOn(problem -> problem.code().equals("not-covered"))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("2027-01-01", "for other values");
    }

    @Test
    void oneColumnHoldsDatesAndInstants() {
        Policy policy = policy(
                "Gold | Fault | | 2026-12-31 | old",
                "Gold | Fault | 2027-01-01T00:00+01:00 | 2027-06-30 | new",
                "Gold | Fault | 2027-07-01 | | newest");

        assertThat(wordsAt(policy, "2026-12-31T22:59:59Z")).isEqualTo("old");
        assertThat(wordsAt(policy, "2026-12-31T23:00:00Z")).isEqualTo("new");
        assertThat(wordsAt(policy, "2027-07-01T00:00:00Z")).isEqualTo("newest");
    }

    @Test
    void versionsAndColumnsWithoutAValueMakeNoDatesAndNoNumbers() {
        Policy policy = PolicyCompiler.compileChecked(LogicTables.tables(sheet(
                "Version: attribute[\"version\"] in ($param) | From: attribute[\"bought\"] >= $param"
                        + " | Before: attribute[\"bought\"] < $param | Words: entitlement.words(\"$param\")",
                "2023.1.2; 2023.3.10 | | 2018-09-17 | x")));

        assertThat(policy.vocabulary().attributes().get("version").types()).containsExactly(CellType.TEXT);
        assertThat(policy.vocabulary().attributes().get("bought").types()).containsExactly(CellType.DATE);
    }
}
