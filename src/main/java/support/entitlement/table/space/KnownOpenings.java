package support.entitlement.table.space;

import java.util.List;
import java.util.Set;
import support.entitlement.decision.Query;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Problem;

/**
 * The openings of cases that the conditions of some tables tell apart. Immutable.
 *
 * @param all an opening for each set of calendars that are open together at some time
 * @param unusable names in conditions whose calendars are unknown or faulty; rows with them cannot be compared
 * @param problems the problems of the conditions
 */
public record KnownOpenings(List<Query.Opening> all, Set<String> unusable, List<Problem> problems) {

    /** The openings of tables that compare none. */
    public static final KnownOpenings NONE = new KnownOpenings(List.of(), Set.of(), List.of());

    /** Copies the collections. */
    public KnownOpenings {
        all = List.copyOf(all);
        unusable = Set.copyOf(unusable);
        problems = List.copyOf(problems);
    }

    /** Returns true if a row names an unusable calendar. */
    public boolean isUnusable(Table table, Row row) {
        return !unusable.isEmpty()
                && table.conditions().stream()
                        .filter(KnownOpenings::comparesOpening)
                        .flatMap(column -> table.cellWords(row, column))
                        .anyMatch(unusable::contains);
    }

    private static boolean comparesOpening(Column.ConditionColumn column) {
        return column.isField(FactField.OPENED_DURING);
    }
}
