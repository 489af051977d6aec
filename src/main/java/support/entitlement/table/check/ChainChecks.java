package support.entitlement.table.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import support.entitlement.decision.GuaranteeKind;
import support.entitlement.table.ActionName;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.space.AdmittedValues;
import support.entitlement.table.space.LaterRows;
import support.entitlement.table.space.LaterRows.LaterRow;

/** Checks that each statement of a table leads to a row in the tables after it. */
final class ChainChecks {

    private static final long MAX_STEPS = 100_000_000;

    private final List<Table> tables;
    private final Budget budget;
    private final ProblemList problems = new ProblemList();

    private ChainChecks(List<Table> tables, Budget budget) {
        this.tables = tables;
        this.budget = budget.createPart(MAX_STEPS);
    }

    /** Checks tables, which must be all there are. */
    static List<Problem> checkTables(List<Table> tables, Budget budget) {
        ChainChecks checks = new ChainChecks(tables, budget);
        checks.everyLevelHasARow();
        try {
            checks.everyCategoryHas(
                    TableProblemCode.CATEGORY_WITHOUT_PROMISE,
                    "No milestone and no commitment belongs to this SLA category.",
                    "Add a row that promises something, if anything is promised.",
                    ActionName.MILESTONE,
                    ActionName.COMMITMENT);
            checks.everyCategoryHas(
                    TableProblemCode.CATEGORY_WITHOUT_DEFINITION,
                    "No row says what this SLA category means.",
                    "Add its definition to the table that has those of the others.",
                    ActionName.DEFINITION);
            checks.everyResponseTimeHasAMilestone();
            checks.everyChannelIsOffered();
        } catch (Budget.Exhausted e) {
            checks.problems.add(Problem.info(
                    TableProblemCode.NOT_FULLY_CHECKED,
                    tables.get(0).sheet(),
                    "",
                    "The tables are too complex to find all categories, guarantees and channels without effect."));
        }
        return checks.problems.all();
    }

    private void everyLevelHasARow() {
        AdmittedValues entitled = admittedValues(FactField.SUPPORT_LEVEL, ActionName.ENTITLED);
        try {
            eachSaid(ActionName.SUPPORT_LEVEL, (table, row, column, level) -> {
                if (!entitled.containsValue(level, budget)) {
                    problems.add(Problem.error(
                            TableProblemCode.LEVEL_WITHOUT_ROW,
                            table.cellPlace(row, column),
                            level,
                            "No row entitles this support level to anything.",
                            "Add its rows to " + namesOfTablesWith(ActionName.ENTITLED)
                                    + ", or name a level that has some."));
                }
            });
        } catch (Budget.Exhausted e) {
            problems.add(budget.openQuestionProblem(
                    tables.get(0).sheet(),
                    "The tables are too complex to determine whether a row entitles each support level.",
                    "Compare support levels with == or in, not with !=."));
        }
    }

    private String namesOfTablesWith(ActionName action) {
        String names = tables.stream()
                .filter(table -> table.hasAction(action))
                .map(table -> "“" + table.name() + "”")
                .collect(Collectors.joining(" or "));
        return names.isEmpty() ? "a table that entitles levels to support" : names;
    }

    /**
     * Warns of each category that no row with one of these actions can match. Without such an action in any table, none is expected.
     */
    private void everyCategoryHas(TableProblemCode code, String message, String remedy, ActionName... actions) {
        if (Stream.of(actions).noneMatch(this::hasAction)) {
            return;
        }
        AdmittedValues admitted = admittedValues(FactField.SLA_CATEGORY, actions);
        eachSaid(ActionName.SLA_CATEGORY, (table, row, column, category) -> {
            if (!admitted.containsValue(category, budget)) {
                problems.add(Problem.warning(code, table.cellPlace(row, column), category, message, remedy));
            }
        });
    }

    /** Returns the values of a field that rows with one of these actions can match. */
    private AdmittedValues admittedValues(FactField field, ActionName... actions) {
        AdmittedValues admitted = new AdmittedValues();
        Stream.of(actions)
                .flatMap(this::rowsSaying)
                .forEach(later -> admitted.addRow(later.table(), later.row(), field));
        return admitted;
    }

    private void everyResponseTimeHasAMilestone() {
        LaterRows milestones = new LaterRows(rowsSaying(ActionName.MILESTONE).toList(), budget);
        for (Table table : tables) {
            for (Column.ActionColumn column : table.actions()) {
                table.rows().stream()
                        .filter(row -> table.cellValue(row, column) == GuaranteeKind.RESPONSE_TIME)
                        .filter(row -> !milestones.canMeet(table, row))
                        .forEach(row -> problems.add(Problem.warning(
                                TableProblemCode.RESPONSE_TIME_WITHOUT_MILESTONE,
                                table.cellPlace(row, column),
                                table.cellText(row, column),
                                "A response time is guaranteed, but no milestone says which.",
                                "Add a milestone for the same conditions, or choose another kind of guarantee.")));
            }
        }
    }

    private void everyChannelIsOffered() {
        Set<Object> offered = tables.stream()
                .flatMap(table -> Stream.concat(
                        table.actionValues(ActionName.CHANNELS), table.actionValues(ActionName.EXCEPT_CHANNELS)))
                .flatMap(listed -> listed instanceof Collection<?> list ? list.stream() : Stream.of(listed))
                .collect(Collectors.toSet());
        for (Table table : tables) {
            table.conditions().stream()
                    .filter(column -> table.fact() == FactType.CHANNEL)
                    .forEach(column -> warnOfOthers(
                            offered,
                            table,
                            column,
                            table::cellWords,
                            "No row offers this channel.",
                            "Offer it where it may be used. If callers may ask for it, keep the row: they are answered that it may"
                                    + " not be used, and without any row that names it, the query is refused."));
            table.actions().stream()
                    .filter(column -> column.action() == ActionName.COUNTS)
                    .forEach(column -> warnOfOthers(
                            offered,
                            table,
                            column,
                            table::countedChannels,
                            "No row offers this channel, and its use counts by a rule of its own.",
                            "Write a channel that rows offer, or take its rule out of the cell."));
        }
    }

    private void warnOfOthers(
            Set<Object> offered,
            Table table,
            Column column,
            BiFunction<Row, Column, Stream<String>> channels,
            String message,
            String remedy) {
        table.rows()
                .forEach(row -> channels.apply(row, column)
                        .filter(channel -> !offered.contains(channel))
                        .forEach(channel -> problems.add(Problem.warning(
                                TableProblemCode.CHANNEL_NOT_OFFERED,
                                table.cellPlace(row, column),
                                channel,
                                message,
                                remedy))));
    }

    private interface ActionCellVisitor {
        void visitCell(Table table, Row row, Column.ActionColumn column, String value);
    }

    private void eachSaid(ActionName action, ActionCellVisitor visitor) {
        for (Table table : tables) {
            for (Column.ActionColumn column : table.actions()) {
                if (column.action() == action) {
                    table.rows()
                            .forEach(row -> Optional.ofNullable(table.cellValue(row, column))
                                    .ifPresent(value -> visitor.visitCell(table, row, column, (String) value)));
                }
            }
        }
    }

    private boolean hasAction(ActionName action) {
        return tables.stream().anyMatch(table -> table.hasAction(action));
    }

    private Stream<LaterRow> rowsSaying(ActionName action) {
        return tables.stream()
                .flatMap(table -> table.actions().stream()
                        .filter(column -> column.action() == action)
                        .flatMap(column -> table.rows().stream()
                                .filter(row -> table.cellValue(row, column) != null)
                                .map(row -> new LaterRow(table, row))));
    }
}
