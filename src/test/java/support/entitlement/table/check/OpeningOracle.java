package support.entitlement.table.check;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.space.KnownOpenings;

/** Finds rows that contradict each other, or never match, by trying each opening; and by the checks that it judges. */
final class OpeningOracle {

    private static final String NEVER_FIRES = "never-fires";
    private static final String CONTRADICTION = "contradiction";

    private OpeningOracle() {}

    /** Returns the problems of the rows, each with the number of its row, by trying all openings. */
    static Set<String> findByTrial(Table table, List<Instant> openings, BiPredicate<Row, Instant> matches) {
        List<Row> rows = table.rows();
        Set<String> found = new TreeSet<>();
        for (int row = 0; row < rows.size(); row++) {
            Row later = rows.get(row);
            List<Instant> matched = openings.stream()
                    .filter(opening -> matches.test(later, opening))
                    .toList();
            if (matched.isEmpty()) {
                found.add(NEVER_FIRES + " " + later.matched().row());
            }
            if (rows.subList(0, row).stream()
                    .filter(other -> !wordsOf(table, other).equals(wordsOf(table, later)))
                    .anyMatch(other -> matched.stream().anyMatch(opening -> matches.test(other, opening)))) {
                found.add(CONTRADICTION + " " + later.matched().row());
            }
        }
        return found;
    }

    private static String wordsOf(Table table, Row row) {
        Column words = table.actions().get(0);
        return table.cellText(row, words);
    }

    /** Returns the same problems as the checks find them. */
    static List<String> findByChecks(Table table, KnownOpenings openings) {
        return LogicChecks.checkTables(List.of(table), openings, Budget.ofCheck()).stream()
                .filter(problem -> Set.of(NEVER_FIRES, CONTRADICTION)
                        .contains(problem.code().toString()))
                .map(problem -> problem.code() + " " + rowOf(problem))
                .toList();
    }

    private static String rowOf(Problem problem) {
        return problem.place().cell().replaceAll("\\D", "");
    }
}
