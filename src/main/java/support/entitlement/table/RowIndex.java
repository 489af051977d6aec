package support.entitlement.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Finds the rows of one sort that one query can match together with another row. Not thread-safe. */
final class RowIndex {

    private static final Input CATEGORY = Input.field("slaCategory");

    private final Space space;
    private final List<Entry> entries = new ArrayList<>();
    private final BoxIndex index;
    private final Budget budget;

    /** A row, and the queries that it matches. */
    record Entry(Table table, Row row, Box box) {}

    /**
     * Indexes the rows of tables that queries meet.
     *
     * @param which the rows that can be found
     * @throws Budget.Exhausted later, when too much was looked for
     */
    RowIndex(Space space, List<Table> tables, BiPredicate<Table, Row> which, Budget budget) {
        this.space = space;
        this.budget = budget;
        for (Table table : tables) {
            for (Row row : isOfAQuery(table) ? table.rows() : List.<Row>of()) {
                if (row.sound() && which.test(table, row)) {
                    entries.add(new Entry(table, row, box(table, row)));
                }
            }
        }
        this.index = new BoxIndex(space, entries.stream().map(Entry::box).toList());
    }

    private static boolean isOfAQuery(Table table) {
        return table.fact() == FactType.QUERY || table.fact() == FactType.COVERAGE;
    }

    /** What a row matches; the category that is sent is another fact than the one that later tables look at. */
    private Box box(Table table, Row row) {
        Box box = space.of(table, row);
        int category = space.inputs().indexOf(CATEGORY);
        return table.fact() == FactType.QUERY && category >= 0
                ? box.with(category, space.domain(category).all())
                : box;
    }

    /** The rows that one query can match together with this one, itself included if it is of the sort. */
    Stream<Entry> meeting(Table table, Row row) {
        return meeting(box(table, row));
    }

    /** The rows that match a query of a box. */
    Stream<Entry> meeting(Box box) {
        return Arrays.stream(index.overlapping(box, entries.size(), budget)).mapToObj(entries::get);
    }

    boolean isMet(Table table, Row row) {
        return meeting(table, row).findAny().isPresent();
    }
}
