package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import support.entitlement.table.CodeInCellChecks;
import support.entitlement.table.FactType;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.Row;
import support.entitlement.table.SheetParser;
import support.entitlement.table.Table;
import support.entitlement.table.Vocabulary;
import support.entitlement.table.name.NameChecks;
import support.entitlement.table.name.SingleNameChecks;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.CheckMemory;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.sheet.ReadSheets;
import support.entitlement.table.space.KnownOpenings;
import support.entitlement.table.space.QuerySpace;
import support.entitlement.table.space.RowBoxes;
import support.entitlement.text.NormalForm;

/** Runs all checks on tables before they are compiled. */
public final class TableChecks {

    private TableChecks() {}

    /** Parses sheets and checks the tables; the result contains all problems, including those of reading. */
    public static ParsedTables checkSheets(ReadSheets sheets) {
        return checkSheets(sheets, Budget.ofCheck());
    }

    /**
     * Parses sheets and checks the tables within a budget, which other checks may share. Checks that exceed the budget
     * are among the problems.
     */
    public static ParsedTables checkSheets(ReadSheets sheets, Budget budget) {
        return checkSheets(sheets, tables -> KnownOpenings.NONE, CheckMemory.create(), budget)
                .parsed();
    }

    /**
     * Parses sheets and checks the tables within a budget.
     *
     * @param findOpenings returns the openings of cases that the conditions of all tables tell apart
     * @param memory the results of an earlier check, which are taken for what did not change
     */
    public static CheckedTables checkSheets(
            ReadSheets sheets, Function<List<Table>, KnownOpenings> findOpenings, CheckMemory memory, Budget budget) {
        ParsedTables parsed = SheetParser.parseSheets(sheets.sheets(), memory);
        budget.allowRows(
                parsed.tables().stream().mapToLong(table -> table.rows().size()).sum());
        List<Problem> problems = new ArrayList<>(sheets.problems());
        problems.addAll(parsed.problems());
        problems.addAll(findDuplicates(parsed.tables()));
        problems.addAll(CodeInCellChecks.check(parsed.tables(), memory, budget));
        problems.addAll(SingleNameChecks.checkTables(parsed.tables(), memory));
        problems.addAll(MilestoneChecks.checkTables(parsed.tables()));
        KnownOpenings openings = findOpenings.apply(parsed.tables());
        problems.addAll(openings.problems());
        boolean whole = parsed.whole() && !Problem.hasErrors(sheets.problems());
        QuerySpace space = null;
        if (whole) {
            List<Table> matched = parsed.tables().stream()
                    .filter(table -> table.fact().isMatched())
                    .toList();
            List<Problem> tooLarge = TableSizeChecks.check(matched);
            problems.addAll(tooLarge);
            if (tooLarge.isEmpty()) {
                problems.addAll(DateChecks.checkTables(matched, budget));
                problems.addAll(DefaultChecks.checkTables(parsed.tables()));
                problems.addAll(CalendarUseChecks.checkTables(parsed.tables()));
                space = memory.unify(
                        "space of queries", QuerySpace.of(matched, defaultedAttributes(parsed.tables()), openings));
                checkMatchedTables(matched, space, openings, problems, memory, budget);
            }
        }
        return new CheckedTables(new ParsedTables(parsed.tables(), whole, problems), space);
    }

    private static Set<String> defaultedAttributes(List<Table> tables) {
        return tables.stream().anyMatch(table -> table.fact() == FactType.FACT)
                ? Vocabulary.of(tables).defaults().keySet()
                : Set.of();
    }

    private static void checkMatchedTables(
            List<Table> matched,
            QuerySpace space,
            KnownOpenings openings,
            List<Problem> problems,
            CheckMemory memory,
            Budget budget) {
        NameChecks.NameCheckResult names = NameChecks.checkNames(matched, budget);
        problems.addAll(names.problems());
        ChainChecks.checkTables(matched, budget).stream()
                .filter(problem -> !names.settled().contains(problem.place()))
                .forEach(problems::add);
        List<Table> sound = withoutRowsOf(problems, openings, matched);
        problems.addAll(LogicChecks.checkTables(sound, space, memory, budget));
        problems.addAll(AnswerChecks.checkTables(sound, new RowBoxes(space, memory), budget));
    }

    /**
     * Marks rows with an error as unsound, because their text is not what was meant, and a comparison with other rows
     * would raise false alarms.
     */
    private static List<Table> withoutRowsOf(List<Problem> problems, KnownOpenings openings, List<Table> tables) {
        Set<Place> wrong = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .map(problem -> problem.place().rowPlace())
                .collect(Collectors.toSet());
        return tables.stream()
                .map(table -> withoutRows(
                        table,
                        row -> openings.isUnusable(table, row)
                                || !wrong.isEmpty()
                                        && wrong.contains(table.cellPlace(
                                                        row, table.columns().get(0))
                                                .rowPlace())))
                .toList();
    }

    private static Table withoutRows(Table table, Predicate<Row> isWrong) {
        return table.rows().stream().noneMatch(isWrong)
                ? table
                : table.withRows(table.rows().stream()
                        .map(row -> isWrong.test(row) ? new Row(row.matched(), row.values(), false) : row)
                        .toList());
    }

    private static List<Problem> findDuplicates(List<Table> tables) {
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
