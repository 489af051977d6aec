package support.entitlement.table.sheet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.problem.TableProblemCode;

/**
 * Reads files into sheets of one form, so that CSV and XLSX mean the same. Faults of a file become problems, never
 * exceptions; nothing in a file is ever run.
 */
public final class SheetReader {

    /** The largest file that is read, in bytes. */
    public static final int MAX_FILE_BYTES = 8 * 1024 * 1024;

    private static final Set<String> FORMATS = Set.of("csv", "xlsx");
    private static final Set<String> OTHER_SPREADSHEETS =
            Set.of("xls", "xlt", "xlsm", "xlsb", "xlam", "xltx", "xltm", "ods", "fods", "numbers", "tsv");

    private SheetReader() {}

    /**
     * Returns true if a file of this name belongs to the tables: a spreadsheet of any kind, even one that will be
     * rejected, but not the lock and backup files that editors leave beside it.
     */
    public static boolean isTableFile(String file) {
        boolean leftBeside = file.startsWith("~$") || file.startsWith(".") || file.startsWith("#");
        return !leftBeside
                && (FORMATS.contains(fileExtension(file)) || OTHER_SPREADSHEETS.contains(fileExtension(file)));
    }

    /**
     * Reads a file.
     *
     * @param file the file's name, for messages
     * @param content all its bytes
     */
    public static ReadSheets readSheets(String file, byte[] content) {
        return readSheets(file, content, roomForFiles());
    }

    /** Returns the number of cells that the files of one set of tables may have together. */
    public static Budget roomForFiles() {
        return Budget.ofSteps(SheetLimits.maxValues());
    }

    /** Reads one of several files, which share the room for cells. */
    public static ReadSheets readSheets(String file, byte[] content, Budget room) {
        return withinLimits(readSheets(
                file, content, room, sheet -> RuleTableStart.isInSheet(sheet) || sheet.listsAcceptedWarnings()));
    }

    /** Reads every sheet of a file, whether it holds a table or not, with any text that an editor can show. */
    public static ReadSheets readAllSheets(String file, byte[] content) {
        return readAllSheets(file, content, roomForFiles());
    }

    /** Reads every sheet of one of several files, which share the room for cells. */
    public static ReadSheets readAllSheets(String file, byte[] content, Budget room) {
        return readSheets(file, content, room, sheet -> true);
    }

    private static ReadSheets readSheets(String file, byte[] content, Budget room, Predicate<Sheet> wanted) {
        if (!FORMATS.contains(fileExtension(file))) {
            return refusedFile(
                    file,
                    TableProblemCode.UNKNOWN_FORMAT,
                    "Files of this format are not read.",
                    "Save it as .xlsx or as .csv, without macros.");
        }
        if (content.length > MAX_FILE_BYTES) {
            return refusedFile(
                    file,
                    TableProblemCode.TOO_LARGE,
                    "The file has more than 8 MiB.",
                    "Split the table, or delete content that is not a table.");
        }
        if (content.length == 0) {
            return refusedFile(
                    file,
                    TableProblemCode.EMPTY_FILE,
                    "The file is empty, perhaps because it is just being written.",
                    "Save it again.");
        }
        try {
            return fileExtension(file).equals("csv")
                    ? CsvSheetReader.readCsv(file, content, room)
                    : XlsxSheetReader.readWorkbook(file, content, room, wanted);
        } catch (TableException e) {
            return new ReadSheets(List.of(), e.problems());
        }
    }

    private static ReadSheets withinLimits(ReadSheets read) {
        List<Problem> problems = new ArrayList<>(read.problems());
        read.sheets().forEach(sheet -> problems.addAll(SheetLimits.checkTexts(sheet)));
        return Problem.hasErrors(problems)
                ? new ReadSheets(List.of(), problems)
                : new ReadSheets(read.sheets(), problems);
    }

    private static String fileExtension(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static ReadSheets refusedFile(String file, TableProblemCode code, String message, String remedy) {
        return new ReadSheets(List.of(), List.of(Problem.error(code, Place.ofFile(file), "", message, remedy)));
    }

    /** Creates the rejection of a file whose content does not match its name. */
    static TableException unreadableFile(String file, String message, String remedy) {
        return new TableException(
                List.of(Problem.error(TableProblemCode.UNREADABLE_FILE, Place.ofFile(file), "", message, remedy)));
    }
}
