package support.entitlement.table.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.QueryBox;
import support.entitlement.table.space.QuerySpace;
import support.entitlement.table.space.RowBoxes;
import support.entitlement.table.space.RowIndex;

/**
 * Checks that the use of allowances can be counted: by issue type alone, in a unit, over a period. An allowance that
 * cannot be counted appears in answers, but no use of it can be booked.
 */
final class AllowanceChecks {

    private static final String COUNTED = "Use is counted by plan and issue type only. ";
    private static final long MAX_STEPS = 20_000_000;

    /** The facts that are known wherever use is counted. */
    private static final Set<Input> KNOWN = Set.of(
            Input.ofField(FactField.PLAN), Input.ofField(FactField.ISSUE_TYPE), Input.ofField(FactField.SUPPORT_LEVEL));

    private static final Input CATEGORY = Input.ofField(FactField.SLA_CATEGORY);
    private static final Input LEVEL = Input.ofField(FactField.SUPPORT_LEVEL);

    private final QuerySpace space;
    private final RowIndex entitlingRows;
    private final RowIndex withUnit;
    private final RowIndex withPeriod;
    private final Set<Object> categoriesOfNoFact = new LinkedHashSet<>();
    private final Set<Object> levelsOfNoFact = new LinkedHashSet<>();
    private final Map<Object, Place> levelsOfFacts = new LinkedHashMap<>();

    private AllowanceChecks(List<Table> tables, RowBoxes boxes, RowIndex entitlingRows, Budget whole) {
        Budget budget = whole.createPart(MAX_STEPS);
        this.space = boxes.space();
        this.entitlingRows = entitlingRows;
        this.withUnit = new RowIndex(boxes, tables, AnswerChecks.rowsWithAction(ActionName.UNIT), budget);
        this.withPeriod = new RowIndex(boxes, tables, AnswerChecks.rowsWithAction(ActionName.PER), budget);
        tables.stream().filter(table -> table.fact() == FactType.QUERY).forEach(this::noteLevelsAndCategories);
    }

    /**
     * Checks tables, which must be all tables that match queries.
     *
     * @param entitlingRows the rows that entitle
     */
    static List<Problem> checkTables(List<Table> tables, RowBoxes boxes, RowIndex entitlingRows, Budget budget) {
        AllowanceChecks checks = new AllowanceChecks(tables, boxes, entitlingRows, budget);
        return tables.stream()
                .filter(table -> table.hasAction(ActionName.AMOUNT) && table.fact() != FactType.CHANNEL)
                .flatMap(table -> checks.checkTable(table).stream())
                .toList();
    }

    /**
     * Records the levels and categories that a row of the first tables gives, and whether the row needs a fact that is
     * unknown when use is counted.
     */
    private void noteLevelsAndCategories(Table table) {
        for (Row row : table.rows()) {
            Optional<Column.ConditionColumn> fact = findUncountedCondition(table, row);
            AnswerChecks.filledActions(table, row, ActionName.SLA_CATEGORY)
                    .filter(column -> fact.isEmpty())
                    .forEach(column -> categoriesOfNoFact.add(requireValue(table, row, column)));
            AnswerChecks.filledActions(table, row, ActionName.SUPPORT_LEVEL).forEach(column -> {
                Object level = requireValue(table, row, column);
                fact.ifPresentOrElse(
                        needed -> levelsOfFacts.putIfAbsent(level, table.cellPlace(row, needed)),
                        () -> levelsOfNoFact.add(level));
            });
        }
    }

    private static Object requireValue(Table table, Row row, Column.ActionColumn column) {
        return Optional.ofNullable(table.cellValue(row, column)).orElseThrow();
    }

    private List<Problem> checkTable(Table table) {
        TableProblems findings = new TableProblems(table);
        try {
            for (Row row : table.rows()) {
                AnswerChecks.filledActions(table, row, ActionName.AMOUNT)
                        .filter(column -> row.sound() && !DenialChecks.rowDenies(table, row))
                        .findFirst()
                        .ifPresent(amount -> checkAllowance(table, row, amount, findings));
            }
        } catch (Budget.Exhausted e) {
            findings.markIncomplete();
        }
        return findings.all();
    }

    private void checkAllowance(Table table, Row row, Column.ActionColumn amount, TableProblems findings) {
        Column.ConditionColumn fact = findUncountedCondition(table, row).orElse(null);
        if (fact != null) {
            findings.add(uncountableAllowance(
                    table, row, fact, "This allowance depends on “" + fact.title() + "”.", "Leave this blank"));
            return;
        }
        missingParts(table, row, withUnit, withPeriod)
                .map(what -> uncountableAllowance(
                                table,
                                row,
                                amount,
                                "This allowance has no " + what + ".",
                                "Add its unit and its period")
                        .withCounterparts(List.of(new Counterpart.Words("no " + what))))
                .ifPresent(findings::add);
        levelOfAFact(table, row).ifPresent(findings::add);
        entitledByAFact(table, row)
                .map(place -> uncountableAllowance(
                                table,
                                row,
                                amount,
                                "No row entitles to this allowance except " + place + ", which asks for another fact.",
                                "Add a row that entitles without it")
                        .withCounterparts(List.of(new Counterpart.Cell(place))))
                .ifPresent(findings::add);
    }

    private static Optional<String> missingParts(Table table, Row row, RowIndex withUnit, RowIndex withPeriod) {
        boolean named = AnswerChecks.rowsWithAction(ActionName.LIMIT_NAME).test(table, row);
        boolean unit = named ? states(table, row, ActionName.UNIT) : withUnit.isMet(table, row);
        boolean period = named ? states(table, row, ActionName.PER) : withPeriod.isMet(table, row);
        return unit && period
                ? Optional.empty()
                : Optional.of(unit ? "period" : period ? "unit" : "unit and no period");
    }

    private static boolean states(Table table, Row row, ActionName action) {
        return AnswerChecks.rowsWithAction(action).test(table, row);
    }

    /** Returns the problem of a row that requires a level which plans have under further conditions only. */
    private Optional<Problem> levelOfAFact(Table table, Row row) {
        for (Column.ConditionColumn column : table.conditions()) {
            if (Input.ofCondition(column).equals(LEVEL) && table.cellValue(row, column) != null) {
                Optional<String> level = table.cellWords(row, column)
                        .filter(name -> !levelsOfNoFact.contains(name) && levelsOfFacts.containsKey(name))
                        .findFirst();
                if (level.isPresent()) {
                    return level.map(name -> uncountableAllowance(
                                    table,
                                    row,
                                    column,
                                    "Only " + levelsOfFacts.get(name) + " gives “" + name
                                            + "”, and asks for another fact.",
                                    "Give the level without it")
                            .withCounterparts(List.of(
                                    new Counterpart.Words(name), new Counterpart.Cell(levelsOfFacts.get(name)))));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the condition of a row that entitles to the allowance, if no other row entitles without one. */
    private Optional<Place> entitledByAFact(Table table, Row row) {
        List<RowIndex.IndexedRow> meeting =
                entitlingRows.findMeetingRows(table, row).toList();
        List<RowIndex.IndexedRow> counted = meeting.stream()
                .filter(entry ->
                        findUncountedCondition(entry.table(), entry.row()).isEmpty())
                .toList();
        QueryBox mine = onlyKnown(space.boxOfRow(table, row));
        return meeting.stream()
                .filter(entry ->
                        findUncountedCondition(entry.table(), entry.row()).isPresent())
                .filter(entry -> counted.stream()
                        .noneMatch(other -> onlyKnown(other.box())
                                .overlaps(onlyKnown(entry.box()).intersectionWith(mine))))
                .findFirst()
                .flatMap(entry -> findUncountedCondition(entry.table(), entry.row())
                        .map(column -> entry.table().cellPlace(entry.row(), column)));
    }

    private QueryBox onlyKnown(QueryBox box) {
        QueryBox known = space.allQueries();
        for (int input = 0; input < space.inputs().size(); input++) {
            if (KNOWN.contains(space.inputs().get(input))) {
                known = known.withClasses(input, box.classesOf(input));
            }
        }
        return known;
    }

    /** Returns the first condition of a row that does not hold while only plan and issue type are known. */
    private Optional<Column.ConditionColumn> findUncountedCondition(Table table, Row row) {
        return table.conditions().stream()
                .filter(column -> !KNOWN.contains(Input.ofCondition(column)))
                .filter(column -> !mayHold(table, column, table.cellValue(row, column)))
                .findFirst();
    }

    private boolean mayHold(Table table, Column.ConditionColumn column, @Nullable Object cell) {
        return cell == null
                || !column.isField(FactField.OPENED_DURING) && column.holdsFor(null, cell)
                || table.fact() == FactType.COVERAGE
                        && Input.ofCondition(column).equals(CATEGORY)
                        && categoriesOfNoFact.stream().anyMatch(category -> column.holdsFor(category, cell));
    }

    private static Problem uncountableAllowance(Table table, Row row, Column column, String why, String remedy) {
        return AnswerChecks.cellWarning(
                TableProblemCode.UNCOUNTABLE_ALLOWANCE,
                table,
                row,
                column,
                COUNTED + why + " Answers show it, and use of it cannot be booked.",
                remedy + ", if use is to be counted.");
    }
}
