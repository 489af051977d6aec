package support.entitlement.table;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.GuaranteeKind;

/** Whether what one table says leads to something in those that come after it. */
final class ChainChecks {

    private static final long MAX_STEPS = 100_000_000;

    /** What it costs to compare the conditions of two rows. */
    private static final int STEPS_A_PAIR = 100;

    private final List<Table> tables;
    private final Budget budget;
    private final ProblemList problems = new ProblemList();

    private ChainChecks(List<Table> tables, Budget budget) {
        this.tables = tables;
        this.budget = budget.part(MAX_STEPS);
    }

    /** Checks tables, which must be all that there are. */
    static List<Problem> check(List<Table> tables, Budget budget) {
        ChainChecks checks = new ChainChecks(tables, budget);
        checks.everyLevelHasARow();
        try {
            checks.everyCategoryHasAPromise();
            checks.everyCategoryHasADefinition();
            checks.everyResponseTimeHasAMilestone();
            checks.everyChannelIsOffered();
        } catch (Budget.Exhausted e) {
            checks.problems.add(
                    Problem.info(
                            TableProblemCode.NOT_FULLY_CHECKED,
                            tables.get(0).sheet(),
                            "",
                            "The tables are too entangled to find all categories, guarantees and channels that lead to nothing."));
        }
        return checks.problems.all();
    }

    private void everyLevelHasARow() {
        AdmittedValues entitled = admitted("supportLevel", "entitled");
        try {
            eachSaid("supportLevel", (table, row, column, level) -> {
                if (!entitled.contain(level, budget)) {
                    problems.add(
                            Problem.error(
                                    TableProblemCode.LEVEL_WITHOUT_ROW,
                                    table.place(row, column),
                                    level,
                                    "No row entitles this support level to anything.",
                                    "Add its rows to the table that says what a level is entitled to, or name a level that has some."));
                }
            });
        } catch (Budget.Exhausted e) {
            problems.add(budget.open(
                    tables.get(0).sheet(),
                    "The tables are too entangled to find out whether a row entitles each support level.",
                    "Name support levels by == or in, and not by !=."));
        }
    }

    private void everyCategoryHasAPromise() {
        AdmittedValues promised = admitted("slaCategory", "milestone", "commitment");
        boolean isSaid = says("milestone") || says("commitment");
        eachSaid("slaCategory", (table, row, column, category) -> {
            if (isSaid && !promised.contain(category, budget)) {
                problems.add(Problem.warning(
                        TableProblemCode.CATEGORY_WITHOUT_PROMISE,
                        table.place(row, column),
                        category,
                        "No milestone and no commitment belongs to this SLA category.",
                        "Add a row that promises something, if anything is promised."));
            }
        });
    }

    private void everyCategoryHasADefinition() {
        AdmittedValues defined = admitted("slaCategory", "definition");
        boolean isSaid = says("definition");
        eachSaid("slaCategory", (table, row, column, category) -> {
            if (isSaid && !defined.contain(category, budget)) {
                problems.add(Problem.warning(
                        TableProblemCode.CATEGORY_WITHOUT_DEFINITION,
                        table.place(row, column),
                        category,
                        "No row says what this SLA category means.",
                        "Add its definition to the table that has those of the others."));
            }
        });
    }

    /** The values of a field that the rows leave room for that say one of some things. */
    private AdmittedValues admitted(String field, String... methods) {
        AdmittedValues admitted = new AdmittedValues();
        Stream.of(methods).flatMap(this::rowsSaying).forEach(later -> admitted.add(later.table(), later.row(), field));
        return admitted;
    }

    private void everyResponseTimeHasAMilestone() {
        List<LaterRow> milestones = rowsSaying("milestone").toList();
        for (Table table : tables) {
            for (Column.Action column : table.actions()) {
                table.rows().stream()
                        .filter(row -> table.value(row, column) == GuaranteeKind.RESPONSE_TIME)
                        .filter(row -> milestones.stream().noneMatch(later -> meets(later, table, row)))
                        .forEach(row -> problems.add(Problem.warning(
                                TableProblemCode.RESPONSE_TIME_WITHOUT_MILESTONE,
                                table.place(row, column),
                                table.text(row, column),
                                "A response time is guaranteed, but no milestone says which.",
                                "Add a milestone for the same conditions, or choose another kind of guarantee.")));
            }
        }
    }

    private boolean meets(LaterRow later, Table table, Row row) {
        budget.take(STEPS_A_PAIR);
        return later.meets(table, row);
    }

    private void everyChannelIsOffered() {
        if (!says("channels")) {
            return;
        }
        Set<Object> offered = tables.stream()
                .flatMap(table -> table.said("channels"))
                .flatMap(said -> said instanceof Collection<?> list ? list.stream() : Stream.of(said))
                .collect(Collectors.toSet());
        for (Table table : tables) {
            table.conditions().stream()
                    .filter(column -> table.fact() == FactType.CHANNEL)
                    .forEach(column -> table.rows()
                            .forEach(row -> table.words(row, column)
                                    .filter(channel -> !offered.contains(channel))
                                    .forEach(channel -> problems.add(Problem.warning(
                                            TableProblemCode.CHANNEL_NOT_OFFERED,
                                            table.place(row, column),
                                            channel,
                                            "No row offers this channel.",
                                            "Offer it, or delete the row.")))));
        }
    }

    private interface Visitor {
        void said(Table table, Row row, Column.Action column, String value);
    }

    private void eachSaid(String method, Visitor visitor) {
        for (Table table : tables) {
            for (Column.Action column : table.actions()) {
                if (column.method().equals(method)) {
                    table.rows()
                            .forEach(row -> Optional.ofNullable(table.value(row, column))
                                    .ifPresent(value -> visitor.said(table, row, column, (String) value)));
                }
            }
        }
    }

    private boolean says(String method) {
        return tables.stream().anyMatch(table -> table.says(method));
    }

    private Stream<LaterRow> rowsSaying(String method) {
        return tables.stream()
                .flatMap(table -> table.actions().stream()
                        .filter(column -> column.method().equals(method))
                        .flatMap(column -> table.rows().stream()
                                .filter(row -> table.value(row, column) != null)
                                .map(row -> new LaterRow(table, row))));
    }

    /** A row that may match what an earlier table said. */
    private record LaterRow(Table table, Row row) {

        /** Whether its conditions leave room for this value of a field. */
        boolean admits(String field, @Nullable Object value) {
            return conditions(table, row, field)
                    .allMatch(column -> column.holds(value, Objects.requireNonNull(table.value(row, column))));
        }

        /** Whether one query can match this row and another, as far as single fields tell. */
        boolean meets(Table other, Row otherRow) {
            return other.conditions().stream()
                    .filter(column -> !column.attribute())
                    .filter(column -> column.operator() == Operator.EQUAL || column.operator() == Operator.IN)
                    .allMatch(column -> other.words(otherRow, column)
                                    .anyMatch(value -> admits(Input.of(column).name(), value))
                            || other.value(otherRow, column) == null);
        }

        private static Stream<Column.Condition> conditions(Table table, Row row, String field) {
            return table.conditions().stream()
                    .filter(column -> column.isField(field))
                    .filter(column -> table.value(row, column) != null);
        }
    }
}
