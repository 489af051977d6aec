package support.entitlement.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads files into sheets, whatever their format, so that CSV and XLSX mean the same. What is wrong with a file is among
 * the problems, never an exception; nothing in a file is ever run.
 */
public final class SheetReader {

    /** The most bytes of a file that are read. */
    public static final int LARGEST_FILE = 8 * 1024 * 1024;

    private static final Set<String> FORMATS = Set.of("csv", "xlsx");
    private static final Set<String> OTHER_SPREADSHEETS =
            Set.of("xls", "xlt", "xlsm", "xlsb", "xlam", "xltx", "xltm", "ods", "fods", "numbers", "tsv");

    private SheetReader() {}

    /**
     * Whether a file of this name belongs to the tables: a spreadsheet of any kind, even one that will be refused, but not the
     * lock and backup files that editors leave beside it.
     */
    public static boolean reads(String file) {
        boolean leftBeside = file.startsWith("~$") || file.startsWith(".") || file.startsWith("#");
        return !leftBeside && (FORMATS.contains(format(file)) || OTHER_SPREADSHEETS.contains(format(file)));
    }

    /**
     * Reads a file.
     *
     * @param file the file's name, for messages
     * @param content all its bytes
     */
    public static Sheets read(String file, byte[] content) {
        return read(file, content, roomForFiles());
    }

    /** How many cells the files of one set of tables may have together. */
    public static Budget roomForFiles() {
        return Budget.ofSteps(SheetLimits.maxValues());
    }

    /** The same for one of several files. */
    public static Sheets read(String file, byte[] content, Budget room) {
        if (!FORMATS.contains(format(file))) {
            return refused(
                    file,
                    TableProblemCode.UNKNOWN_FORMAT,
                    "Files of this format are not read.",
                    "Save it as .xlsx or as .csv, without macros.");
        }
        if (content.length > LARGEST_FILE) {
            return refused(
                    file,
                    TableProblemCode.TOO_LARGE,
                    "The file has more than 8 MiB.",
                    "Divide the table, or delete what is no table.");
        }
        if (content.length == 0) {
            return refused(
                    file,
                    TableProblemCode.EMPTY_FILE,
                    "The file is empty, perhaps because it is just being written.",
                    "Save it again.");
        }
        try {
            Sheets read = format(file).equals("csv")
                    ? CsvSheets.read(file, content, room)
                    : XlsxSheets.read(file, content, room);
            return withinLimits(read);
        } catch (TableException e) {
            return new Sheets(List.of(), e.problems());
        }
    }

    private static Sheets withinLimits(Sheets read) {
        List<Problem> problems = new ArrayList<>(read.problems());
        read.sheets().forEach(sheet -> problems.addAll(SheetLimits.check(sheet)));
        return Problem.refuse(problems) ? new Sheets(List.of(), problems) : new Sheets(read.sheets(), problems);
    }

    private static String format(String file) {
        return file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Sheets refused(String file, TableProblemCode code, String message, String remedy) {
        return new Sheets(List.of(), List.of(Problem.error(code, Place.ofFile(file), "", message, remedy)));
    }

    /** A file that cannot be read as what its name says. */
    static TableException unreadable(String file, String message, String remedy) {
        return new TableException(
                List.of(Problem.error(TableProblemCode.UNREADABLE_FILE, Place.ofFile(file), "", message, remedy)));
    }
}
