package support.entitlement.policy.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.decisiontable.parser.RuleSheetListener;
import org.drools.template.model.DRLOutput;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieServices;
import org.kie.internal.utils.KieHelper;
import support.entitlement.decision.Entitlement;
import support.entitlement.decision.Within;
import support.entitlement.decision.allowance.Per;
import support.entitlement.policy.engine.RulePart.PartKey;
import support.entitlement.table.Column;
import support.entitlement.table.FactType;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.sheet.Sheet;

/**
 * Compiles tables by Drools' own compiler of decision tables, as the measure of what their rows mean. It reads the header cells as they stand in
 * the file, and a list in one rule. Conditions on openings and dates, which Drools cannot express, are not supported.
 */
final class DecisionTableCompiler {

    private static final String FOLDER = "src/main/resources/" + CompiledRules.PACKAGE.replace('.', '/') + "/";
    private static final String START = "RuleTable";

    private final Map<String, Sheet> sheets;
    private final Map<String, RuleRow> rows = new HashMap<>();
    private int salience = 60_000;

    private DecisionTableCompiler(List<Sheet> sheets) {
        this.sheets = sheets.stream().collect(Collectors.toMap(Sheet::file, sheet -> sheet));
    }

    /** Compiles the tables of an engine again, from these sheets. */
    static Engine compileAgain(Engine engine, List<Sheet> sheets) {
        Map<FactType, List<RulePart>> parts = new EnumMap<>(FactType.class);
        engine.parts().forEach((fact, ofFact) -> {
            List<Table> tables = ofFact.stream()
                    .flatMap(part -> part.key().tables().stream())
                    .toList();
            parts.put(fact, tables.isEmpty() ? List.of() : List.of(new DecisionTableCompiler(sheets).compile(tables)));
        });
        return new Engine(parts);
    }

    private RulePart compile(List<Table> tables) {
        KieHelper drools = new KieHelper();
        for (Table table : tables) {
            drools.addResource(KieServices.get()
                    .getResources()
                    .newByteArrayResource(write(table).getBytes(StandardCharsets.UTF_8))
                    .setSourcePath(FOLDER + table.fileName() + ".drl"));
        }
        return new RulePart(new PartKey(tables, 0), new CompiledRules(drools.build()), rows);
    }

    private String write(Table table) {
        List<List<String>> lines = sheets.get(table.fileName()).rows();
        int start = 0;
        while (!lines.get(start).get(0).startsWith(START)) {
            start++;
        }
        List<List<String>> grid = new ArrayList<>(List.of(
                List.of("RuleSet", CompiledRules.PACKAGE),
                List.of("Import", Entitlement.class.getPackageName() + ".*," + Per.class.getPackageName() + ".*"),
                List.of("Variables", Entitlement.class.getName() + " entitlement"),
                List.of("EscapeQuotes", "false"),
                List.of("Sequential", "true"),
                List.of("SequentialMaxPriority", String.valueOf(salience)),
                List.of(START + " " + table.fileName())));
        int objects = grid.size() + 1;
        String object = lines.get(start + 2).get(0);
        grid.add(line(
                "NAME",
                table,
                column -> column instanceof Column.ConditionColumn ? "CONDITION" : "ACTION",
                "CONDITION"));
        grid.add(line("", table, column -> column instanceof Column.ConditionColumn ? object : "", object));
        List<String> templates = lines.get(start + 3);
        grid.add(line(
                "",
                table,
                column -> templateOf(column, templates.get(column.index()), table.fact()),
                "this != $param"));
        grid.add(line("", table, Column::title, ""));
        for (Row row : table.rows()) {
            String name = table.fileName().replaceAll("\\W", "_") + "_"
                    + row.matched().row();
            rows.put(name, new RuleRow(row.matched(), table.hitPolicy(), List.of()));
            grid.add(line(name, table, column -> toLiteral(table.cellValue(row, column)), "null"));
            salience--;
        }
        return render(table, grid, objects);
    }

    /** Returns the header cell without quotes, which the literals of cells have, with the attributes where the fact has them. */
    private static String templateOf(Column column, String header, FactType fact) {
        String template = header.replace("\"$param\"", "$param");
        if (column instanceof Column.ActionColumn) {
            return template + ";";
        }
        return fact == FactType.COVERAGE ? template.replace("attribute[", "query.attribute[") : template;
    }

    private static List<String> line(String name, Table table, Function<Column, String> cell, String always) {
        List<String> line = new ArrayList<>(List.of(name, always));
        table.conditions().forEach(column -> line.add(cell.apply(column)));
        table.actions().forEach(column -> line.add(cell.apply(column)));
        return line;
    }

    private static String render(Table table, List<List<String>> grid, int objects) {
        DefaultRuleSheetListener drools = new DefaultRuleSheetListener();
        drools.startSheet(table.fileName());
        for (int row = 0; row < grid.size(); row++) {
            drools.newRow(row, grid.get(row).size());
            for (int column = 0; column < grid.get(row).size(); column++) {
                drools.newCell(
                        row, column, grid.get(row).get(column), row == objects ? 1 : RuleSheetListener.NON_MERGED);
            }
        }
        drools.finishSheet();
        DRLOutput output = new DRLOutput();
        drools.getRuleSet().renderDRL(output);
        return output.toString();
    }

    private static String toLiteral(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(DecisionTableCompiler::toLiteral).collect(Collectors.joining(", "));
        }
        if (value instanceof Within within) {
            return "new Within(Within.Unit." + within.unit().name() + ", " + within.least() + "L, " + within.most()
                    + "L)";
        }
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        String text = "\"" + value + "\"";
        return value instanceof String ? text : value.getClass().getSimpleName() + ".parse(" + text + ")";
    }
}
