package support.entitlement.table.acceptance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.table.Column;
import support.entitlement.table.Row;
import support.entitlement.table.Table;
import support.entitlement.table.problem.Counterpart;
import support.entitlement.table.problem.Place;
import support.entitlement.table.problem.Problem;
import support.entitlement.table.problem.Severity;
import support.entitlement.table.problem.TableProblemCode;
import support.entitlement.table.problem.WarningKey;
import support.entitlement.text.NormalForm;

/** Determines the identities of problems by the tables that they are about. Thread-safe. */
final class WarningKeys {

    private static final Pattern CELL = Pattern.compile("([A-Z]+)(\\d+)");

    private final List<Table> tables;
    private final Map<RowPlace, FoundRow> rows = new HashMap<>();

    WarningKeys(List<Table> tables) {
        this.tables = tables;
        tables.forEach(table -> table.rows()
                .forEach(row -> rows.put(
                        new RowPlace(
                                table.sheet().file(),
                                table.sheet().sheet(),
                                row.matched().row()),
                        new FoundRow(table, row))));
    }

    /** The place of a row; the number counts from one. */
    private record RowPlace(String file, @Nullable String sheet, int number) {}

    private record FoundRow(Table table, Row row) {}

    /**
     * Returns errors and warnings with their identities; those as they are that are about no table, or are information. Problems that
     * agree in all that is marked, such as those of equal rows, are numbered, so that an entry accepts one of them.
     */
    List<Problem> identifyProblems(List<Problem> problems) {
        Map<WarningKey, Integer> counts = new HashMap<>();
        return problems.stream()
                .map(problem -> problem.severity() == Severity.INFO
                        ? problem
                        : findKey(problem)
                                .map(key -> problem.withKey(addNumber(key, counts.merge(key, 1, Integer::sum))))
                                .orElse(problem))
                .toList();
    }

    private static WarningKey addNumber(WarningKey key, int number) {
        return new WarningKey(key.code(), key.table(), RowMark.addNumber(key.row(), number));
    }

    private Optional<WarningKey> findKey(Problem problem) {
        return findTable(problem.place())
                .map(table -> new WarningKey(
                        problem.code(),
                        table.name(),
                        RowMark.addCounterparts(markPlace(table, problem), describeCounterparts(table, problem))));
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

    private String markPlace(Table table, Problem problem) {
        FoundRow found = findRow(problem.place());
        return found == null
                ? RowMark.markWords(problem.value() + "\n" + problem.message())
                : RowMark.markRow(table, found.row(), columnOf(table, problem));
    }

    private @Nullable FoundRow findRow(Place place) {
        return rows.get(new RowPlace(place.file(), place.sheet(), rowOf(place)));
    }

    /** Returns the counterparts of a problem; one of them is its value, if the problem is about a part of its cell. */
    private List<String> describeCounterparts(Table table, Problem problem) {
        Stream<String> others = problem.counterparts().stream().map(this::describeCounterpart);
        return Stream.concat(others, findPart(table, problem).stream())
                .distinct()
                .toList();
    }

    private String describeCounterpart(Counterpart counterpart) {
        return counterpart instanceof Counterpart.Cell cell
                ? describeCell(cell.place())
                : "words " + NormalForm.key(((Counterpart.Words) counterpart).text());
    }

    private String describeCell(Place place) {
        FoundRow found = findRow(place);
        return found == null
                ? "cell " + place.cell()
                : "row " + NormalForm.key(found.table().name()) + " "
                        + RowMark.markRow(found.table(), found.row(), null);
    }

    /** Returns the value of a problem that is about one of several names in its cell. */
    private Optional<String> findPart(Table table, Problem problem) {
        FoundRow found = findRow(problem.place());
        Column column = found == null ? null : columnOf(table, problem);
        return column == null
                        || problem.value().isEmpty()
                        || table.cellWords(found.row(), column).count() < 2
                        || NormalForm.areSame(problem.value(), table.cellText(found.row(), column))
                ? Optional.empty()
                : Optional.of("part " + NormalForm.key(problem.value()));
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
