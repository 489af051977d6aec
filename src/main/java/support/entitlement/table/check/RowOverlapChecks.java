package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.space.MatchingQueries;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QueryBoxIndex;
import support.entitlement.table.space.UncoveredSearch;

/** Checks how rows of one table affect each other, by the table's hit policy. */
final class RowOverlapChecks {

    /** Corresponds to about two seconds on a slow machine. */
    private static final long MAX_STEPS = 200_000_000;

    private final Table table;
    private final SoundRows rows;
    private final QueryBoxIndex index;
    private final RowOverlapProblems findings;
    private final Budget budget;

    private RowOverlapChecks(SoundRows rows, RowOverlapProblems findings, Budget budget) {
        this.budget = budget.createPart(MAX_STEPS);
        this.table = rows.table();
        this.rows = rows;
        this.index = new QueryBoxIndex(rows.space(), rows.boxes());
        this.findings = findings;
    }

    static List<Problem> checkTable(
            SoundRows rows, RowConclusionEncoder encoder, MatchingQueries queries, Budget budget) {
        RowOverlapProblems findings = new RowOverlapProblems(rows, encoder, queries);
        new RowOverlapChecks(rows, findings, budget).checkRows();
        return findings.all();
    }

    private void checkRows() {
        try {
            for (int row = 0; row < rows.rows().size(); row++) {
                if (findPossiblePart(rows.boxes().get(row)).isEmpty()) {
                    findings.addNeverFires(row);
                } else {
                    int[] above = index.findOverlapping(rows.boxes().get(row), row, budget);
                    if (table.hitPolicy() == HitPolicy.FIRST) {
                        checkHidden(row, above);
                    } else {
                        checkOverlaps(row, above);
                    }
                }
            }
        } catch (Budget.Exhausted e) {
            findings.markIncomplete(budget);
        }
    }

    /** Returns a part of a box that contains possible queries, if there is one. */
    private Optional<QueryBox> findPossiblePart(QueryBox box) {
        if (rows.impossible().isEmpty()) {
            return Optional.of(box).filter(whole -> !whole.isEmpty());
        }
        return UncoveredSearch.findUncovered(box, rows.impossible(), 1, budget).uncovered().stream()
                .findFirst();
    }

    private void checkHidden(int row, int[] above) {
        List<QueryBox> hiders = new ArrayList<>(rows.impossible());
        Arrays.stream(above).mapToObj(rows.boxes()::get).forEach(hiders::add);
        UncoveredSearch.CoverResult result =
                UncoveredSearch.findUncovered(rows.boxes().get(row), hiders, 1, budget);
        if (!result.uncovered().isEmpty()) {
            return;
        }
        int first = rows.impossible().size();
        List<Integer> hiding = result.used().stream()
                .filter(hider -> hider >= first)
                .map(hider -> above[hider - first])
                .toList();
        boolean redundant = hiding.stream()
                .allMatch(other -> rows.said().get(other).sameAs(rows.said().get(row)));
        Optional<QueryBox> common = findPossiblePart(intersectionOf(row, hiding.get(0)));
        if (redundant) {
            findings.addIneffective(row, hiding, common);
        } else {
            findings.addHidden(row, hiding, common);
        }
    }

    private void checkOverlaps(int row, int[] overlapping) {
        int[] above = rows.impossible().isEmpty()
                ? overlapping
                : Arrays.stream(overlapping)
                        .filter(other ->
                                findPossiblePart(intersectionOf(row, other)).isPresent())
                        .toArray();
        List<Integer> against = new ArrayList<>();
        for (int other : above) {
            if (rowsDisagree(row, other)) {
                against.add(other);
            }
        }
        if (against.isEmpty()) {
            reportRedundantRows(row, above);
        } else {
            findings.addDisagreement(row, against, commonPart(row, against.get(0)));
        }
    }

    private boolean rowsDisagree(int row, int other) {
        RowConclusions conclusions = rows.said().get(row);
        RowConclusions otherConclusions = rows.said().get(other);
        return table.hitPolicy() == HitPolicy.UNIQUE
                ? !conclusions.sameAs(otherConclusions)
                : conclusions.findContradiction(otherConclusions) >= 0;
    }

    /** Reports the redundant ones among a row and the rows above it that overlap it without disagreement. */
    private void reportRedundantRows(int row, int[] above) {
        Optional<Integer> coveringRow = Arrays.stream(above)
                .boxed()
                .filter(other -> makesRedundant(other, row))
                .findFirst();
        if (coveringRow.isPresent()) {
            findings.addRedundant(row, coveringRow.get(), commonPart(row, coveringRow.get()));
            return;
        }
        Arrays.stream(above)
                .filter(other -> makesRedundant(row, other))
                .forEach(other -> findings.addRedundant(other, row, commonPart(row, other)));
        if (table.hitPolicy() == HitPolicy.UNIQUE) {
            Arrays.stream(above)
                    .filter(other -> !makesRedundant(row, other))
                    .limit(1)
                    .forEach(other -> findings.addRedundantOverlap(row, other, commonPart(row, other)));
        }
    }

    /** Returns queries that two rows match, of which it is known that there are some. */
    private QueryBox commonPart(int row, int other) {
        return findPossiblePart(intersectionOf(row, other)).orElseThrow();
    }

    private QueryBox intersectionOf(int row, int other) {
        return rows.boxes().get(row).intersectionWith(rows.boxes().get(other));
    }

    /** Returns true if a row matches all that another matches, and makes all its statements. */
    private boolean makesRedundant(int row, int other) {
        return !rows.said().get(other).isEmpty()
                && rows.said().get(other).isSaidBy(rows.said().get(row))
                && rows.boxes().get(row).contains(rows.boxes().get(other));
    }
}
