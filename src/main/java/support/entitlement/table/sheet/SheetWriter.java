package support.entitlement.table.sheet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;

/** Writes sheets as files that {@link SheetReader} reads with equal cells. Stateless and thread-safe. */
public final class SheetWriter {

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
                new WorksheetOutput(sheet, workbook.newWorksheet(sheet.name() == null ? "Table" : sheet.name()))
                        .writeSheet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
