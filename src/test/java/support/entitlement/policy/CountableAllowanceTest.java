package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import support.entitlement.EditedTables;
import support.entitlement.release.directory.RulesDirectory;
import support.entitlement.table.problem.Problem;

/** Tests that a check names the cell that makes an allowance uncountable. */
class CountableAllowanceTest {

    private static final List<String> SESSIONS = List.of("Enablement sessions", "8");
    private static final List<String> ADVANCED = List.of("Enterprise Advanced", "Enablement sessions");

    @TempDir
    private Path directory;

    private record Edit(String says, String cell, UnaryOperator<EditedTables> edit) {

        @Override
        public String toString() {
            return says;
        }
    }

    @Test
    void theShippedOneCanBeCounted() {
        assertThat(uncountable(EditedTables.in(directory))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("edits")
    void oneThatCannotBeCountedIsWarnedOfAtItsCell(Edit edit) {
        assertThat(uncountable(edit.edit().apply(EditedTables.in(directory))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().toString()).isEqualTo("allowances.csv!" + edit.cell());
                    assertThat(problem.message()).contains(edit.says());
                });
    }

    static Stream<Arguments> edits() {
        return Stream.of(
                        new Edit(
                                "support-matrix.csv!C15, which asks for another fact",
                                "C8",
                                tables -> tables.replaceInRow("support-matrix.csv", ADVANCED, "SLA category", "1")),
                        new Edit(
                                "depends on “Region”",
                                "I8",
                                tables -> tables.addColumn(
                                                "allowances.csv",
                                                "CONDITION",
                                                "attribute[\"region\"] == \"$param\"",
                                                "Region")
                                        .replaceInRow("allowances.csv", SESSIONS, "Region", "EU")),
                        new Edit(
                                "depends on “Opened outside”",
                                "I8",
                                tables -> tables.addColumn(
                                                "allowances.csv",
                                                "CONDITION",
                                                "openedDuring != \"$param\"",
                                                "Opened outside")
                                        .replaceInRow("allowances.csv", SESSIONS, "Opened outside", "24x7")),
                        new Edit(
                                "depends on “Category”",
                                "I8",
                                tables -> tables.addColumn(
                                                "allowances.csv", "CONDITION", "slaCategory == \"$param\"", "Category")
                                        .replaceInRow("allowances.csv", SESSIONS, "Category", "1")),
                        new Edit(
                                "has no unit",
                                "C8",
                                tables -> tables.replaceInRow("allowances.csv", SESSIONS, "Unit", "")),
                        new Edit(
                                "has no period",
                                "C8",
                                tables -> tables.replaceInRow("allowances.csv", SESSIONS, "Per", "")),
                        new Edit(
                                "gives “Enterprise Advanced”, and asks for another fact",
                                "A8",
                                tables -> tables.addColumn(
                                                "plans.csv", "CONDITION", "attribute[\"vip\"] == $param", "Vip")
                                        .replaceInRow("plans.csv", List.of("Enterprise Advanced"), "Vip", "yes")))
                .map(Arguments::of);
    }

    private List<Problem> uncountable(EditedTables edited) {
        return new RulesDirectory(directory)
                .compileTables().problems().stream()
                        .filter(problem -> problem.code().equals("uncountable-allowance"))
                        .toList();
    }
}
