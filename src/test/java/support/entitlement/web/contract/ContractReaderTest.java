package support.entitlement.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.FileSystemUtils;
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
                "`\"scope\": {\"milestone\": \"Acknowledge\"}, \"every\": \"2 days\"`  | `\"terms\": {\"desk\": \"7\"}` | /terms/0/every",
                "`\"scope\": {\"milestone\": \"Callback\"}, \"every\": \"3 days\"` | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"scope\": {\"milestone\": \"Callback\"}, \"strength\": \"target\"` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/scope/milestone",
                "`\"scope\": {\"milestone\": \"Callback\"}, \"within\": \"1 hour\", \"every\": \"3 days\"` | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"scope\": {\"milestone\": \"Callback\"}, \"within\": \"1 hour\", \"every\": \"3 days\"` | `\"scope\": {\"milestone\": \"callback\"}, \"calendar\": \"Zurich office\"` | /terms/0/every",
                "`\"every\": \"2 business hours\"`                                     | `\"terms\": {\"desk\": \"7\"}` | /terms/0/every",
                "`\"scope\": {\"milestone\": \"Acknowledge\"}, \"startsAt\": \"assigned\", \"endsAt\": \"read\", \"startsDuring\": \"zurich OFFICE\"` | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"scope\": {\"milestone\": \"Acknowledge\"}, \"startsDuring\": \"Zurich ofice\"` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/startsDuring",
                "`\"startsAt\": \"assigned\"` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/startsAt",
                "`\"endsAt\": \"assigned\"` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/endsAt",
                "`\"pausedBy\": [\"on hold\"], \"resumedBy\": [\"resumed\"]` | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"pausedBy\": [\"on hold\"]` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/pausedBy",
                "`\"resumedBy\": [\"resumed\"]` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/resumedBy",
                "`\"pausedBy\": \"on hold\", \"terms\": {\"desk\": \"7\"}` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/pausedBy",
                "`\"scope\": {\"milestone\": \"Acknowledge\"}, \"repeatedUntil\": [\"fixed\"]` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/repeatedUntil",
                "`\"scope\": {\"milestone\": \"Acknowledge\"}, \"repeatedUntil\": [\"fixed\"]` | `\"scope\": {\"milestone\": \"acknowledge\"}, \"every\": \"2 business hours\"` | ``",
                "`\"scope\": {\"milestone\": \"Update\"}, \"repeatedUntil\": [\"fixed\"]` | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"scope\": {\"milestone\": \"Update\"}, \"repeatedUntil\": [\"fixed\", \"update sent\"]` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/repeatedUntil",
                "`\"scope\": {\"milestone\": \"Digest\"}, \"every\": \"1 hour\", \"endsAt\": \"mail sent\", \"repeatedUntil\": [\"Mail-sent\"]` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/repeatedUntil",
                "`\"scope\": {\"milestone\": \"Digest\"}, \"every\": \"1 hour\", \"repeatedUntil\": [\"updated\"]` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/repeatedUntil",
                "`\"scope\": {\"milestone\": \"Update\"}, \"repeatedUntil\": [\"fixed\"]` | `\"scope\": {\"milestone\": \"update\"}, \"endsAt\": \"Fixed\"` | /terms/0/repeatedUntil",
                "`\"scope\": {\"milestone\": \"Update\", \"slaCategory\": \"1\"}, \"repeatedUntil\": [\"fixed\"]` | `\"scope\": {\"milestone\": \"Update\", \"slaCategory\": \"2\"}, \"endsAt\": \"fixed\"` | ``",
                "`\"repeatedUntil\": [\"fixed\"]` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/repeatedUntil",
                "`\"scope\": {\"milestone\": \"Acknowledge (guaranteed)\"}, \"within\": \"1 hour\"` | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"scope\": {\"milestone\": \"Acknowledge (traget)\"}, \"within\": \"1 hour\"` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/scope/milestone",
                "`\"scope\": {\"milestone\": \"Acknowledge (target)\"}, \"within\": \"1 hour\"` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/scope/milestone",
                "`\"scope\": {\"milestone\": \"Site visit (target)\"}, \"within\": \"4 hours\"` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/scope/milestone",
                "`\"scope\": {\"milestone\": \"Site visit (Bern)\"}, \"within\": \"4 hours\"` | `\"terms\": {\"desk\": \"7\"}` | ``",
                "`\"scope\": {\"milestone\": \"Acknowlegde\"}, \"every\": \"3 hours\"` | `\"terms\": {\"desk\": \"7\"}` | /terms/0/scope/milestone",
                "`\"within\": \"2 days\"`                                              | `\"terms\": {\"desk\": \"7\"}` | /terms/0/within"
            })
    void aTimeIsRefusedWhereItIsCountedInACalendarThatReadsItInTwoWays(String first, String second, String pointer) {
        assertThat(findErrors(POLICY, first, second)).isEqualTo(pointer.isEmpty() ? List.of() : List.of(pointer));
    }

    @Test
    void aSignedCalendarMustReadThePublishedIntervalInOneWay(@TempDir Path directory) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/business-hours"), directory);
        Path agreements = directory.resolve("sla-agreements.csv");
        Files.writeString(
                agreements,
                Files.readString(agreements)
                        .replace("Two desks,acknowledged,2 business hours", "24x7,acknowledged,2 days"));
        Policy policy = new RulesDirectory(directory).compileTables().requirePolicy();
        String updates = "\"scope\": {\"milestone\": \"Update\"}, \"calendar\": \"Zurich office\"";

        assertThat(findErrors(policy, updates, "\"terms\": {\"desk\": \"7\"}")).containsExactly("/terms/0/calendar");
        assertThat(findErrors(policy, updates + ", \"every\": \"2 business days\"", "\"terms\": {\"desk\": \"7\"}"))
                .isEmpty();
    }

    @Test
    void aSignedEndOfAMilestoneMustNotEndItsPublishedRepetition(@TempDir Path directory) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("src/test/resources/business-hours"), directory);
        Path agreements = directory.resolve("sla-agreements.csv");
        List<String> added =
                List.of("", "", "", "ACTION", "", "\"entitlement.repeatedUntil(\"\"$param\"\")\"", "Until");
        List<String> lines = Files.readAllLines(agreements);
        Files.write(
                agreements,
                IntStream.range(0, lines.size())
                        .mapToObj(i -> lines.get(i) + ","
                                + (i < added.size()
                                        ? added.get(i)
                                        : lines.get(i).contains("Update") ? "fixed" : ""))
                        .toList());
        Policy policy = new RulesDirectory(directory).compileTables().requirePolicy();
        String updates = "\"scope\": {\"milestone\": \"Update\"}, ";

        assertThat(findErrors(policy, updates + "\"endsAt\": \"Fixed\"", "\"terms\": {\"desk\": \"7\"}"))
                .containsExactly("/terms/0/endsAt");
        assertThat(findErrors(policy, updates + "\"endsAt\": \"told\"", "\"terms\": {\"desk\": \"7\"}"))
                .isEmpty();
    }

    private static List<String> findErrors(Policy policy, String first, String second) {
        ContractReader reader = new ContractReader("", policy, new PublishedTimes(policy));

        reader.readAgreement(JsonMapper.shared().readTree("""
                {"plan": "Enterprise Premium", "validFrom": "2026-01-01", "terms": [
                  {"clause": "§ 1", %s}, {"clause": "§ 2", %s}]}
                """.formatted(first, second)));

        return reader.errors().stream().map(FieldProblem::pointer).toList();
    }
}
