package support.entitlement.table.sheet;

import java.util.stream.IntStream;

/** Recognises the cell with which a table begins in a sheet: {@code RuleTable}, followed by the name of the table. */
public final class RuleTableStart {

    /** The number of rows between the cell that begins a table and its first row of data. */
    static final int HEADER_ROWS = 4;

    private static final String RULE_TABLE = "RuleTable";

    private RuleTableStart() {}

    /** Returns whether a sheet holds a table: a cell of its first column that is used begins one. */
    static boolean isInSheet(Sheet sheet) {
        int first = sheet.firstColumn();
        return IntStream.range(0, sheet.rows().size()).anyMatch(row -> isStart(sheet.cellText(row, first)));
    }

    /** Returns whether a cell begins a table, if it stands in the first column. */
    public static boolean isStart(String cell) {
        return cell.equals(RULE_TABLE) || cell.startsWith(RULE_TABLE + " ");
    }

    /** Returns the name in a cell that begins a table; empty if it has none. */
    public static String nameIn(String cell) {
        return cell.substring(RULE_TABLE.length()).strip();
    }
}
