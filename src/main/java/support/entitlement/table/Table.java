package support.entitlement.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import support.entitlement.decision.Decision.TableName;
import support.entitlement.decision.allowance.CountingByChannel;
import support.entitlement.table.problem.Place;

/**
 * A decision table with a well-formed header.
 *
 * @param name the name of the table
 * @param sheet the place of its sheet
 * @param hitPolicy the number of its rows that count for one query
 * @param fact the fact that its conditions match
 * @param variable the variable that its actions use for the fact, or an empty text
 * @param header the rows above its rows, as they stand in the file
 * @param columns the columns, left to right
 * @param rows the rows, top to bottom
 */
public record Table(
        String name,
        Place sheet,
        HitPolicy hitPolicy,
        FactType fact,
        String variable,
        TableHeader header,
        List<Column> columns,
        List<Row> rows) {

    /** The order in which tables are evaluated; among tables that match one fact, those that entitle come first. */
    public static final Comparator<Table> EVALUATION_ORDER = Comparator.comparing(Table::fact)
            .thenComparing(table -> !table.hasAction(ActionName.ENTITLED))
            .thenComparing(Table::fileName)
            .thenComparing(Table::name);

    /** Selects the conditions and the actions among the columns. */
    public Table {
        columns = Columns.of(columns);
    }

    /** Returns this table with only these of its rows. */
    public Table withRows(List<Row> some) {
        return new Table(name, sheet, hitPolicy, fact, variable, header, columns, some);
    }

    /** Returns the name of the file that holds it. */
    public String fileName() {
        return sheet.file();
    }

    /** Returns the name by which an explanation refers to this table. */
    public TableName tableName() {
        return new TableName(name, fileName());
    }

    /** Returns the conditions, left to right. */
    public List<Column.ConditionColumn> conditions() {
        return ((Columns) columns).conditions();
    }

    /** Returns the actions, left to right. */
    public List<Column.ActionColumn> actions() {
        return ((Columns) columns).actions();
    }

    /** Returns the value of a row in a column, or null if the cell is blank. */
    public @Nullable Object cellValue(Row row, Column column) {
        return row.values().get(findPosition(column));
    }

    private int findPosition(Column column) {
        return ((Columns) columns).positionOf(column);
    }

    /**
     * Returns the row with this number in its file.
     *
     * @throws NoSuchElementException if the table has none
     */
    public Row findRow(int number) {
        int first = 0;
        int end = rows.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (rows.get(middle).matched().row() < number) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        if (first == rows.size() || rows.get(first).matched().row() != number) {
            throw new NoSuchElementException("“" + name + "” has no row " + number);
        }
        return rows.get(first);
    }

    /** Returns the place of a cell. */
    public Place cellPlace(Row row, Column column) {
        return new Place(
                sheet.file(), sheet.sheet(), Place.cellName(row.matched().row() - 1, column.index()));
    }

    /**
     * Returns true if all conditions of a row hold for a fact, by the semantics of Drools.
     *
     * @param matched a fact of the type that the table matches
     */
    public boolean rowMatches(Row row, Object matched) {
        return conditions().stream().allMatch(column -> {
            Object cell = cellValue(row, column);
            return cell == null || column.holdsFor(Input.ofCondition(column).valueIn(matched), cell);
        });
    }

    /** Returns the text of a cell as it is written; empty if it is blank. */
    public String cellText(Row row, Column column) {
        return row.matched().cells().getOrDefault(column.title(), "");
    }

    /** Returns the names or words in a cell: several if it is a list, none if it is blank or holds something else. */
    public Stream<String> cellWords(Row row, Column column) {
        Object value = cellValue(row, column);
        if (value instanceof String word) {
            return Stream.of(word);
        }
        return value instanceof Collection<?> list
                ? list.stream().filter(String.class::isInstance).map(String.class::cast)
                : Stream.empty();
    }

    /** Returns the channels that have a rule of their own in a cell that says how use is counted. */
    public Stream<String> countedChannels(Row row, Column column) {
        return cellValue(row, column) instanceof CountingByChannel counting
                ? counting.channels().stream()
                : Stream.empty();
    }

    /** Returns true if a name or a word in a cell meets a condition. */
    boolean hasWord(Row row, Column column, Predicate<String> condition) {
        Object value = cellValue(row, column);
        return value instanceof String word
                ? condition.test(word)
                : value instanceof Collection<?> && cellWords(row, column).anyMatch(condition);
    }

    /** Returns true if a column overrules the category that was sent. */
    public boolean overrulesSent() {
        return actions().stream().anyMatch(Column.ActionColumn::overrulesSent);
    }

    /** Returns true if a column has this action. */
    public boolean hasAction(ActionName name) {
        return actionsNamed(name).findAny().isPresent();
    }

    /** Returns the column of an action that counts in a row: the last one in which the row has a value. */
    public Optional<Column.ActionColumn> findAction(Row row, ActionName name) {
        return actionsNamed(name)
                .filter(column -> cellValue(row, column) != null)
                .reduce((one, last) -> last);
    }

    /** Returns the value that counts of an action in a row; empty if the row has none. */
    public Optional<Object> findValue(Row row, ActionName name) {
        return findAction(row, name).map(column -> cellValue(row, column));
    }

    /** Returns the values of all cells below an action, row by row. */
    public Stream<Object> actionValues(ActionName name) {
        return actionsNamed(name).flatMap(this::columnValues);
    }

    /** Returns the values of all cells of a column, row by row. */
    public Stream<Object> columnValues(Column column) {
        int position = findPosition(column);
        return rows.stream().map(row -> row.values().get(position)).filter(Objects::nonNull);
    }

    private Stream<Column.ActionColumn> actionsNamed(ActionName name) {
        return actions().stream().filter(action -> name.isNamed(action.method()));
    }
}
