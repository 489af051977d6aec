package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;

/** Finds, among selected rows, those that one query can match together with another row. Not thread-safe. */
public final class RowIndex {

    private static final Input CATEGORY = Input.ofField(FactField.SLA_CATEGORY);

    private final QuerySpace space;
    private final List<IndexedRow> entries = new ArrayList<>();
    private final QueryBoxIndex index;
    private final Budget budget;

    /** A row, and the queries that it matches. */
    public record IndexedRow(Table table, Row row, QueryBox box) {}

    /**
     * Indexes the rows of tables that match queries.
     *
     * @param which selects the rows that can be found
     * @throws Budget.Exhausted later, when the searches have used up the budget
     */
    public RowIndex(RowBoxes boxes, List<Table> tables, BiPredicate<Table, Row> which, Budget budget) {
        this.space = boxes.space();
        this.budget = budget;
        for (Table table : tables) {
            if (isOfAQuery(table)) {
                boxes.boxesOf(table).forEach((position, box) -> {
                    Row row = table.rows().get(position);
                    if (which.test(table, row)) {
                        entries.add(new IndexedRow(table, row, withAnyCategorySent(table, box)));
                    }
                });
            }
        }
        this.index =
                new QueryBoxIndex(space, entries.stream().map(IndexedRow::box).toList());
    }

    private static boolean isOfAQuery(Table table) {
        return table.fact() == FactType.QUERY || table.fact() == FactType.COVERAGE;
    }

    /**
     * Returns the queries that a row matches; the category that a caller sends is a different fact than the one that
     * later tables match.
     */
    private QueryBox withAnyCategorySent(Table table, QueryBox box) {
        int category = space.inputs().indexOf(CATEGORY);
        return table.fact() == FactType.QUERY && category >= 0
                ? box.withClasses(category, space.domainOf(category).allClasses())
                : box;
    }

    /** Returns the rows that one query can match together with this one, including the row itself if it is selected. */
    public Stream<IndexedRow> findMeetingRows(Table table, Row row) {
        return findMeetingRows(withAnyCategorySent(table, space.boxOfRow(table, row)));
    }

    /** Returns the rows that match a query of a box. */
    Stream<IndexedRow> findMeetingRows(QueryBox box) {
        return Arrays.stream(index.findOverlapping(box, entries.size(), budget)).mapToObj(entries::get);
    }

    public boolean isMet(Table table, Row row) {
        return findMeetingRows(table, row).findAny().isPresent();
    }
}
