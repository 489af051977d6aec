package support.entitlement;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Creates Excel workbooks for tests. */
public final class Workbooks {

    private Workbooks() {}

    /** Returns a workbook of one sheet; texts, numbers and flags become cells of their type. */
    public static byte[] of(List<? extends List<?>> rows) {
        return of(rows, sheet -> {});
    }

    /** Returns a workbook of one sheet, which is changed after it was filled. */
    public static byte[] of(List<? extends List<?>> rows, Consumer<XSSFSheet> change) {
        return make(workbook -> change.accept(fill(workbook.createSheet("Table"), rows)));
    }

    /** Returns a workbook that is built from an empty one. */
    public static byte[] make(Consumer<XSSFWorkbook> change) {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            change.accept(workbook);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a workbook with these words replaced in all cells that consist of them. */
    public static byte[] edited(byte[] workbook, String words, String replacement) {
        try (XSSFWorkbook edited = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            for (Sheet sheet : edited) {
                for (Row row : sheet) {
                    for (Cell cell : row) {
                        if (cell.toString().equals(words)) {
                            cell.setCellValue(replacement);
                        }
                    }
                }
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            edited.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills a sheet from the top left. */
    public static XSSFSheet fill(XSSFSheet sheet, List<? extends List<?>> rows) {
        for (int row = 0; row < rows.size(); row++) {
            XSSFRow cells = sheet.createRow(row);
            for (int column = 0; column < rows.get(row).size(); column++) {
                set(cells.createCell(column), rows.get(row).get(column));
            }
        }
        return sheet;
    }

    /** Returns the workbook with parts of its zip file added or replaced. */
    public static byte[] with(byte[] workbook, Map<String, byte[]> replaced) {
        Map<String, byte[]> parts = parts(workbook);
        parts.putAll(replaced);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Returns the parts of a workbook's zip file, in their order. */
    public static Map<String, byte[]> parts(byte[] workbook) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                parts.put(part.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    private static void set(Cell cell, Object value) {
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof Boolean flag) {
            cell.setCellValue(flag);
        } else if (!value.toString().isEmpty()) {
            cell.setCellValue(value.toString());
        }
    }
}
