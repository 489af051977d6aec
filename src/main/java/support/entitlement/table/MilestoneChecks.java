package support.entitlement.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Strength;

/** What the cells of one row that describe a milestone must have in common. */
final class MilestoneChecks {

    private static final List<String> ALWAYS = List.of("milestone", "calendar");
    private static final Set<String> TIMES = Set.of("within", "every");
    private static final Set<String> ALL =
            Set.of("milestone", "calendar", "within", "every", "startsAt", "endsAt", "strength");

    private final Table table;
    private final ProblemList problems;

    private MilestoneChecks(Table table, ProblemList problems) {
        this.table = table;
        this.problems = problems;
    }

    static List<Problem> check(List<Table> tables) {
        ProblemList problems = new ProblemList();
        for (Table table : tables) {
            if (ALL.stream().anyMatch(table::says)) {
                new MilestoneChecks(table, problems).check();
            }
        }
        return problems.all();
    }

    private void check() {
        List<String> missing =
                ALWAYS.stream().filter(method -> !table.says(method)).toList();
        if (!missing.isEmpty()) {
            problems.add(Problem.error(
                    TableProblemCode.INCOMPLETE_MILESTONE,
                    table.sheet(),
                    "",
                    "A milestone needs a name, a time and a calendar.",
                    "Add the columns that are missing: " + String.join(", ", missing) + "."));
            return;
        }
        table.rows().stream()
                .filter(row -> ALL.stream().anyMatch(method -> text(row, method) != null))
                .forEach(this::check);
    }

    private void check(Row row) {
        for (String method : ALWAYS) {
            if (text(row, method) == null) {
                Column.Action column = column(method).orElseThrow();
                problems.add(Problem.error(
                        TableProblemCode.INCOMPLETE_MILESTONE,
                        table.place(row, column),
                        "",
                        "A milestone needs a name, a time and a calendar; this is blank.",
                        "Fill in “" + column.title() + "”, or clear the others."));
            }
        }
        if (TIMES.stream().allMatch(method -> text(row, method) == null) && !mayBeWithoutTime(row)) {
            Column place = column("within")
                    .map(Column.class::cast)
                    .orElse(table.columns().get(0));
            problems.add(Problem.error(
                    TableProblemCode.INCOMPLETE_MILESTONE,
                    table.place(row, place),
                    "",
                    "A milestone needs a name, a time and a calendar; the time is blank.",
                    "Fill it in, or say by a column strength that it is a target or best-effort."));
        }
    }

    /** Who only aims at something may do so without saying when. */
    private boolean mayBeWithoutTime(Row row) {
        return column("strength")
                .map(column -> table.value(row, column))
                .filter(strength -> strength != Strength.GUARANTEED)
                .isPresent();
    }

    private @Nullable String text(Row row, String method) {
        return column(method)
                .map(column -> table.text(row, column))
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    private Optional<Column.Action> column(String method) {
        return table.actions().stream()
                .filter(column -> column.method().equals(method))
                .findFirst();
    }
}
