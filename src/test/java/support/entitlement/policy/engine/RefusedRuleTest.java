package support.entitlement.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import support.entitlement.ExpectedErrors;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.Table;
import support.entitlement.table.check.TableChecks;
import support.entitlement.table.problem.TableException;

@ExpectedErrors({"Drools refuses a rule", "nonsense cannot be resolved"})
class RefusedRuleTest {

    @Test
    void aRuleThatDroolsRefusesIsReportedAtItsRowInWordsOfTheTable() {
        Table plans = TableChecks.checkSheets(new RulesDirectory(Path.of("rules")).readSheets()).tables().stream()
                .filter(table -> table.fileName().equals("plans.csv"))
                .findFirst()
                .orElseThrow();
        Map<String, RuleRow> rows = new HashMap<>();
        String source = RuleWriter.writeRules(plans, 0, 1, rows);
        String broken = source.replace("supportLevel(\"Enterprise Advanced\")", "supportLevel(nonsense)");
        assertThat(broken).isNotEqualTo(source);

        TableException refused =
                catchThrowableOfType(TableException.class, () -> CompiledRules.compileRules(List.of(broken), rows));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).hasToString("plans.csv!A9");
            assertThat(problem.value()).startsWith("Enterprise Advanced");
            assertThat(problem.fullText()).doesNotContain("nonsense", "drl", "Exception");
        });
    }
}
