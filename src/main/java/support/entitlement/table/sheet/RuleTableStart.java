package support.entitlement.table.sheet;

import java.util.BitSet;
import java.util.stream.IntStream;

/** Recognises the cell with which a table begins in a sheet: {@code RuleTable}, followed by the name of the table. */
public final class RuleTableStart {

    /** The number of rows between the cell that begins a table and its first row of data. */
    static final int HEADER_ROWS = 4;

    private static final String RULE_SET = "RuleSet";
    private static final String RULE_TABLE = "RuleTable";

    private RuleTableStart() {}

    /** Returns true if a sheet holds a table, which begins in the first non-blank column. */
    static boolean isInSheet(Sheet sheet) {
        int first = sheet.firstColumn();
        return IntStream.range(0, sheet.rows().size()).anyMatch(row -> isStart(sheet.cellText(row, first)));
    }

    /** Returns the rows with the titles of the columns of tables. */
    static BitSet findTitles(Sheet sheet) {
        BitSet titles = new BitSet();
        findStarts(sheet).map(start -> start + HEADER_ROWS).forEach(titles::set);
        return titles;
    }

    /** Returns the rows that are written for the service alone: what the rules belong to, and what columns test and do. */
    static BitSet findTechnicalRows(Sheet sheet) {
        BitSet rows = new BitSet();
        findStarts(sheet).forEach(start -> rows.set(start + 1, start + HEADER_ROWS));
        int first = sheet.firstColumn();
        if (!rows.isEmpty() && sheet.cellText(0, first).equals(RULE_SET)) {
            rows.set(0);
        }
        return rows;
    }

    private static IntStream findStarts(Sheet sheet) {
        int first = sheet.firstColumn();
        return IntStream.range(0, sheet.rows().size() - HEADER_ROWS).filter(row -> isStart(sheet.cellText(row, first)));
    }

    /** Returns true if a cell of the first column begins a table. */
    public static boolean isStart(String cell) {
        return cell.equals(RULE_TABLE) || cell.startsWith(RULE_TABLE + " ");
    }

    /** Returns the name in a cell that begins a table; empty if it has none. */
    public static String nameIn(String cell) {
        return cell.substring(RULE_TABLE.length()).strip();
    }
}
