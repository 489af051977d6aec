package support.entitlement.table.sheet;

import java.util.List;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.ProblemList;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.problem.TableProblemCode;

/** The limits of a sheet. A larger one is not a table, but a mistake or an attack. */
public final class SheetLimits {

    public static final int MAX_ROWS = 50_000;
    public static final int MAX_COLUMNS = 100;

    /** The maximal number of cells of one file. */
    public static final int MAX_CELLS = 500_000;

    /** The maximal length of the text of a cell in characters. */
    public static final int MAX_TEXT_LENGTH = 10_000;

    /** Policies have about ten; the limit exists because each table is compared with each other. */
    public static final int MAX_TABLES = 200;

    /** The memory that a value of a cell needs during the checks, in bytes. */
    private static final long MEMORY_OF_A_VALUE = 1_000;

    private static final String DIVIDE = "Split the table, or delete content that is not a table.";

    private SheetLimits() {}

    /** Finds cells with texts that are too long, or contain characters that no text of a table has. */
    static List<Problem> checkTexts(Sheet sheet) {
        ProblemList problems = new ProblemList();
        for (int row = 0; row < sheet.rows().size(); row++) {
            for (int column = 0; column < sheet.rowWidth(row); column++) {
                String text = sheet.rows().get(row).get(column);
                if (text.length() > MAX_TEXT_LENGTH) {
                    problems.add(Problem.error(
                            TableProblemCode.TOO_LONG_TEXT,
                            sheet.cellPlace(row, column),
                            text,
                            "The text has more than 10,000 characters.",
                            "Shorten it, or link to a longer text."));
                } else if (CellText.isNoText(text)) {
                    problems.add(Problem.error(
                            TableProblemCode.UNREADABLE_TEXT,
                            sheet.cellPlace(row, column),
                            text,
                            "The cell contains control characters or other characters that are not text.",
                            "Type the text again."));
                } else if (CellText.isGarbled(text)) {
                    problems.add(Problem.error(
                            TableProblemCode.GARBLED_TEXT,
                            sheet.cellPlace(row, column),
                            text,
                            "Letters beyond ASCII are garbled, as if UTF-8 had been opened as another encoding.",
                            "Take the last good version, or type the text again."));
                }
            }
        }
        return problems.all();
    }

    /**
     * Returns the number of values that all cells of all tables together may hold, in proportion to the maximum heap of
     * this process.
     */
    public static long maxValues() {
        return Runtime.getRuntime().maxMemory() / MEMORY_OF_A_VALUE;
    }

    public static Problem tooManyValues(Place place) {
        return Problem.error(
                TableProblemCode.TOO_LARGE,
                place,
                "",
                "With this sheet, the tables hold more than " + maxValues() + " values, each of a list counted.",
                "Shorten the lists, divide the tables, or give the service more memory (-Xmx).");
    }

    public static Problem tooManyTables(Place place) {
        return Problem.error(
                TableProblemCode.TOO_MANY_TABLES,
                place,
                "",
                "With this sheet, there are more than " + MAX_TABLES + " tables.",
                "Join tables that look at the same facts, or delete what is no table.");
    }

    /** Creates the rejection of a sheet before its other rows are read. */
    static TableException tooManyRows(Place place) {
        return new TableException(List.of(Problem.error(
                TableProblemCode.TOO_MANY_ROWS, place, "", "The sheet has more than 50,000 rows.", DIVIDE)));
    }

    /** Creates the rejection of a file before its other cells are read. */
    static TableException tooManyCells(String file) {
        return new TableException(List.of(Problem.error(
                TableProblemCode.TOO_LARGE,
                Place.ofFile(file),
                "",
                "The file has more than 500,000 cells, or with the files before it more than fit into the memory of the service.",
                DIVIDE)));
    }

    /** Creates the rejection of a sheet before its other cells are read. */
    static TableException tooManyColumns(String file, @Nullable String sheet, int row) {
        return new TableException(List.of(Problem.error(
                TableProblemCode.TOO_MANY_COLUMNS,
                new Place(file, sheet, Place.cellName(row, MAX_COLUMNS)),
                "",
                "A table has at most 100 columns.",
                DIVIDE)));
    }
}
