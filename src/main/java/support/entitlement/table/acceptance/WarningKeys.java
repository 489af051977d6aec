package support.entitlement.table.acceptance;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.problem.WarningKey;

/** Determines the identities of problems by the tables that they are about. Thread-safe. */
final class WarningKeys {

    private static final Pattern CELL = Pattern.compile("([A-Z]+)(\\d+)");

    private final List<Table> tables;

    WarningKeys(List<Table> tables) {
        this.tables = tables;
    }

    /** Returns an error or a warning with its identity; as it is, if it is about no table, or is information. */
    Problem identifyProblem(Problem problem) {
        return problem.severity() == Severity.INFO
                ? problem
                : findTable(problem.place())
                        .map(table -> problem.withKey(
                                new WarningKey(problem.code(), table.name(), markPlace(table, problem))))
                        .orElse(problem);
    }

    /** Returns the last table of the sheet that begins above the cell, or the first of the sheet. */
    private Optional<Table> findTable(Place place) {
        List<Table> inSheet = tables.stream()
                .filter(table -> table.sheet().file().equals(place.file()))
                .filter(table -> Objects.equals(table.sheet().sheet(), place.sheet()))
                .toList();
        int row = rowOf(place);
        return inSheet.stream()
                .filter(table -> table.header().firstRow() <= row)
                .reduce((above, below) -> below)
                .or(() -> inSheet.stream().findFirst());
    }

    private static String markPlace(Table table, Problem problem) {
        int number = rowOf(problem.place());
        Row row = table.rows().stream()
                .filter(each -> each.matched().row() == number)
                .findFirst()
                .orElse(null);
        return row == null
                ? RowMark.markWords(problem.value() + "\n" + problem.message())
                : RowMark.markRow(table, row, columnOf(table, problem));
    }

    /** Returns the column of a problem of a cell; null if the problem is about a whole row. */
    private static @Nullable Column columnOf(Table table, Problem problem) {
        Matcher cell = CELL.matcher(String.valueOf(problem.place().cell()));
        return problem.type().subject() == TableProblemCode.Subject.ROW || !cell.matches()
                ? null
                : table.columns().stream()
                        .filter(column -> Place.columnName(column.index()).equals(cell.group(1)))
                        .findFirst()
                        .orElse(null);
    }

    /** Returns the number of a place's row, from one; 0 if it is no cell. */
    private static int rowOf(Place place) {
        Matcher cell = CELL.matcher(String.valueOf(place.cell()));
        return cell.matches() ? Integer.parseInt(cell.group(2)) : 0;
    }
}
