package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import support.entitlement.table.problem.Budget;

class DateChecksTest {

    @Test
    void timesFromTheOpeningThatExceedTheBudgetAreAProblem() {
        String[] rows = {"more than 2 months before opening | x", "more than 90 days before opening | y"};

        assertThat(DateChecks.checkTables(
                        LogicTables.tables(LogicTables.sheet(
                                "a.csv",
                                "collect",
                                "Query",
                                "At: attribute[\"at\", \"Europe/Zurich\"] == $param | Words: entitlement.words(\"$param\")",
                                rows)),
                        Budget.ofSteps(10)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("not-fully-checked");
                    assertThat(problem.message()).contains("“at”", "too many days from the opening");
                });
    }
}
