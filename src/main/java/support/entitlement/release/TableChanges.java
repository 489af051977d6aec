package support.entitlement.release;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import support.entitlement.table.Column;
import support.entitlement.table.Names;
import support.entitlement.table.Place;
import support.entitlement.table.Problem;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;

/**
 * What tables say otherwise than those before them. No change is wrong in itself; but what was taken away by a slip of the
 * hand looks like any other policy, and only the one who made it can tell.
 */
public final class TableChanges {

    /** The key of a row's note among its cells; no title has a line break at its start. */
    private static final String NOTE = "\nnote";

    private static final long MOST_COMPARISONS = 250_000;
    private static final String UNLESS_MEANT = "Put it back, unless this is meant.";

    /** What rows mention, by what analysts call it. */
    private static final Map<String, Function<Vocabulary, Names>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("plan", Vocabulary::plans);
        NAMES.put("support level", Vocabulary::supportLevels);
        NAMES.put("issue type", Vocabulary::issueTypes);
        NAMES.put("state of production use", Vocabulary::productionUses);
        NAMES.put("SLA category", Vocabulary::slaCategories);
        NAMES.put("channel", Vocabulary::channels);
        NAMES.put("milestone", Vocabulary::milestones);
    }

    private final List<Problem> problems = new ArrayList<>();

    private TableChanges() {}

    /** Compares tables with those before: warnings about what is gone, information about the rest. */
    public static List<Problem> between(List<Table> before, List<Table> after) {
        TableChanges changes = new TableChanges();
        for (Table table : after) {
            named(table, before)
                    .ifPresentOrElse(
                            old -> changes.rows(old, table),
                            () -> changes.problems.add(
                                    Problem.info("table-added", table.sheet(), table.name(), "The table is new.")));
        }
        before.stream()
                .filter(old -> named(old, after).isEmpty())
                .forEach(old -> changes.problems.add(
                        Problem.warning("table-removed", old.sheet(), old.name(), "The table is gone.", UNLESS_MEANT)));
        changes.names(Vocabulary.of(before), Vocabulary.of(after));
        return List.copyOf(changes.problems);
    }

    private static Optional<Table> named(Table table, List<Table> tables) {
        return tables.stream()
                .filter(other -> other.name().equalsIgnoreCase(table.name()))
                .findFirst();
    }

    /** A row with its cells by the titles of their columns, notes included, and its conditions by what they ask for. */
    private record Line(Row row, Map<String, String> cells, List<String> conditions) {

        static List<Line> of(Table table) {
            return new ArrayList<>(
                    table.rows().stream().map(row -> of(table, row)).toList());
        }

        private static Line of(Table table, Row row) {
            Map<String, String> cells = new LinkedHashMap<>(row.matched().cells());
            if (row.matched().note() != null) {
                cells.put(NOTE, row.matched().note());
            }
            List<String> conditions = table.conditions().stream()
                    .map(column -> column.input() + " " + column.operator() + " " + table.text(row, column))
                    .sorted()
                    .toList();
            return new Line(row, cells, conditions);
        }

        long inCommon(Line other) {
            return cells.entrySet().stream()
                    .filter(cell -> cell.getValue().equals(other.cells.get(cell.getKey())))
                    .count();
        }

        boolean isMuchLike(Line other) {
            return 2 * inCommon(other) > Math.max(cells.size(), other.cells.size());
        }

        String words() {
            return String.join(" | ", row.matched().cells().values());
        }
    }

    /** Pairs rows that are equal, then those with equal conditions, then those with most cells in common. */
    private void rows(Table before, Table after) {
        List<Line> old = Line.of(before);
        List<Line> now = Line.of(after);
        pair(old, now, Line::cells);
        pair(old, now, Line::conditions).forEach((was, is) -> cells(was, after, is));
        if ((long) old.size() * now.size() <= MOST_COMPARISONS) {
            for (Line was : List.copyOf(old)) {
                now.stream().filter(was::isMuchLike).findFirst().ifPresent(is -> {
                    old.remove(was);
                    now.remove(is);
                    cells(was, after, is);
                });
            }
        }
        old.forEach(line -> problems.add(
                Problem.warning("row-removed", after.sheet(), line.words(), "This row is gone.", UNLESS_MEANT)));
        now.forEach(line -> problems.add(Problem.info(
                "row-added",
                after.place(line.row(), after.columns().get(0)),
                line.words(),
                "This row is new, or so changed that it is another.")));
    }

    /** Takes lines with equal keys out of both lists, in their order, and returns them as pairs. */
    private static Map<Line, Line> pair(List<Line> old, List<Line> now, Function<Line, Object> key) {
        Map<Object, Deque<Line>> byKey = new HashMap<>();
        now.forEach(line -> byKey.computeIfAbsent(key.apply(line), any -> new ArrayDeque<>())
                .add(line));
        Map<Line, Line> pairs = new IdentityHashMap<>();
        for (Line line : old) {
            Deque<Line> equal = byKey.get(key.apply(line));
            if (equal != null && !equal.isEmpty()) {
                pairs.put(line, equal.remove());
            }
        }
        Set<Line> paired = Collections.newSetFromMap(new IdentityHashMap<>());
        paired.addAll(pairs.values());
        old.removeIf(pairs::containsKey);
        now.removeIf(paired::contains);
        return pairs;
    }

    private void cells(Line old, Table after, Line now) {
        for (Column column : after.columns()) {
            String title = column instanceof Column.Note ? NOTE : column.title();
            String was = old.cells().getOrDefault(title, "");
            String is = now.cells().getOrDefault(title, "");
            if (was.equals(is)) {
                continue;
            }
            if (column instanceof Column.Condition && is.isEmpty()) {
                problems.add(Problem.warning(
                        "condition-removed",
                        after.place(now.row(), column),
                        "",
                        "This was “" + was + "”; now the row counts for any " + column.title() + ".",
                        UNLESS_MEANT));
            } else {
                problems.add(Problem.info(
                        "cell-changed",
                        after.place(now.row(), column),
                        is,
                        was.isEmpty() ? "This was blank." : "This was “" + was + "”."));
            }
        }
    }

    private void names(Vocabulary before, Vocabulary after) {
        NAMES.forEach((kind, names) -> {
            Set<String> left = new HashSet<>(names.apply(after).all());
            names.apply(before).all().stream()
                    .filter(name -> !left.contains(name))
                    .sorted(Comparator.naturalOrder())
                    .forEach(name -> problems.add(Problem.warning(
                            "name-gone",
                            Place.ofFile("rules"),
                            name,
                            "No table knows this " + kind + " any more"
                                    + names.apply(after)
                                            .nearest(name)
                                            .map(nearest -> "; the nearest is “" + nearest + "”.")
                                            .orElse("."),
                            "Whoever sends it will be refused. " + UNLESS_MEANT)));
        });
    }
}
