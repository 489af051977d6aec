package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.policy.PolicyCompiler;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.ReadSheets;

class ChainChecksTest {

    @Test
    void aCategoryWithoutPromiseAndDefinitionIsReportedAtItsCell(@TempDir Path directory) {
        EditedTables.in(directory)
                .addTable(
                        "vip.csv",
                        "Query",
                        "attribute[\"vip\"] == \"$param\"",
                        "entitlement.slaCategory(\"$param\")",
                        List.of(List.of("gold", "9")));

        List<Problem> problems = new RulesDirectory(directory).compileTables().problems();

        assertThat(problems)
                .filteredOn(problem -> problem.place().toString().startsWith("vip.csv"))
                .extracting(problem -> problem.code() + " " + problem.value())
                .contains("category-without-promise 9", "category-without-definition 9");
    }

    @Test
    void aChannelOfTablesThatOfferNoneIsReported() {
        List<Problem> problems = PolicyCompiler.compile(new ReadSheets(
                        List.of(
                                LogicTables.sheet(
                                        "plans.csv",
                                        "unique",
                                        "Query",
                                        "Plan: plan == \"$param\" | Level: entitlement.supportLevel(\"$param\")"
                                                + " | Entitled: entitlement.entitled($param)",
                                        "Gold | L | yes"),
                                LogicTables.sheet(
                                        "channels.csv",
                                        "unique",
                                        "$channel : Channel",
                                        "Name: name == \"$param\" | Terms: $channel.terms(\"$param\")",
                                        "Fax | never shown")),
                        List.of()))
                .problems();

        assertThat(problems)
                .extracting(problem -> problem.code() + " " + problem.place())
                .contains("channel-not-offered channels.csv!A8");
    }
}
