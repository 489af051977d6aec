package support.entitlement.table.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Writes sheets as files that {@link SheetReader} reads with equal cells. Stateless and thread-safe. */
public final class SheetWriter {

    /** The text that readers of workbooks take for an escaped character. */
    private static final Pattern LIKE_AN_ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private SheetWriter() {}

    /** Writes rows as CSV, in UTF-8 and with commas. */
    public static byte[] writeCsv(List<List<String>> rows) {
        StringWriter text = new StringWriter();
        try {
            CsvOutput output = new CsvOutput(text);
            rows.forEach(output::writeRow);
            output.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Writes sheets as a workbook. Every cell is a text, so that a spreadsheet does not convert it. */
    public static byte[] writeWorkbook(List<Sheet> sheets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "support-entitlements", "1.0")) {
            for (Sheet sheet : sheets) {
                writeSheet(sheet, workbook.newWorksheet(sheet.name() == null ? "Table" : sheet.name()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeSheet(Sheet sheet, Worksheet worksheet) {
        for (int row = 0; row < sheet.rows().size(); row++) {
            List<String> cells = sheet.rows().get(row);
            for (int column = 0; column < cells.size(); column++) {
                if (!cells.get(column).isEmpty()) {
                    worksheet.value(row, column, escapeText(cells.get(column)));
                    worksheet.style(row, column).format("@").set();
                }
            }
        }
    }

    private static String escapeText(String text) {
        String typed = FormulaEscape.escapeTypedText(text);
        return typed.contains("_x") ? LIKE_AN_ESCAPE.matcher(typed).replaceAll("_x005F_") : typed;
    }
}
