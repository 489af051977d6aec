package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Problem;

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
}
