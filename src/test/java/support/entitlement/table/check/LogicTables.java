package support.entitlement.table.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import support.entitlement.table.ParsedTables;
import support.entitlement.table.SheetParser;
import support.entitlement.table.Table;
import support.entitlement.table.sheet.Sheet;

/** Tables for tests, written with bars between the cells. */
public final class LogicTables {

    private LogicTables() {}

    /**
     * Creates a sheet with one table.
     *
     * @param hitPolicy the hit policy
     * @param fact the fact of its conditions
     * @param columns titles and templates in turn: {@code Plan: plan == "$param" | Level: entitlement…}
     * @param rows the rows; the first is row 8 of the sheet
     */
    public static Sheet sheet(String file, String hitPolicy, String fact, String columns, String... rows) {
        List<String> titles = new ArrayList<>();
        List<String> templates = new ArrayList<>();
        for (String column : cells(columns)) {
            titles.add(column.substring(0, column.indexOf(':')));
            templates.add(column.substring(column.indexOf(':') + 1).strip());
        }
        List<List<String>> lines = new ArrayList<>(List.of(
                List.of("RuleSet", "any"),
                List.of("Hit policy", hitPolicy),
                List.of("RuleTable " + file.replace(".csv", "")),
                templates.stream()
                        .map(template -> template.matches("(entitlement|\\$\\w+)\\..*") ? "ACTION" : "CONDITION")
                        .toList(),
                List.of(fact),
                templates,
                titles));
        Arrays.stream(rows).map(LogicTables::cells).forEach(lines::add);
        return new Sheet(file, null, lines);
    }

    /** Returns the tables of sheets, which must be well-formed. */
    public static List<Table> tables(Sheet... sheets) {
        ParsedTables parsed = SheetParser.parseSheets(List.of(sheets));
        if (!parsed.whole()) {
            throw new IllegalArgumentException(parsed.problems().toString());
        }
        return parsed.tables();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
    }
}
