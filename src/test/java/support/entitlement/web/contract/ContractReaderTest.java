package support.entitlement.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.policy.Policy;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.web.http.FieldProblem;
import tools.jackson.databind.json.JsonMapper;

/** Durations of a contract must be unambiguous in the calendars in which they are counted, and in no others. */
class ContractReaderTest {

    private static final Policy POLICY = new RulesDirectory(Path.of("src/test/resources/business-hours"))
            .compileTables()
            .requirePolicy();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"scope\": {\"milestone\": \"Callback\"}, \"within\": \"3 days\"`    | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"scope\": {\"milestone\": \"Callback\"}, \"within\": \"3 days\"`    | `\"scope\": {\"milestone\": \"callback\"}, \"calendar\": \"Zurich office\"` | /terms/0/within",
                "`\"scope\": {\"milestone\": \"Acknowledge\"}, \"within\": \"2 days\"` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/within",
                "`\"scope\": {\"milestone\": \"Acknowledge\"}, \"within\": \"2 days\", \"calendar\": \"24x7\"` | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"scope\": {\"milestone\": \"Resolution\"}, \"calendar\": \"New York desk\"` | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"within\": \"2 days\"`                                              | `\"terms\": {\"desk\": \"7\"}` | /terms/0/within"
            })
    void aTimeIsRefusedWhereItIsCountedInACalendarThatReadsItInTwoWays(String first, String second, String pointer) {
        ContractReader reader = new ContractReader("", POLICY, new PublishedTimes(POLICY));

        reader.readAgreement(JsonMapper.shared().readTree("""
                {"plan": "Enterprise Premium", "validFrom": "2026-01-01", "terms": [
                  {"clause": "§ 1", %s}, {"clause": "§ 2", %s}]}
                """.formatted(first, second)));

        assertThat(reader.errors().stream().map(FieldProblem::pointer))
                .isEqualTo(pointer.isEmpty() ? List.of() : List.of(pointer));
    }
}
