package support.entitlement.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.GuaranteeKind;

/** Whether what one table says leads to something in those that come after it. */
final class ChainChecks {

    private final List<Table> tables;
    private final List<Problem> problems = new ArrayList<>();

    private ChainChecks(List<Table> tables) {
        this.tables = tables;
    }

    /** Checks tables, which must be all that there are. */
    static List<Problem> check(List<Table> tables) {
        ChainChecks checks = new ChainChecks(tables);
        checks.everyLevelHasARow();
        checks.everyCategoryHasAPromise();
        checks.everyCategoryHasADefinition();
        checks.everyResponseTimeHasAMilestone();
        checks.everyChannelIsOffered();
        return checks.problems;
    }

    private void everyLevelHasARow() {
        eachSaid("supportLevel", (table, row, column, level) -> {
            if (rowsSaying("entitled").noneMatch(later -> later.admits("supportLevel", level))) {
                problems.add(
                        Problem.error(
                                "level-without-row",
                                table.place(row, column),
                                level,
                                "No row entitles this support level to anything.",
                                "Add its rows to the table that says what a level is entitled to, or name a level that has some."));
            }
        });
    }

    private void everyCategoryHasAPromise() {
        eachSaid("slaCategory", (table, row, column, category) -> {
            boolean promised = Stream.of("milestone", "commitment")
                    .flatMap(this::rowsSaying)
                    .anyMatch(later -> later.admits("slaCategory", category));
            if (!promised && (says("milestone") || says("commitment"))) {
                problems.add(Problem.warning(
                        "category-without-promise",
                        table.place(row, column),
                        category,
                        "No milestone and no commitment belongs to this SLA category.",
                        "Add a row that promises something, if anything is promised."));
            }
        });
    }

    private void everyCategoryHasADefinition() {
        eachSaid("slaCategory", (table, row, column, category) -> {
            if (says("definition")
                    && rowsSaying("definition").noneMatch(later -> later.admits("slaCategory", category))) {
                problems.add(Problem.warning(
                        "category-without-definition",
                        table.place(row, column),
                        category,
                        "No row says what this SLA category means.",
                        "Add its definition to the table that has those of the others."));
            }
        });
    }

    private void everyResponseTimeHasAMilestone() {
        for (Table table : tables) {
            for (Column.Action column : table.actions()) {
                table.rows().stream()
                        .filter(row -> table.value(row, column) == GuaranteeKind.RESPONSE_TIME)
                        .filter(row -> rowsSaying("milestone").noneMatch(later -> later.meets(table, row)))
                        .forEach(row -> problems.add(Problem.warning(
                                "response-time-without-milestone",
                                table.place(row, column),
                                table.text(row, column),
                                "A response time is guaranteed, but no milestone says which.",
                                "Add a milestone for the same conditions, or choose another kind of guarantee.")));
            }
        }
    }

    private void everyChannelIsOffered() {
        if (!says("channels")) {
            return;
        }
        for (Table table : tables) {
            table.conditions().stream()
                    .filter(column -> table.fact() == FactType.CHANNEL)
                    .forEach(column -> table.rows()
                            .forEach(row -> table.words(row, column)
                                    .filter(channel -> !offered(channel))
                                    .forEach(channel -> problems.add(Problem.warning(
                                            "channel-not-offered",
                                            table.place(row, column),
                                            channel,
                                            "No row offers this channel.",
                                            "Offer it, or delete the row.")))));
        }
    }

    private boolean offered(String channel) {
        return tables.stream()
                .flatMap(table -> table.said("channels"))
                .anyMatch(said -> said instanceof Collection<?> list && list.contains(channel));
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
