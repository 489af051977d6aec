package support.entitlement.table.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import support.entitlement.table.Column.ConditionColumn;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.check.LogicTables;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.space.LaterRows.LaterRow;
import support.entitlement.table.value.SentCell;

class LaterRowsTest {

    private static final String EARLIER = "Level:supportLevel == \"$param\" | Types:issueType in (\"$param\")"
            + " | Category:slaCategory == \"$param\" | Workaround:workaround == $param | Words:entitlement.words(\"$param\")";
    private static final String LATER = "Level:supportLevel in (\"$param\") | No type:issueType != \"$param\""
            + " | Category:slaCategory == \"$param\" | Workaround:workaround == $param"
            + " | Milestone:entitlement.milestone(\"$param\")";

    /** A comparison of each pair of rows, condition by condition. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsMeetIfAPairMeets(int seed) {
        Random random = new Random(seed);
        Table earlier = table("earlier.csv", EARLIER, randomRows(random, 40));
        Table later = table("later.csv", LATER, randomRows(random, 1 + random.nextInt(4)));
        List<LaterRow> rows =
                later.rows().stream().map(row -> new LaterRow(later, row)).toList();
        LaterRows index = new LaterRows(rows, Budget.ofCheck());

        List<Boolean> found =
                earlier.rows().stream().map(row -> index.canMeet(earlier, row)).toList();

        assertThat(found)
                .isEqualTo(earlier.rows().stream()
                        .map(row -> rows.stream().anyMatch(each -> meets(earlier, row, each)))
                        .toList())
                .contains(true);
    }

    @Test
    void noRowsMeetNone() {
        Table earlier = table("earlier.csv", EARLIER, " |  |  |  | any");

        assertThat(new LaterRows(List.of(), Budget.ofCheck())
                        .canMeet(earlier, earlier.rows().get(0)))
                .isFalse();
    }

    private static Table table(String file, String columns, String... rows) {
        Sheet sheet = LogicTables.sheet(file, "collect", "Coverage", columns, rows);
        return LogicTables.tables(sheet).get(0);
    }

    private static String[] randomRows(Random random, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> String.join(
                        " | ",
                        oneOf(random, "", "Gold", "Silver", "Bronze"),
                        oneOf(random, "", "Outage", "Question"),
                        oneOf(random, "", "1", "2", "otherwise", "not sent"),
                        oneOf(random, "", "true", "false"),
                        "words"))
                .toArray(String[]::new);
    }

    private static String oneOf(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static boolean meets(Table table, Row row, LaterRow later) {
        return table.conditions().stream()
                .filter(column -> column.operator().namesValues())
                .allMatch(column -> {
                    Object cell = table.cellValue(row, column);
                    return cell == null
                            || cell instanceof SentCell
                            || valuesOf(cell).anyMatch(value -> admits(later, Input.ofCondition(column), value));
                });
    }

    private static Stream<?> valuesOf(Object cell) {
        return cell instanceof Collection<?> list ? list.stream() : Stream.of(cell);
    }

    private static boolean admits(LaterRow later, Input input, Object value) {
        for (ConditionColumn column : later.table().conditions()) {
            Object cell = later.table().cellValue(later.row(), column);
            if (Input.ofCondition(column).equals(input) && cell != null && !column.holdsFor(value, cell)) {
                return false;
            }
        }
        return true;
    }
}
