import {
  columnPlace, deleteColumns, deleteRows, insertColumns, insertRows, moveColumn, moveRows, rowPlace, setCells,
} from '../../grid/commands.js';
import {columnIndex, parsePlace} from '../tables/places.js';

/**
 * Returns the command of a change as the service has logged it; undefined for a change of another sort than of cells, rows and columns.
 *
 * @param {any} change
 * @param {import('../../grid/commands.js').Table} table as it is before the change, large enough for it
 * @param {{newRow: (cells: string[]) => object, newColumn: () => object}} made gives the rows and columns that the change inserts
 */
export function commandOf(change, table, made) {
  const [{columns, rows}, row, at] = [table, change.row - 1, columnIndex(change.column ?? 'A')];
  switch (change.op) {
    case 'set': return settingCell(change, table);
    case 'insert-rows': return insertRows(rowPlace(rows, row), change.rows.map(cells => made.newRow(columns.map((_, column) => cells[column] ?? ''))), columns);
    case 'delete-rows': return deleteRows(rows.slice(row, row + change.count).map(({id}) => id));
    case 'move-rows': return moveRows(rows.slice(row, row + change.count).map(({id}) => id), rowPlace(rows.toSpliced(row, change.count), change.to - 1));
    case 'insert-columns': return insertingColumns(change.columns, at, table, made.newColumn);
    case 'delete-columns': return deleteColumns(columns.slice(at, at + change.count).map(({key}) => key));
    case 'move-column': return columns[at]
      && moveColumn(columns[at].key, columnPlace(columns.toSpliced(at, 1), columnIndex(change.to)));
    default: return undefined;
  }
}

/** Returns how many rows and columns a table must have for a change, since the change may reach beyond it. */
export function extentOf({op, cell, row = 1, rows, column = 'A', columns, to}) {
  switch (op) {
    case 'set': return {rows: parsePlace(cell).row, columns: columnIndex(parsePlace(cell).column) + 1};
    case 'insert-rows': return {rows: row - 1, columns: Math.max(0, ...rows.map(cells => cells.length))};
    case 'move-rows': return {rows: Math.max(row, to), columns: 0};
    case 'insert-columns': return {rows: Math.max(0, ...columns.map(cells => cells.length)), columns: columnIndex(column)};
    case 'move-column': return {rows: 0, columns: Math.max(columnIndex(column), columnIndex(to)) + 1};
    default: return {rows: 0, columns: 0};
  }
}

/** Is true if the service has logged this operation, at this place or at one to which it was carried over. */
export function isSameChange(sent, logged) {
  return contentOf(sent) === contentOf(logged);
}

/** The service keeps texts in a normal form: without blanks around them, and with single ones between words. */
function contentOf({op, file, sheet = null, after = null, rows = null, columns = null, count = 1, text = null}) {
  return JSON.stringify([op, file, sheet, after, rows, columns, count, text]).normalize('NFC').replace(/\s+/g, ' ').replace(/" | "/g, '"');
}

function settingCell({cell, after}, {columns, rows}) {
  const place = parsePlace(cell);
  const [row, column] = [rows[place.row - 1], columns[columnIndex(place.column)]];
  return row && column && settingText({id: row.id, key: column.key, text: after, before: row.cells[columnIndex(place.column)]});
}

/** Does what `setCells` does to one cell, without a look at all rows: thousands of logged changes follow each other. */
function settingText({id, key, text, before}) {
  return table => {
    const at = table.rows.findIndex(row => row.id === id);
    const column = table.columns.findIndex(each => each.key === key);
    const cells = table.rows[at]?.cells;
    if (cells?.[column] !== before) {
      return setCells([]);
    }
    table.rows[at] = {id, cells: cells.with(column, text)};
    return setCells([{id, key, text: before, before: text}]);
  };
}

function insertingColumns(lists, at, {columns, rows}, newColumn) {
  const added = lists.map(newColumn);
  return insertColumns(columnPlace(columns, at), added, new Map(rows.map(({id}, row) => [id, lists.map(cells => cells[row] ?? '')])));
}
