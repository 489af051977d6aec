package support.entitlement.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import support.entitlement.text.NormalForm;

/** Everything that is checked of tables before they are compiled, in one pass. */
public final class TableChecks {

    private TableChecks() {}

    /** Parses sheets and checks the tables; all problems, those of reading included, are in the result. */
    public static Tables check(Sheets sheets) {
        return check(sheets, Budget.ofCheck());
    }

    /** The same within a budget, which other checks may share. What it does not suffice for is among the problems. */
    public static Tables check(Sheets sheets, Budget budget) {
        Tables parsed = SheetParser.parse(sheets.sheets());
        List<Problem> problems = new ArrayList<>(sheets.problems());
        problems.addAll(parsed.problems());
        problems.addAll(duplicates(parsed.tables()));
        problems.addAll(TextChecks.check(parsed.tables(), budget));
        problems.addAll(SingleNameChecks.check(parsed.tables()));
        problems.addAll(MilestoneChecks.check(parsed.tables()));
        boolean whole = parsed.whole() && !Problem.refuse(sheets.problems());
        if (whole) {
            List<Table> matched = parsed.tables().stream()
                    .filter(table -> table.fact().isMatched())
                    .toList();
            List<Problem> tooLarge = TableSizeChecks.check(matched);
            problems.addAll(tooLarge);
            if (tooLarge.isEmpty()) {
                check(matched, problems, budget);
            }
        }
        return new Tables(parsed.tables(), whole, problems);
    }

    private static void check(List<Table> matched, List<Problem> problems, Budget budget) {
        NameChecks.Result names = NameChecks.check(matched, budget);
        problems.addAll(names.problems());
        ChainChecks.check(matched, budget).stream()
                .filter(problem -> !names.settled().contains(problem.place()))
                .forEach(problems::add);
        List<Table> sound = withoutRowsOf(problems, matched);
        problems.addAll(LogicChecks.check(sound, budget));
        problems.addAll(AnswerChecks.check(sound, budget));
    }

    /** A row with an error says something else than it was meant to; to compare it with others would raise false alarms. */
    private static List<Table> withoutRowsOf(List<Problem> problems, List<Table> tables) {
        Set<Place> wrong = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> problem.place().row())
                .collect(Collectors.toSet());
        return tables.stream()
                .map(table -> table.withRows(table.rows().stream()
                        .map(row -> wrong.contains(
                                        table.place(row, table.columns().get(0)).row())
                                ? new Row(row.matched(), row.values(), false)
                                : row)
                        .toList()))
                .toList();
    }

    private static List<Problem> duplicates(List<Table> tables) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Table> named = new HashMap<>();
        for (Table table : tables) {
            Table other = named.putIfAbsent(NormalForm.key(table.name()), table);
            if (other != null) {
                problems.add(Problem.error(
                        TableProblemCode.DUPLICATE_TABLE,
                        table.sheet(),
                        table.name(),
                        "A table of this name is in " + other.sheet() + " too.",
                        "Delete one of them, or give it another name."));
            }
        }
        return problems;
    }
}
