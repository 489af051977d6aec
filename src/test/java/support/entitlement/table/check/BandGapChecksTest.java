package support.entitlement.table.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import support.entitlement.decision.Query;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.space.KnownOpenings;

class BandGapChecksTest {

    private static final String BANDS =
            "Level: supportLevel == \"$param\" | From: attribute[\"seats\"] >= $param | Below: attribute[\"seats\"] < $param"
                    + " | Amount: entitlement.amount($param)";

    @Test
    void aHoleBetweenBandsOfAnAllowanceIsNamedWithItsNumbers() {
        assertThat(holesIn("Gold | | 10 | 8", "Gold | 20 | | 40", "Silver | | 10 | 4", "Silver | 10 | | 8"))
                .containsExactly(
                        "“bands” has no row for “support level Gold, seats from 10 and below 20”, and has some for other values.");
    }

    @Test
    void bandsWithoutAHoleAreNotReported() {
        assertThat(holesIn("Gold | | 10 | 8", "Gold | 10 | 20 | 20", "Gold | 20 | | 40"))
                .isEmpty();
    }

    @Test
    void anAmountForSomeHoursOnlyLeavesNoHoleBetweenNumbers() {
        Sheet bands = LogicTables.sheet(
                "bands.csv",
                "unique",
                "Coverage",
                "Level: supportLevel == \"$param\" | During: openedDuring == \"$param\""
                        + " | Amount: entitlement.amount($param)",
                "Gold | Day | 8");
        KnownOpenings openings = new KnownOpenings(
                List.of(
                        new Query.Opening(Set.of("Day"), Instant.parse("2026-03-06T12:00:00Z")),
                        new Query.Opening(Set.of(), Instant.parse("2026-03-06T20:00:00Z"))),
                Set.of(),
                List.of());

        assertThat(LogicChecks.checkTables(LogicTables.tables(bands), openings, Budget.ofCheck()))
                .filteredOn(problem -> problem.message().contains("for other values"))
                .isEmpty();
    }

    private static List<String> holesIn(String... rows) {
        return LogicChecks.checkTables(
                        LogicTables.tables(LogicTables.sheet("bands.csv", "unique", "Coverage", BANDS, rows)),
                        Budget.ofCheck())
                .stream()
                .filter(problem -> problem.code().equals("not-covered"))
                .map(Problem::message)
                .toList();
    }
}
