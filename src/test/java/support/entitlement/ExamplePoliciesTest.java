package support.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.policy.Compilation;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.scenario.Scenarios;
import support.entitlement.table.problem.Severity;

class ExamplePoliciesTest {

    @ParameterizedTest
    @ValueSource(strings = {"denials", "sent-facts", "overruled", "defaults", "dates", "relative-dates"})
    void aWorkedExampleCompilesWithoutAWarningAndItsScenariosHoldAndReachEveryRow(String example) {
        RulesDirectory directory = new RulesDirectory(Path.of("src/test/resources", example));
        Compilation compiled = directory.compileTables();
        Scenarios scenarios = directory.readFiles().readScenarios();

        assertThat(compiled.problems())
                .filteredOn(problem -> problem.severity() != Severity.INFO)
                .isEmpty();
        assertThat(scenarios.all()).isNotEmpty();
        assertThat(scenarios
                        .runAgainst(compiled.requirePolicy(), scenario -> true)
                        .toProblems())
                .isEmpty();
    }
}
