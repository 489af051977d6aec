package support.entitlement.table.sheet;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes one sheet of a workbook for people: columns as wide as their texts, wrapped texts, titles that stay in sight, and the rows
 * for the service folded away. Not thread-safe.
 */
final class WorksheetOutput {

    /** The text that readers of workbooks take for an escaped character. */
    private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private static final int MIN_WIDTH = 10;
    private static final int MAX_WIDTH = 60;
    private static final String TITLE_COLOR = "DCE6F1";

    private final Sheet sheet;
    private final Worksheet output;
    private final BitSet titles;
    private final BitSet technical;

    WorksheetOutput(Sheet sheet, Worksheet output) {
        this.sheet = sheet;
        this.output = output;
        this.titles = RuleTableStart.findTitles(sheet);
        this.technical = RuleTableStart.findTechnicalRows(sheet);
    }

    void writeSheet() {
        List<List<String>> rows = sheet.plainRows();
        for (int row = 0; row < rows.size(); row++) {
            writeRow(row, rows.get(row));
        }
        technical.stream().forEach(this::foldRow);
        if (titles.cardinality() == 1) {
            output.freezePane(0, titles.nextSetBit(0) + 1);
        }
        widenColumns();
    }

    private void writeRow(int row, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            if (cells.get(column).isEmpty()) {
                continue;
            }
            output.value(row, column, escapeText(cells.get(column)));
            if (titles.get(row)) {
                output.style(row, column)
                        .format("@")
                        .wrapText(true)
                        .verticalAlignment("top")
                        .bold()
                        .fillColor(TITLE_COLOR)
                        .set();
            } else {
                output.style(row, column)
                        .format("@")
                        .wrapText(!technical.get(row))
                        .verticalAlignment("top")
                        .set();
            }
        }
    }

    private static String escapeText(String text) {
        String typed = FormulaEscape.escapeTypedText(text);
        return typed.contains("_x") ? LIKE_AN_ESCAPE.matcher(typed).replaceAll("_x005F_") : typed;
    }

    private void foldRow(int row) {
        output.groupRows(row, row);
        output.hideRow(row);
    }

    private void widenColumns() {
        int[] widths = new int[SheetLimits.MAX_COLUMNS];
        for (int row = titles.isEmpty() ? 0 : titles.nextSetBit(0);
                row < sheet.rows().size();
                row++) {
            List<String> cells =
                    technical.get(row) ? List.<String>of() : sheet.rows().get(row);
            for (int column = 0; column < Math.min(cells.size(), widths.length); column++) {
                widths[column] = Math.max(widths[column], longestLine(cells.get(column)));
            }
        }
        for (int column = 0; column < widths.length; column++) {
            if (widths[column] > 0) {
                output.width(column, Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, widths[column] + 2)));
            }
        }
    }

    private static int longestLine(String text) {
        return text.lines().mapToInt(String::length).max().orElse(0);
    }
}
