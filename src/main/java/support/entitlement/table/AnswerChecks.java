package support.entitlement.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.GuaranteeKind;

/** Whether everything that rows say can be in an answer: what is not, is warned of at its cell. */
final class AnswerChecks {

    private static final long MAX_STEPS = 50_000_000;

    /** What other tables look at, so that it must be said before they are asked. */
    private static final Map<String, Set<FactType>> SAID_BEFORE = Map.of(
            "supportLevel", Set.of(FactType.QUERY),
            "slaCategory", Set.of(FactType.QUERY),
            "channels", Set.of(FactType.QUERY, FactType.COVERAGE),
            "entitled", Set.of(FactType.QUERY, FactType.COVERAGE));

    private static final Set<String> PROMISES =
            Set.of("channels", "guarantee", "words", "priorityFlag", "onCall", "milestone", "commitment", "amount");
    private static final Set<String> OF_AN_ALLOWANCE = Set.of("unit", "per", "carryOver", "limit");

    private final List<Problem> problems = new ArrayList<>();
    private final RowIndex entitling;
    private final RowIndex withAmount;
    private final RowIndex withKind;
    private final boolean someTableEntitles;

    private AnswerChecks(List<Table> tables, Space space, Budget whole) {
        Budget budget = whole.part(MAX_STEPS);
        this.entitling = new RowIndex(space, tables, AnswerChecks::entitles, budget);
        this.withAmount = new RowIndex(space, tables, saying("amount"), budget);
        this.withKind = new RowIndex(space, tables, saying("guarantee"), budget);
        this.someTableEntitles = tables.stream().anyMatch(table -> table.says("entitled"));
    }

    /** Checks tables, which must be all that queries meet. */
    static List<Problem> check(List<Table> tables, Budget budget) {
        Space space = Space.of(tables, Set.of());
        AnswerChecks checks = new AnswerChecks(tables, space, budget);
        for (Table table : tables) {
            Findings findings = new Findings(table);
            try {
                table.rows().stream().filter(Row::sound).forEach(row -> checks.check(table, row, findings));
            } catch (Budget.Exhausted e) {
                findings.leaveOpen();
            }
            checks.problems.addAll(findings.all());
        }
        checks.problems.addAll(AllowanceChecks.check(tables, space, checks.entitling, budget));
        return checks.problems;
    }

    static boolean entitles(Table table, Row row) {
        return says(table, row, "entitled", true);
    }

    private static boolean denies(Table table, Row row) {
        return says(table, row, "entitled", false);
    }

    private static boolean says(Table table, Row row, String method, Object value) {
        return cells(table, row, method).anyMatch(column -> value.equals(table.value(row, column)));
    }

    static BiPredicate<Table, Row> saying(String method) {
        return (table, row) -> cells(table, row, method).findAny().isPresent();
    }

    /** The columns with this action in which a row says something. */
    static Stream<Column.Action> cells(Table table, Row row, String method) {
        return table.actions().stream()
                .filter(column -> column.method().equals(method) && table.value(row, column) != null);
    }

    private void check(Table table, Row row, Findings findings) {
        Map<List<Object>, Column.Action> said = new HashMap<>();
        for (Column.Action column : table.actions()) {
            Object value = table.value(row, column);
            if (value != null) {
                saidOnce(table, row, column, said, findings);
                saidInTime(table, row, column, findings);
                if (isPromise(table, row, column, value)) {
                    granted(table, row, column, findings);
                }
                if (OF_AN_ALLOWANCE.contains(column.method()) && !withAmount.isMet(table, row)) {
                    findings.add(warning(
                            TableProblemCode.ALLOWANCE_WITHOUT_AMOUNT,
                            table,
                            row,
                            column,
                            "No answer shows this: no row says how much of it there is.",
                            "Add an amount for the same conditions, or clear the cell."));
                }
                described(table, row, column, findings);
            }
        }
    }

    private static void saidOnce(
            Table table, Row row, Column.Action column, Map<List<Object>, Column.Action> said, Findings findings) {
        Column.Action other = said.put(List.of(column.target(), column.method(), column.literals()), column);
        if (other != null
                && !column.method().equals("commitment")
                && !table.text(row, other).equals(table.text(row, column))) {
            findings.add(warning(
                    TableProblemCode.SAID_TWICE,
                    table,
                    row,
                    other,
                    "No answer shows this: “" + column.title()
                            + "” says another of the same in this row, and prevails.",
                    "Say it in one of the columns only."));
        }
    }

    private static void saidInTime(Table table, Row row, Column.Action column, Findings findings) {
        Set<FactType> before = SAID_BEFORE.get(column.method());
        if (before != null && !before.contains(table.fact())) {
            findings.add(warning(
                    TableProblemCode.SAID_TOO_LATE,
                    table,
                    row,
                    column,
                    "Tables that look at " + table.fact().type().getSimpleName()
                            + " are asked when this is settled already, so that no other row and no answer goes by it.",
                    "Say it in a table that looks at " + (before.contains(FactType.COVERAGE) ? "Coverage" : "Query")
                            + "."));
        }
    }

    private static boolean isPromise(Table table, Row row, Column.Action column, Object value) {
        return PROMISES.contains(column.method())
                && value != GuaranteeKind.NONE
                && !value.equals(false)
                && (!column.method().equals("words") || promisesAKind(table, row));
    }

    private static boolean promisesAKind(Table table, Row row) {
        return cells(table, row, "guarantee").anyMatch(kind -> table.value(row, kind) != GuaranteeKind.NONE);
    }

    /** Nothing is promised to those who are not entitled. */
    private void granted(Table table, Row row, Column.Action column, Findings findings) {
        if (denies(table, row)) {
            findings.add(warning(
                    TableProblemCode.DENIED_PROMISE,
                    table,
                    row,
                    column,
                    "No answer shows this: the row denies support, and nothing is promised to those who are not entitled.",
                    "Clear the cell, or say it as a term, a notice or in words, which a denial has as well."));
        } else if (someTableEntitles && table.fact() != FactType.CHANNEL && !entitling.isMet(table, row)) {
            findings.add(warning(
                    TableProblemCode.PROMISE_WITHOUT_ENTITLEMENT,
                    table,
                    row,
                    column,
                    "No answer shows this: no row entitles anybody who meets these conditions.",
                    "Add a row that does, change the conditions, or delete the row."));
        }
    }

    private void described(Table table, Row row, Column.Action column, Findings findings) {
        if (column.method().equals("words") && !denies(table, row) && !withKind.isMet(table, row)) {
            findings.add(warning(
                    TableProblemCode.WORDS_WITHOUT_KIND,
                    table,
                    row,
                    column,
                    "These words guarantee something, and no row says of which kind it is.",
                    "Say it: " + CellType.GUARANTEE.words() + "."));
        } else if (column.method().equals("definition") && !hasACategory(table, row)) {
            findings.add(warning(
                    TableProblemCode.DEFINITION_WITHOUT_CATEGORY,
                    table,
                    row,
                    column,
                    "This defines an SLA category, and the row does not say which. Where none is known, no answer shows it.",
                    "Add a condition on slaCategory, or the category itself."));
        }
    }

    private static boolean hasACategory(Table table, Row row) {
        return saying("slaCategory").test(table, row)
                || table.conditions().stream()
                        .filter(column -> column.isField("slaCategory"))
                        .anyMatch(column -> isMetOnlyIfSent(table.value(row, column), column));
    }

    private static boolean isMetOnlyIfSent(@Nullable Object cell, Column.Condition column) {
        return cell != null && !column.holds(null, cell);
    }

    static Problem warning(TableProblemCode code, Table table, Row row, Column column, String message, String remedy) {
        return Problem.warning(code, table.place(row, column), table.text(row, column), message, remedy);
    }
}
