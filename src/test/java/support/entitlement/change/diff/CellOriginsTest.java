package support.entitlement.change.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import support.entitlement.table.Table;
import support.entitlement.table.check.LogicTables;

class CellOriginsTest {

    private static Table table(String... rows) {
        return LogicTables.tables(LogicTables.sheet(
                        "plans.csv",
                        "unique",
                        "Query",
                        "Plan: plan == \"$param\" | Level: entitlement.supportLevel(\"$param\")"
                                + " | Notice: entitlement.notice(\"$param\")",
                        rows))
                .get(0);
    }

    @Test
    void aCellKeepsItsOriginWhileItsRowMoves() {
        CellOrigins origins = new CellOrigins(table("Big | Gold | new", "Free | Basic | ", "Small | Basic | "));

        origins.compareWith(table("Free | Basic | ", "Big | Gold | old"), 3);
        origins.compareWith(table("Free | Basic | gone", "Big | Gold | old"), 2);
        assertThat(origins.isOpen()).isTrue();
        origins.compareWith(null, 1);

        assertThat(origins.toLists()).isEqualTo(List.of(List.of(1L, 1L, 3L), List.of(1L, 1L, 2L), List.of(3L, 3L, 3L)));
        assertThat(origins.isOpen()).isFalse();
    }

    @Test
    void anOriginThatIsNotReachedIsNotKnown() {
        CellOrigins origins = new CellOrigins(table("Free | Basic | new"));

        origins.compareWith(table("Free | Basic | old"), 7);

        assertThat(origins.toLists()).isEqualTo(List.of(List.of(0L, 0L, 7L)));
    }
}
