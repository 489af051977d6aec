package support.entitlement.release.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import support.entitlement.table.acceptance.AcceptanceTitle;
import support.entitlement.table.acceptance.AcceptedWarnings;
import support.entitlement.table.problem.Acceptance;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetWriter;

/** Tests what becomes of lists of accepted warnings when other files are sent. */
class AcceptanceListsTest {

    private static final byte[] PLANS = "RuleTable Plans\n".getBytes(StandardCharsets.UTF_8);

    private static byte[] workbook(String... reasons) {
        return SheetWriter.writeWorkbook(List.of(
                new Sheet("all.xlsx", "Plans", List.of(List.of("RuleTable Plans"))),
                new Sheet("all.xlsx", "Remarks", List.of(List.of("Read this first"))),
                new Sheet("all.xlsx", "accepted-warnings", list(reasons))));
    }

    private static byte[] csv(String... reasons) {
        return SheetWriter.writeCsv(list(reasons));
    }

    private static List<List<String>> list(String... reasons) {
        return Stream.concat(
                        Stream.of(AcceptanceTitle.allTitles()),
                        Arrays.stream(reasons)
                                .map(reason -> List.of(
                                        "hidden-row", "Plans", "row-0123456789abcdef", reason, "ada", "2026-11-27")))
                .toList();
    }

    private static SortedMap<String, byte[]> merge(Map<String, byte[]> base, Map<String, byte[]> sent) {
        return SentTables.mergeFiles(base, sent, Set.of());
    }

    private static List<String> reasons(SortedMap<String, byte[]> files) {
        return AcceptedWarnings.readSheets(new TableFiles(files, List.of()).readAcceptanceSheets()).entries().stream()
                .map(Acceptance::reason)
                .toList();
    }

    @Test
    void theListOfAWorkbookIsKeptWhenItsTablesAreSentInOtherFiles() {
        SortedMap<String, byte[]> merged =
                merge(Map.of("all.xlsx", workbook("one", "two")), Map.of("plans.csv", PLANS));

        assertThat(merged).containsOnlyKeys("plans.csv", AcceptedWarnings.FILE);
        assertThat(reasons(merged)).containsExactly("one", "two");
    }

    @Test
    void itIsAddedToTheListThatThereIs() {
        SortedMap<String, byte[]> merged = merge(
                Map.of("all.xlsx", workbook("two"), AcceptedWarnings.FILE, csv("one")), Map.of("plans.csv", PLANS));

        assertThat(reasons(merged)).containsExactly("one", "two");
    }

    @Test
    void aSentListReplacesTheSheetOfAWorkbookThatIsKept() {
        SortedMap<String, byte[]> merged =
                merge(Map.of("all.xlsx", workbook("one", "two")), Map.of(AcceptedWarnings.FILE, csv("two")));

        assertThat(merged).containsOnlyKeys("all.xlsx", AcceptedWarnings.FILE);
        assertThat(reasons(merged)).containsExactly("two");
        assertThat(new TableFiles(new TreeMap<>(merged), List.of()).readSheets().sheets())
                .extracting(Sheet::name)
                .containsExactly("Plans");
    }

    @Test
    void aWorkbookThatIsSentAgainOrRemovedTakesItsListWithIt() {
        byte[] without =
                SheetWriter.writeWorkbook(List.of(new Sheet("all.xlsx", "Plans", List.of(List.of("RuleTable Plans")))));
        Map<String, byte[]> base = Map.of("all.xlsx", workbook("one"));

        assertThat(reasons(merge(base, Map.of("all.xlsx", without)))).isEmpty();
        assertThat(reasons(SentTables.mergeFiles(base, Map.of("plans.csv", PLANS), Set.of("all.xlsx"))))
                .isEmpty();
    }
}
