package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.table.problem.Severity;

/** Tests times of milestones, with the worked example: tables under {@code milestones}. */
class MilestonesTest {

    private static final WorkedExample EXAMPLE = new WorkedExample("milestones");

    @TempDir
    private Path directory;

    @Test
    void theExampleHasNothingToMendAndItsScenariosReachEveryRow() {
        assertThat(EXAMPLE.requireSoundScenarios().all()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`Answer,30 seconds` | `Answer,0 business days` | bad-cell sla-agreements.csv!D8",
                "`entitlement.within($param)` | `entitlement.every($param)` | bad-cell sla-agreements.csv!D9"
            })
    void aMistakeIsReportedAtItsCell(String right, String wrong, String problem) throws IOException {
        assertThat(EXAMPLE.compileAfter(directory, "sla-agreements.csv", right, wrong).problems().stream()
                        .filter(each -> each.severity() == Severity.ERROR)
                        .map(each -> each.code() + " " + each.place()))
                .contains(problem);
    }
}
