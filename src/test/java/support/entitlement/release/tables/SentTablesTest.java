package support.entitlement.release.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import support.entitlement.Workbooks;

/** The merging of sent tables with those of a release. Each file is written as its name and the tables in it. */
class SentTablesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "plans.csv=Plans, channels.csv=Channels | plans.xlsx=Plans | - | channels.csv, plans.xlsx",
                "plans.csv=Plans, channels.csv=Channels | plans.csv=Plans | - | channels.csv, plans.csv",
                "plans.csv=Plans | other.csv=PLANS | - | other.csv",
                "plans.xlsx=Plans | plans.csv=Plans | - | plans.csv",
                "plans.csv=Plans, channels.csv=Channels | all.xlsx=Plans+Channels | - | all.xlsx",
                "all.xlsx=Plans+Channels | plans.csv=Plans | - | all.xlsx, plans.csv",
                "all.xlsx=Plans+Channels | plans.csv=Plans | all.xlsx | plans.csv",
                "plans.csv=Plans | scenarios/plans.csv=Plans | - | plans.csv, scenarios/plans.csv",
                "scenarios/plans.csv=Plans | plans.csv=Plans | - | plans.csv, scenarios/plans.csv",
                "plans.csv= | plans.xlsx=Plans | - | plans.csv, plans.xlsx"
            })
    void aTableTakesThePlaceOfTheOneOfItsName(String base, String sent, String removed, String merged) {
        assertThat(SentTables.mergeFiles(files(base), files(sent), removed == null ? Set.of() : Set.of(removed))
                        .keySet())
                .containsExactly(merged.split(", "));
    }

    private static Map<String, byte[]> files(String text) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String file : text.split(", ")) {
            String[] parts = file.split("=", 2);
            List<List<String>> rows = Arrays.stream(parts[1].split("\\+"))
                    .filter(name -> !name.isEmpty())
                    .map(name -> List.of("RuleTable " + name))
                    .toList();
            files.put(
                    parts[0],
                    parts[0].endsWith(".xlsx")
                            ? Workbooks.of(rows)
                            : (rows.isEmpty() ? "nothing" : rows.get(0).get(0)).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }
}
