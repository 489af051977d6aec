package support.entitlement.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.Queries;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/** The work that the trial of rows takes. */
class RowTrialTest {

    private static final int ROWS = 50;

    /** The topmost row that matches hides the others. If there is none, the table is not searched again for each row. */
    @Test
    void aTableOfWhichNoRowMatchesIsSearchedOnce(@TempDir Path directory) {
        Policy policy = EditedTables.in(directory)
                .addTable(
                        "seats.csv",
                        "Query",
                        "attribute[\"seats\"] >= $param",
                        "entitlement.term(\"size\", \"$param\")",
                        IntStream.range(0, ROWS)
                                .mapToObj(row -> List.of(String.valueOf(ROWS - row), "size " + row))
                                .toList())
                .hitPolicy("seats.csv", "first")
                .compile();
        Table table = policy.tables().stream()
                .filter(each -> each.fileName().equals("seats.csv"))
                .findFirst()
                .orElseThrow();
        AtomicInteger read = new AtomicInteger();
        RowTrial trial = RowTrial.of(
                policy, Queries.query("Free", "Issue reports"), table.withRows(countReads(table.rows(), read)));

        for (Row row : table.rows()) {
            assertThat(trial.tryRow(row))
                    .singleElement()
                    .satisfies(tried -> assertThat(tried.matches()).isFalse());
        }

        assertThat(read).hasValue(ROWS);
    }

    private static List<Row> countReads(List<Row> rows, AtomicInteger read) {
        return new AbstractList<>() {

            @Override
            public Row get(int index) {
                read.incrementAndGet();
                return rows.get(index);
            }

            @Override
            public int size() {
                return rows.size();
            }
        };
    }
}
