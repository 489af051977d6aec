package support.entitlement.web.table;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import support.entitlement.table.sheet.Sheet;
import support.entitlement.table.sheet.SheetWriter;

/** Answers with files that spreadsheet programs open, and that can be uploaded again. Stateless and thread-safe. */
public final class SpreadsheetFile {

    public static final String CSV_TYPE = "text/csv";
    public static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    static final MediaType XLSX = MediaType.parseMediaType(XLSX_TYPE);

    /** The name of a workbook with all tables, always the same, so that one that is uploaded replaces the one before. */
    private static final String POLICY = "policy";

    private static final int MAX_NAME_LENGTH = 31;

    private SpreadsheetFile() {}

    /** Returns a sheet as a CSV file, by its name without the ending. */
    public static ResponseEntity<byte[]> answerCsv(String name, Sheet sheet) {
        return answerFile(name + ".csv", CSV, SheetWriter.writeCsv(sheet.plainRows()));
    }

    /** Returns a sheet as a workbook, by its name without the ending. */
    public static ResponseEntity<byte[]> answerWorkbook(String name, Sheet sheet) {
        return answerFile(name + ".xlsx", XLSX, SheetWriter.writeWorkbook(List.of(sheet)));
    }

    /** Returns all tables of a policy as one workbook. */
    public static ResponseEntity<byte[]> answerPolicy(List<Sheet> sheets) {
        return answerFile(POLICY + ".xlsx", XLSX, writePolicy(sheets));
    }

    /** Writes all tables of a policy as one workbook, in which each sheet has the name of its file, or its own. */
    static byte[] writePolicy(List<Sheet> sheets) {
        Set<String> taken = new HashSet<>();
        List<Sheet> named = new ArrayList<>();
        for (Sheet sheet : sheets) {
            String name = sheet.name() == null ? sheet.file().replaceFirst("\\.[^.]*$", "") : sheet.name();
            named.add(new Sheet(POLICY + ".xlsx", findFreeName(name, taken), sheet.plainRows()));
        }
        return SheetWriter.writeWorkbook(named);
    }

    /** Returns the name, or one that differs by a number, as workbooks accept it. */
    private static String findFreeName(String name, Set<String> taken) {
        String plain = name.replaceAll("[\\[\\]:*?/\\\\]", " ").strip();
        String free = shortenName(plain, "");
        for (int number = 2; !taken.add(free.toLowerCase(Locale.ROOT)); number++) {
            free = shortenName(plain, " " + number);
        }
        return free;
    }

    private static String shortenName(String name, String end) {
        return name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH - end.length())) + end;
    }

    static ResponseEntity<byte[]> answerFile(String file, MediaType type, byte[] body) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(body);
    }
}
