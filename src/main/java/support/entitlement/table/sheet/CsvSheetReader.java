package support.entitlement.table.sheet;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import support.entitlement.table.problem.Budget;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.TableException;
import support.entitlement.table.problem.TableProblemCode;

/** Reads CSV files as spreadsheet programs and editors of any country save them. */
final class CsvSheetReader {

    private CsvSheetReader() {}

    /**
     * Reads a CSV file. Rows may be of different lengths.
     *
     * @throws TableException if the file is not valid CSV
     */
    static ReadSheets readCsv(String file, byte[] content, Budget roomForFiles) {
        List<List<String>> rows = new ArrayList<>();
        Budget room = roomForFiles.createPart(SheetLimits.MAX_CELLS);
        try (CsvRows read = CsvRows.openContent(file, content)) {
            while (read.hasNext()) {
                List<String> cells = read.next().cells();
                room.takeSteps(cells.size());
                refuseTooMany(file, rows.size(), cells);
                rows.add(cells);
            }
            Sheet sheet = new Sheet(file, null, rows);
            return new ReadSheets(
                    List.of(sheet),
                    read.decodingProblems().isEmpty() ? List.of() : LegacyEncodingCheck.checkSheet(sheet));
        } catch (Budget.Exhausted e) {
            throw SheetLimits.tooManyCells(file);
        } catch (CsvParseException e) {
            throw new TableException(List.of(Problem.error(
                    TableProblemCode.UNREADABLE_FILE,
                    new Place(file, null, Place.cellName(rows.size(), 0)),
                    "",
                    "From this row on the file is not readable as CSV: a quote opens a cell and does not close it, or"
                            + " the row has very many cells.",
                    "Put a cell that contains a quote in quotes, and double the quote.")));
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can be read", e);
        }
    }

    private static void refuseTooMany(String file, int number, List<String> cells) {
        if (number == SheetLimits.MAX_ROWS) {
            throw SheetLimits.tooManyRows(Place.ofFile(file));
        }
        if (cells.size() > SheetLimits.MAX_COLUMNS) {
            throw SheetLimits.tooManyColumns(file, null, number);
        }
    }
}
