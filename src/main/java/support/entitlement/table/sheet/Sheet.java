package support.entitlement.table.sheet;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.problem.Place;

/**
 * The cells of one sheet as an analyst sees them, whatever the file format. Rows and columns count from zero here and
 * are named from one, and from A, wherever a person reads them.
 *
 * @param file the file's name
 * @param name the sheet's name, or null if sheets of this sort of file have none
 * @param rows the rows from the top, blank ones included; each a list of cells, blank ones as empty text
 * @param numbers by the names of cells, the numbers that they hold and show with more than digits
 */
public record Sheet(String file, @Nullable String name, List<List<String>> rows, Map<String, BigDecimal> numbers) {

    /** A sheet of cells that hold only the text that they show. */
    public Sheet(String file, @Nullable String name, List<List<String>> rows) {
        this(file, name, rows, Map.of());
    }

    /** The text of a cell without surrounding blanks; empty beyond the end of a row. */
    public String cellText(int row, int column) {
        List<String> cells = rows.get(row);
        return column < cells.size() ? cells.get(column).strip() : "";
    }

    /** The number that a cell holds, whatever it shows; null if it holds text, or is not known to hold a number. */
    public @Nullable BigDecimal cellNumber(int row, int column) {
        return numbers.isEmpty() ? null : numbers.get(Place.cellName(row, column));
    }

    /** The number of columns of a row. */
    public int rowWidth(int row) {
        return rows.get(row).size();
    }

    /** Whether nothing stands in a row. */
    public boolean isBlank(int row) {
        return rows.get(row).stream().allMatch(String::isBlank);
    }

    /** The leftmost column that holds anything; 0 if none does. */
    public int firstColumn() {
        return rows.stream()
                .flatMapToInt(row -> IntStream.range(0, row.size())
                        .filter(column -> !row.get(column).isBlank())
                        .limit(1))
                .min()
                .orElse(0);
    }

    /** The whole sheet. */
    public Place sheetPlace() {
        return new Place(file, name, null);
    }

    /** One of its cells. */
    public Place cellPlace(int row, int column) {
        return new Place(file, name, Place.cellName(row, column));
    }
}
