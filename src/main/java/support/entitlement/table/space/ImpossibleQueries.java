package support.entitlement.table.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import support.entitlement.table.Column;
import support.entitlement.table.FactField;
import support.entitlement.table.FactType;
import support.entitlement.table.HitPolicy;
import support.entitlement.table.Input;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Budget;

/**
 * Finds impossible queries, although each of their facts by itself is known: a plan with a support level that no row
 * gives it, an impact with a category that no row derives from it, and an impact with a category chosen by an agent.
 */
public final class ImpossibleQueries {

    private static final int MAX_BOXES = 1_000;
    private static final long MAX_STEPS = 10_000_000;

    private final List<Table> tables;
    private final QuerySpace space;
    private final Budget budget;
    private final List<QueryBox> boxes = new ArrayList<>();

    private ImpossibleQueries(List<Table> tables, QuerySpace space, Budget budget) {
        this.budget = budget;
        this.tables = tables;
        this.space = space;
    }

    /**
     * Returns boxes of a space that contain no possible query. If the budget does not suffice to find all, some are
     * left out.
     *
     * @param tables all tables
     * @param fact the fact of the space
     */
    public static List<QueryBox> findBoxes(QuerySpace space, FactType fact, List<Table> tables, Budget budget) {
        ImpossibleQueries impossible = new ImpossibleQueries(tables, space, budget.createPart(MAX_STEPS));
        List<QueryBox> impacts = impossible.boxesWithImpact();
        try {
            if (fact == FactType.QUERY) {
                impossible.forEach(
                        FactField.SLA_CATEGORY,
                        category -> impacts.stream()
                                .map(impact -> impact.withClasses(
                                        category, space.domainOf(category).sentClasses()))
                                .forEach(impossible.boxes::add));
            } else if (fact == FactType.COVERAGE) {
                impossible.addUnderivable(FactField.SUPPORT_LEVEL, List.of(space.allQueries()));
                impossible.addUnderivable(FactField.SLA_CATEGORY, impacts);
                impossible.forEach(FactField.SLA_CATEGORY, impossible::addOverruled);
            }
        } catch (Budget.Exhausted e) {
            return impossible.boxes;
        }
        return impossible.boxes;
    }

    private interface InputAction {
        void accept(int input);
    }

    private void forEach(FactField field, InputAction action) {
        int input = space.inputs().indexOf(Input.ofField(field));
        if (input >= 0) {
            action.accept(input);
        }
    }

    /** Returns the queries in which some impact is sent. */
    private List<QueryBox> boxesWithImpact() {
        List<QueryBox> impacts = new ArrayList<>();
        Stream.of(FactField.PRODUCTION_USE, FactField.WORKAROUND)
                .forEach(field -> forEach(
                        field,
                        input -> impacts.add(space.allQueries()
                                .withClasses(input, space.domainOf(input).sentClasses()))));
        return impacts;
    }

    /**
     * Adds the combinations of a query and a value that the rows of the first tables never derive, for queries that
     * only these rows decide.
     *
     * @param field the field of the derived value
     * @param decided the queries that only these rows decide
     */
    private void addUnderivable(FactField field, List<QueryBox> decided) {
        List<Table> tablesWithAction = tables.stream()
                .filter(table -> table.fact() == FactType.QUERY && table.hasAction(field.settingAction()))
                .toList();
        boolean sound = tablesWithAction.stream()
                .flatMap(table -> table.rows().stream())
                .allMatch(Row::sound);
        if (sound) {
            forEach(field, input -> addUnderivable(field, input, tablesWithAction, decided));
        }
    }

    /** Adds the categories that a row overrules wherever it matches, whether they were sent or derived. */
    private void addOverruled(int input) {
        QuerySpace others = spaceWithout(input);
        List<DerivedValue> overruling = tables.stream()
                .filter(table -> table.fact() == FactType.QUERY && table.overrulesSent())
                .flatMap(table -> table.actions().stream()
                        .filter(Column.ActionColumn::overrulesSent)
                        .flatMap(column -> derivedValues(table, column, others)))
                .toList();
        boolean sound = tables.stream()
                .filter(Table::overrulesSent)
                .flatMap(table -> table.rows().stream())
                .allMatch(Row::sound);
        if (sound) {
            addOtherValues(
                    input,
                    overruling,
                    overruling.stream()
                            .filter(DerivedValue::exact)
                            .map(DerivedValue::box)
                            .toList());
        }
    }

    private QuerySpace spaceWithout(int input) {
        return space.restrictToInputs(space.inputs().stream()
                .filter(each -> !each.equals(space.inputs().get(input)))
                .toList());
    }

    private void addUnderivable(FactField field, int input, List<Table> tablesWithAction, List<QueryBox> decided) {
        InputDomain domain = space.domainOf(input);
        QuerySpace others = spaceWithout(input);
        List<DerivedValue> derivedByRows = tablesWithAction.stream()
                .flatMap(table -> table.actions().stream()
                        .filter(column -> field.isNamed(column.method()))
                        .flatMap(column -> derivedValues(table, column, others)))
                .toList();
        derivedByRows.stream()
                .filter(DerivedValue::exact)
                .map(each -> withInput(each.box(), input, domain.absentClass()))
                .filter(box -> !box.isEmpty())
                .forEach(boxes::add);
        addOtherValues(
                input,
                derivedByRows,
                decided.stream().map(target -> withoutInput(target, input)).toList());
    }

    /** Adds the queries of some boxes with each value that no row gives them. */
    private void addOtherValues(int input, List<DerivedValue> derivedByRows, List<QueryBox> decided) {
        InputDomain domain = space.domainOf(input);
        Map<Object, List<QueryBox>> boxesByValue = derivedByRows.stream()
                .collect(Collectors.groupingBy(
                        DerivedValue::value, Collectors.mapping(DerivedValue::box, Collectors.toList())));
        domain.sentClasses().streamClasses().forEach(number -> {
            List<QueryBox> giving = boxesByValue.getOrDefault(domain.exampleOf(number), List.of());
            for (QueryBox target : decided) {
                UncoveredSearch.findUncovered(target, giving, MAX_BOXES, budget).uncovered().stream()
                        .map(box -> withInput(box, input, ValueClasses.range(number, number)))
                        .forEach(boxes::add);
            }
        });
    }

    /**
     * A value that a row derives.
     *
     * @param box the queries that it matches, within the other inputs of the space
     * @param exact true if these inputs are all its conditions, so that it derives the value for each of these queries
     */
    private record DerivedValue(Object value, QueryBox box, boolean exact) {}

    private static Stream<DerivedValue> derivedValues(Table table, Column.ActionColumn column, QuerySpace others) {
        return table.rows().stream()
                .filter(row -> table.cellValue(row, column) != null)
                .map(row -> new DerivedValue(
                        Objects.requireNonNull(table.cellValue(row, column)),
                        others.boxOfRow(table, row),
                        isDecidedBy(others, table, row)));
    }

    private static boolean isDecidedBy(QuerySpace others, Table table, Row row) {
        return table.hitPolicy() != HitPolicy.FIRST
                && table.conditions().stream()
                        .filter(column -> table.cellValue(row, column) != null)
                        .allMatch(column -> others.inputs().contains(Input.ofCondition(column)));
    }

    private static QueryBox withoutInput(QueryBox box, int input) {
        return new QueryBox(IntStream.range(0, box.sets().size())
                .filter(each -> each != input)
                .mapToObj(box::classesOf)
                .toList());
    }

    private static QueryBox withInput(QueryBox box, int input, ValueClasses set) {
        List<ValueClasses> sets = new ArrayList<>(box.sets());
        sets.add(input, set);
        return new QueryBox(sets);
    }
}
