package support.entitlement.change.impact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.change.impact.FirstStageGroups.FirstStageOutcome;
import support.entitlement.change.impact.VersionedRow.ComparedVersion;
import support.entitlement.change.impact.VersionedRow.Conclusion;
import support.entitlement.change.impact.VersionedRow.SendableCondition;
import support.entitlement.table.ActionName;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Table;

/**
 * The rows of first tables that match the queries of a box, or would if another fact were sent.
 *
 * @param states the state of each row
 */
record MatchedRows(List<VersionedRow> rows, MatchState[] states) {

    /**
     * The conclusions of a row, with the conditions on facts that were not sent if it does not match without them.
     *
     * @param conditions empty for a row that matches
     */
    record MatchConclusions(
            ComparedVersion version, String table, List<Conclusion> conclusions, List<SendableCondition> conditions) {}

    /** Returns the facts that the matching rows of a version derive. */
    FirstStageOutcome outcomeOf(ComparedVersion version, @Nullable String categorySent) {
        Set<Table> hit = new HashSet<>();
        String level = null;
        String derived = null;
        String overruling = null;
        for (int i = 0; i < rows.size(); i++) {
            VersionedRow row = rows.get(i);
            Table table = row.table();
            if (row.version() == version
                    && states[i] == MatchState.EXACT
                    && (table.hitPolicy() != HitPolicy.FIRST || hit.add(table))) {
                level = lastValue(ActionName.SUPPORT_LEVEL, false, row.rowConclusions())
                        .orElse(level);
                derived = lastValue(ActionName.SLA_CATEGORY, false, row.rowConclusions())
                        .orElse(derived);
                overruling = lastValue(ActionName.SLA_CATEGORY, true, row.rowConclusions())
                        .orElse(overruling);
            }
        }
        String category = categorySent == null ? derived : categorySent;
        return new FirstStageOutcome(level, overruling == null ? category : overruling);
    }

    private static Optional<String> lastValue(ActionName action, boolean overruling, List<Conclusion> conclusions) {
        return conclusions.stream()
                .filter(conclusion -> conclusion.method().equals(action.toString())
                        && conclusion.literals().isEmpty() != overruling)
                .map(conclusion -> (String) conclusion.value())
                .reduce((first, last) -> last);
    }

    /** Returns the conclusions of all rows, in their order. */
    List<MatchConclusions> conclusions() {
        List<MatchConclusions> conclusions = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            VersionedRow row = rows.get(i);
            conclusions.add(new MatchConclusions(
                    row.version(),
                    row.table().name(),
                    row.rowConclusions(),
                    states[i] == MatchState.EXACT ? List.of() : row.sendableConditions()));
        }
        return conclusions;
    }

    Collection<String> changedPlaces() {
        return rows.stream().flatMap(row -> row.changedPlaces().stream()).toList();
    }
}
