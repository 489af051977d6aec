package support.entitlement.table.sheet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Place;

/**
 * The cells of one sheet as an analyst sees them, whatever the file format. Rows and columns count from zero here, and
 * from one and from A in texts for people.
 *
 * @param file the file's name
 * @param name the sheet's name, or null if sheets of this file format have none
 * @param rows the rows from the top, including blank ones; each a list of cells, with blank cells as empty text
 * @param numbers the stored numbers, by the names of cells, of the cells that show their number with more than digits
 */
public record Sheet(String file, @Nullable String name, List<List<String>> rows, Map<String, BigDecimal> numbers) {

    /** The name of a sheet, and of a CSV file without its ending, that lists accepted warnings. */
    public static final String ACCEPTED_WARNINGS = "accepted-warnings";

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    /** Creates a sheet of cells that have only the text that they show. */
    public Sheet(String file, @Nullable String name, List<List<String>> rows) {
        this(file, name, rows, Map.of());
    }

    /** Returns the text of a cell without surrounding blanks; empty beyond the end of a row. */
    public String cellText(int row, int column) {
        List<String> cells = rows.get(row);
        return column < cells.size() ? cells.get(column).strip() : "";
    }

    /**
     * Returns the number that the file stores for a cell, whatever it shows; null if it is text, or is not known to be
     * a number.
     */
    public @Nullable BigDecimal cellNumber(int row, int column) {
        return numbers.isEmpty() ? null : numbers.get(Place.cellName(row, column));
    }

    /** Returns the number of columns of a row. */
    public int rowWidth(int row) {
        return rows.get(row).size();
    }

    /** Returns true if all cells of a row are blank. */
    public boolean isBlank(int row) {
        return rows.get(row).stream().allMatch(String::isBlank);
    }

    /** Returns the leftmost column with a non-blank cell; 0 if there is none. */
    public int firstColumn() {
        return rows.stream()
                .flatMapToInt(row -> IntStream.range(0, row.size())
                        .filter(column -> !row.get(column).isBlank())
                        .limit(1))
                .min()
                .orElse(0);
    }

    /** Returns true if it lists accepted warnings, and holds no table. */
    public boolean listsAcceptedWarnings() {
        return name == null
                ? file.equals(ACCEPTED_WARNINGS + ".csv")
                : name.strip().equalsIgnoreCase(ACCEPTED_WARNINGS) && !RuleTableStart.isInSheet(this);
    }

    /** Returns the place of the whole sheet. */
    public Place sheetPlace() {
        return new Place(file, name, null);
    }

    /** Returns the place of one of its cells. */
    public Place cellPlace(int row, int column) {
        return new Place(file, name, Place.cellName(row, column));
    }

    /**
     * Returns the rows as they are written as texts: a cell that shows its number with a decoration is that number, so that it is
     * read with the same meaning.
     */
    public List<List<String>> plainRows() {
        return numbers.isEmpty()
                ? rows
                : IntStream.range(0, rows.size()).mapToObj(this::plainRow).toList();
    }

    private List<String> plainRow(int row) {
        return IntStream.range(0, rowWidth(row))
                .mapToObj(column -> plainText(row, column))
                .toList();
    }

    private String plainText(int row, int column) {
        String text = rows.get(row).get(column);
        BigDecimal number = numbers.get(Place.cellName(row, column));
        return number == null || LETTER.matcher(text).find() ? text : number.toPlainString();
    }
}
