package support.entitlement.policy.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.decisiontable.parser.RuleSheetListener;
import org.drools.template.model.DRLOutput;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Entitlement;
import support.entitlement.decision.Within;
import support.entitlement.decision.allowance.CarryOver;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.decision.allowance.Fee;
import support.entitlement.decision.allowance.FurtherAmount;
import support.entitlement.table.Column;
import support.entitlement.table.Input;
import support.entitlement.table.Operator;
import support.entitlement.table.Row;
import support.entitlement.table.Table;

/**
 * Passes a table to Drools' decision table compiler, cell by clean cell, and returns the rules.
 *
 * <p>A row becomes a rule for each combination of its lists' values, so that every list is a set of equalities, which
 * Drools hashes. If they are too many, the longest lists are left out of the rules and looked up by {@link HitFilter}:
 * four lists of thirty names would be 810,000 rules. A rule is named by its file and its number among all rules of a part,
 * so that rows which only moved in their file have equal rules. Rows fire in their order in the table, by salience.
 */
public final class RuleWriter {

    public static final String RULES_PACKAGE = "support.entitlement.rules";

    /** A condition that holds for every fact. It ties a row without conditions to its fact. */
    private static final String ALWAYS = "this != $param";

    private static final Comparator<Column.ConditionColumn> HASHED_FIRST = Comparator.comparing(
            column -> column.attribute() || !column.operator().namesValues());

    private final Table table;
    private final List<Column.ConditionColumn> conditions;
    private final List<Column.ActionColumn> actions;
    private final List<List<String>> grid = new ArrayList<>();
    private int extraRules;

    private RuleWriter(Table table, int extraRules) {
        this.table = table;
        this.extraRules = extraRules;
        this.conditions = table.conditions().stream().sorted(HASHED_FIRST).toList();
        this.actions = table.actions();
    }

    /** Returns the number of rules of a table if it may have this many more rules than rows. */
    static int countRules(Table table, int extraRules) {
        int extra = extraRules;
        for (Row row : table.rows()) {
            extra -= new RowCombinations(table, table.conditions(), row, extra).countRules() - 1;
        }
        return table.rows().size() + extraRules - extra;
    }

    /**
     * Writes the rules of one table.
     *
     * @param extraRules how many more rules than rows there may be
     * @param lastSalience the salience of the last rule; those before it have more
     * @param rows receives the row of every rule by the rule's name
     * @return the rules in Drools' rule language
     */
    static String writeRules(Table table, int extraRules, int lastSalience, Map<String, RuleRow> rows) {
        return new RuleWriter(table, extraRules).writeRules(lastSalience, rows);
    }

    private String writeRules(int lastSalience, Map<String, RuleRow> rowsByRule) {
        addHeader();
        int first = grid.size();
        for (Row row : table.rows()) {
            addRules(row, rowsByRule);
        }
        int rules = grid.size() - first;
        List<List<String>> properties = List.of(
                List.of("RuleSet", RULES_PACKAGE),
                List.of(
                        "Import",
                        Entitlement.class.getPackageName() + ".*," + String.join(",", RulesClassLoader.VALUES)),
                List.of("Variables", Entitlement.class.getName() + " entitlement"),
                List.of("EscapeQuotes", "false"),
                List.of("Sequential", "true"),
                List.of("SequentialMaxPriority", String.valueOf(lastSalience + rules - 1)));
        return renderDrl(properties);
    }

    private String renderDrl(List<List<String>> properties) {
        DefaultRuleSheetListener drools = new DefaultRuleSheetListener();
        drools.startSheet(table.fileName());
        int objects = properties.size() + 2;
        int number = 0;
        for (List<String> cells :
                Stream.concat(properties.stream(), grid.stream()).toList()) {
            drools.newRow(number, cells.size());
            for (int column = 0; column < cells.size(); column++) {
                drools.newCell(number, column, cells.get(column), number == objects ? 1 : RuleSheetListener.NON_MERGED);
            }
            number++;
        }
        drools.finishSheet();
        DRLOutput output = new DRLOutput();
        drools.getRuleSet().renderDRL(output);
        return output.toString();
    }

    /**
     * Adds the header. The columns are: the rule's name, the conditions, the condition that always holds, the actions.
     */
    private void addHeader() {
        String type = table.fact().factClass().getSimpleName();
        String object = table.variable().isEmpty() ? type : table.variable() + " : " + type;
        grid.add(List.of("RuleTable rule"));
        grid.add(gridLine(
                "NAME",
                conditions.stream().map(c -> "CONDITION"),
                "CONDITION",
                actions.stream().map(a -> "ACTION")));
        grid.add(gridLine("", conditions.stream().map(c -> object), object, Stream.empty()));
        grid.add(gridLine(
                "",
                conditions.stream().map(RuleWriter::templateOf),
                ALWAYS,
                actions.stream().map(RuleWriter::templateOf)));
        grid.add(List.of("rule"));
    }

    private static List<String> gridLine(
            String name, Stream<String> conditions, String always, Stream<String> actions) {
        return Stream.of(Stream.of(name), conditions, Stream.of(always), actions)
                .flatMap(part -> part)
                .toList();
    }

    private static String templateOf(Column.ConditionColumn condition) {
        Operator operator = condition.operator().takesList() ? Operator.EQUAL : condition.operator();
        return inputExpression(condition) + " " + operator.symbol() + " $param";
    }

    private static String inputExpression(Column.ConditionColumn condition) {
        String name = Input.ofCondition(condition).name();
        if (!condition.attribute()) {
            return name;
        }
        String getter = switch (condition.type()) {
            case NUMBER -> "number";
            case FLAG -> "flag";
            default -> "text";
        };
        return getter + "(" + DrlLiteral.of(name) + ")";
    }

    private static String templateOf(Column.ActionColumn action) {
        String arguments = Stream.concat(action.literals().stream().map(DrlLiteral::of), Stream.of("$param"))
                .collect(Collectors.joining(", "));
        return action.target() + "." + action.method() + "(" + arguments + ");";
    }

    private void addRules(Row row, Map<String, RuleRow> rowsByRule) {
        List<String> actionLiterals = actions.stream()
                .map(action -> toLiteral(table.cellValue(row, action)))
                .toList();
        RowCombinations combinations = new RowCombinations(table, conditions, row, extraRules);
        extraRules -= combinations.countRules() - 1;
        RuleRow rule = new RuleRow(
                row.matched(), table.cellPlace(row, table.columns().get(0)), table.hitPolicy(), combinations.leftOut());
        for (List<String> combination : combinations.literalsByRule()) {
            String name = nameNextRule(rowsByRule);
            rowsByRule.put(name, rule);
            String always = combination.stream().allMatch(String::isEmpty) ? "null" : "";
            grid.add(gridLine(name, combination.stream(), always, actionLiterals.stream()));
        }
    }

    private String nameNextRule(Map<String, RuleRow> rowsByRule) {
        String file = table.fileName();
        return file.substring(0, file.lastIndexOf('.')).replaceAll("[^\\p{L}\\p{N} -]", "_") + "_"
                + (rowsByRule.size() + 1);
    }

    /** Returns a value of a cell as a literal of a rule; an empty text for a blank cell. */
    static String toLiteral(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RuleWriter::toLiteral).collect(Collectors.joining(", "));
        }
        if (value instanceof Within within) {
            return "new Within(Within.Unit." + within.unit().name() + ", " + within.least() + "L, " + within.most()
                    + "L)";
        }
        if (value instanceof CarryOver
                || value instanceof CountingByChannel
                || value instanceof FurtherAmount
                || value instanceof Fee) {
            return value.getClass().getSimpleName() + ".parse(" + DrlLiteral.of(value.toString()) + ")";
        }
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        }
        if (value instanceof BigDecimal number) {
            return DrlLiteral.of(number);
        }
        return value instanceof Boolean flag ? flag.toString() : DrlLiteral.of((String) value);
    }
}
