package support.entitlement.change.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import support.entitlement.EditedTables;
import support.entitlement.policy.Policy;

/** A search in tables with too many conditions to be completed ends at its limit. */
class ImpactLimitTest {

    private static final List<String> TABLES =
            List.of("plans.csv", "sla-categories.csv", "support-matrix.csv", "sla-agreements.csv");
    private static final List<String> PROMISE = List.of("Enterprise Premium", "1", "Acknowledge");
    private static final int CONDITIONS = 14;

    @Test
    void aSearchThatWouldTakeTooLongEndsAtItsLimitAndSaysThatItIsIncomplete(@TempDir Path directory) {
        EditedTables tables = EditedTables.in(directory);
        for (int i = 0; i < CONDITIONS; i++) {
            String name = "fact " + i;
            String template = i % 3 == 0
                    ? "attribute[\"" + name + "\"] == \"$param\""
                    : "attribute[\"" + name + "\"] " + (i % 3 == 1 ? ">=" : "==") + " $param";
            tables.addColumn(TABLES.get(i % TABLES.size()), "CONDITION", template, name);
        }
        Map<String, Map<String, String>> rows = new HashMap<>(Map.of(
                "plans.csv", new HashMap<>(Map.of("Plan", "Free", "Support level", "Basic")),
                "sla-categories.csv", new HashMap<>(Map.of("Production use", "not possible", "SLA category", "1"))));
        for (int i = 0; i < CONDITIONS; i++) {
            String table = TABLES.get(i % TABLES.size());
            String cell = i % 3 == 0 ? "some text" : i % 3 == 1 ? "10" : "yes";
            if (table.equals("support-matrix.csv")) {
                tables.replaceInRow(table, List.of("Basic", "Product support"), "fact " + i, cell);
            } else if (table.equals("sla-agreements.csv")) {
                tables.replaceInRow(table, PROMISE, "fact " + i, cell);
            } else {
                rows.get(table).put("fact " + i, cell);
            }
        }
        rows.forEach(tables::addFirstRow);
        TABLES.subList(0, 2).forEach(table -> tables.hitPolicy(table, "first"));
        Policy before = tables.compileUnchecked();
        tables.replaceInRow("sla-agreements.csv", PROMISE, "Within", "30 minutes");
        Policy after = tables.compileUnchecked();

        PolicyImpact impact = PolicyImpact.between(before, after, Duration.ofMillis(500));

        assertThat(impact.complete()).isFalse();
        assertThat(impact.limit()).startsWith("The search took longer than 500 ms.");
    }
}
