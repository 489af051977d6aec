package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.EditedTables;
import support.entitlement.decision.Decision.Allowance;
import support.entitlement.decision.Query;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.Limit;
import support.entitlement.decision.allowance.Per;
import support.entitlement.release.directory.RulesDirectory;

/** Tests the allowance words that an analyst may use, in a copy of the shipped tables. */
class AllowanceTableTest {

    private static final Query SESSIONS =
            new Query("Enterprise Advanced", "Enablement sessions", null, null, null, null, Map.of());

    @TempDir
    private Path rules;

    @Test
    void everyWordReachesTheAnswer() throws Exception {
        EditedTables.in(rules).replaceEverywhere("allowances.csv", ",year,none,hard,", ",contract year,3 months,soft,");

        Allowance allowance = new RulesDirectory(rules)
                .compileTables()
                .requirePolicy()
                .decide(SESSIONS)
                .allowance();

        assertThat(allowance)
                .isEqualTo(new Allowance(8, "hours", Per.CONTRACT_YEAR, new CarryOver(Period.ofMonths(3)), Limit.SOFT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",yaer,none,hard,|E8|yaer|one of calendar month, quarter, year, contract year, term",
                ",year,nine,hard,|F8|nine|none, or how long into the next period",
                ",year,none,firm,|G8|firm|one of hard, soft"
            })
    void aWordThatIsNotKnownIsAnErrorInItsCell(String cells, String cell, String value, String right) throws Exception {
        EditedTables.in(rules).replaceEverywhere("allowances.csv", ",year,none,hard,", cells);

        assertThat(new RulesDirectory(rules).compileTables().problems())
                .anySatisfy(problem -> assertThat(problem.toString()).contains("allowances.csv", cell, value, right));
    }
}
