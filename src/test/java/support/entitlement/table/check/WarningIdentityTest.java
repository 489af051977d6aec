package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;
import static support.entitlement.table.check.LogicTables.sheet;
import static support.entitlement.table.check.LogicTables.tables;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import support.entitlement.Workbooks;
import support.entitlement.table.Table;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.problem.WarningKey;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetReader;

/** Tests that warnings of which one was not seen have other identities, so that accepting one never covers another. */
class WarningIdentityTest {

    private static final String REGION = "Region: attribute[\"region\"] == \"$param\"";
    private static final String PLAN = "Plan: plan == \"$param\"";
    private static final String WORDS = "Words: entitlement.words(\"$param\")";

    private static Sheet byRegion(String... rows) {
        return sheet("last.csv", "unique", "Query", REGION + "|" + WORDS, rows);
    }

    private static Sheet byPlan(String file, String... rows) {
        return sheet(file, "unique", "Query", PLAN + "|" + WORDS, rows);
    }

    private static List<WarningKey> keys(Sheet... sheets) {
        List<Table> tables = tables(sheets);
        return keys(LogicChecks.checkTables(tables, Budget.ofCheck()), tables);
    }

    private static List<WarningKey> keys(List<Problem> problems, List<Table> tables) {
        return AcceptedWarnings.NONE.markProblems(problems, tables).stream()
                .filter(problem -> problem.severity() == Severity.WARNING)
                .map(Problem::key)
                .toList();
    }

    @Test
    void aRowThatDisagreesWithAnotherTableIsAnotherWarning() {
        List<WarningKey> seen = keys(byPlan("a.csv", "Free|a"), byRegion("EU|b"));
        List<WarningKey> later = keys(byPlan("a.csv", "Free|a"), byPlan("c.csv", "Free|a"), byRegion("EU|b"));

        assertThat(seen).hasSize(1);
        assertThat(later).hasSize(2).containsAll(seen).doesNotHaveDuplicates();
        assertThat(keys(byPlan("c.csv", "Free|a"), byRegion("EU|b"))).doesNotContainAnyElementsOf(seen);
    }

    @Test
    void itIsAnotherWarningOnceTheOtherRowChangesOrMoreRowsDisagree() {
        List<WarningKey> seen = keys(byPlan("a.csv", "Free|a"), byRegion("EU|b"));

        assertThat(keys(byPlan("a.csv", "Free|z"), byRegion("EU|b"))).doesNotContainAnyElementsOf(seen);
        assertThat(keys(byPlan("a.csv", "Free|a", "Gold|a"), byRegion("EU|b"))).doesNotContainAnyElementsOf(seen);
        assertThat(keys(byPlan("a.csv", "Free|a"), byRegion("EU|b", "US|c"))).doesNotContainAnyElementsOf(seen);
        assertThat(keys(byPlan("a.csv", "Gold|b", "Free|a"), byRegion("EU|b"))).isEqualTo(seen);
    }

    @Test
    void eachOfSeveralEqualRowsIsAWarningOfItsOwn() {
        List<WarningKey> seen = keys(byPlan("a.csv", "Free|a", "Free|a"));

        assertThat(seen).hasSize(1);
        assertThat(keys(byPlan("a.csv", "Free|a", "Free|a", "Free|a")))
                .hasSize(2)
                .containsAll(seen)
                .doesNotHaveDuplicates();
    }

    @Test
    void eachNameOfAListIsAWarningOfItsOwn() {
        List<Table> tables =
                tables(sheet("a.csv", "unique", "Query", "Plan: plan in ($param)|" + WORDS, "Free, Gold|a", "Pro|b"));

        assertThat(keys(List.of(nameWarning("Free")), tables))
                .isNotEqualTo(keys(List.of(nameWarning("Gold")), tables))
                .doesNotContainNull();
    }

    private static Problem nameWarning(String name) {
        return Problem.warning(
                TableProblemCode.CHANNEL_NOT_OFFERED, new Place("a.csv", null, "A8"), name, "It is not offered.", "");
    }

    @Test
    void furtherHiddenRowsAndOtherHiddenColumnsAreOtherWarnings() {
        List<List<WarningKey>> keys = List.of(
                hiddenKeys(sheet -> sheet.getRow(7).setZeroHeight(true)),
                hiddenKeys(sheet -> {
                    sheet.getRow(7).setZeroHeight(true);
                    sheet.getRow(8).setZeroHeight(true);
                }),
                hiddenKeys(sheet -> sheet.setColumnHidden(0, true)),
                hiddenKeys(sheet -> sheet.setColumnHidden(1, true)));

        assertThat(keys)
                .doesNotHaveDuplicates()
                .allSatisfy(each ->
                        assertThat(each).hasSize(1).doesNotContainAnyElementsOf(Collections.singletonList(null)));
    }

    private static List<WarningKey> hiddenKeys(Consumer<XSSFSheet> change) {
        byte[] workbook = Workbooks.of(byPlan("a.csv", "Free|a", "Gold|b").rows(), change);
        ReadSheets read = SheetReader.readSheets("a.xlsx", workbook);
        return keys(read.problems(), tables(read.sheets().toArray(Sheet[]::new)));
    }
}
