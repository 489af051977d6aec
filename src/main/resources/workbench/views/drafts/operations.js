import {columnPlace, deleteColumns, deleteRows, insertColumns, insertRows, moveColumn, moveRows, rowPlace} from '../../grid/commands.js';
import {columnLetters} from '../tables/places.js';

/**
 * The operations of the API that make one state of a table another one. Rows are told apart by their ids, columns by their keys.
 *
 * @typedef {object} Step
 * @property {object} operation without its file and sheet
 * @property {import('../../grid/commands.js').Row[]} [rows] those that it inserts
 * @property {import('../../grid/commands.js').Column} [column] that which it inserts
 * @property {number} [id] the row of a cell that it sets
 * @property {number} [key] the column of a cell that it sets
 *
 * @param {import('../../grid/commands.js').Table} before
 * @param {import('../../grid/commands.js').Table} after
 * @returns {Step[]} in the order in which they are to be done
 */
export function stepsBetween(before, after) {
  const work = {columns: [...before.columns], rows: [...before.rows]};
  const steps = [];
  const add = (operation, command, inserted = {}) => {
    command(work);
    steps.push({operation, ...inserted});
  };
  if (!hasSame(work.columns, after.columns, 'key')) {
    changeColumns(work, after, add);
  }
  if (!hasSame(work.rows, after.rows, 'id')) {
    changeRows(work, after, add);
  }
  return [...steps, ...cellSteps(work, after)];
}

/** Most changes are of cells alone, and a table may have thousands of rows. */
function hasSame(some, others, name) {
  return some.length === others.length && some.every((each, at) => each[name] === others[at][name]);
}

function changeColumns(work, after, add) {
  const kept = new Set(after.columns.map(({key}) => key));
  work.columns.map(({key}, at) => ({key, at})).filter(({key}) => !kept.has(key)).reverse()
    .forEach(({key, at}) => add({op: 'delete-columns', column: columnLetters(at), count: 1}, deleteColumns([key])));
  after.columns.forEach((column, at) => {
    const from = work.columns.findIndex(({key}) => key === column.key);
    if (from < 0) {
      insertColumn(work, after, at, add);
    } else if (from === at + 1) {
      const to = Math.min(after.columns.findIndex(({key}) => key === work.columns[at].key), work.columns.length - 1);
      moveColumnTo(work, at, to, add);
    } else if (from !== at) {
      moveColumnTo(work, from, at, add);
    }
  });
}

function insertColumn(work, after, at, add) {
  const column = after.columns[at];
  const texts = new Map(after.rows.map(({id, cells}) => [id, [cells[at]]]));
  const cells = work.rows.map(({id}) => texts.get(id)?.[0] ?? '');
  add({op: 'insert-columns', column: columnLetters(at), columns: [cells]},
    insertColumns(columnPlace(work.columns, at), [column], texts), {column});
}

function moveColumnTo(work, from, to, add) {
  const place = columnPlace(work.columns.toSpliced(from, 1), to);
  add({op: 'move-column', column: columnLetters(from), to: columnLetters(to)}, moveColumn(work.columns[from].key, place));
}

function changeRows(work, after, add) {
  const kept = new Set(after.rows.map(({id}) => id));
  runs(work.rows, ({id}) => !kept.has(id)).reverse().forEach(({at, rows}) => (
    add({op: 'delete-rows', row: at + 1, count: rows.length}, deleteRows(rows.map(({id}) => id)))));
  const known = new Set(work.rows.map(({id}) => id));
  runs(after.rows, ({id}) => !known.has(id)).forEach(({at, rows}) => insertRowsAt(work, after, at, rows, add));
  orderRows(work, after, add);
}

/** New rows go behind that above them, wherever it stands yet. */
function insertRowsAt(work, after, at, rows, add) {
  const above = after.rows[at - 1]?.id;
  const index = above === undefined ? 0 : work.rows.findIndex(({id}) => id === above) + 1;
  add({op: 'insert-rows', row: index + 1, rows: rows.map(({cells}) => cells)}, insertRows(rowPlace(work.rows, index), rows, work.columns), {rows});
}

/** Both have the same rows by now. A block that went down is moved as such, not as all the rows that came up for it. */
function orderRows(work, after, add) {
  for (let at = 0; at < after.rows.length; at++) {
    if (work.rows[at].id !== after.rows[at].id) {
      const from = indexOf(work.rows, after.rows[at].id, at);
      const rising = equalLength(after.rows, at, work.rows, from);
      const to = indexOf(after.rows, work.rows[at].id, at);
      const sinking = equalLength(work.rows, at, after.rows, to);
      if (sinking >= from - at && from - at < rising) {
        moveRowsTo(work, at, from - at, to, add);
      } else {
        moveRowsTo(work, from, rising, at, add);
      }
    }
  }
}

function moveRowsTo(work, from, count, to, add) {
  const ids = work.rows.slice(from, from + count).map(({id}) => id);
  const place = rowPlace(work.rows.toSpliced(from, count), to);
  add({op: 'move-rows', row: from + 1, count, to: to + 1}, moveRows(ids, place));
}

function cellSteps(work, after) {
  return after.rows.flatMap((row, at) => (row.cells === work.rows[at].cells ? [] : row.cells.flatMap((text, column) => {
    const before = work.rows[at].cells[column];
    return text === before ? [] : [{
      operation: {op: 'set', cell: columnLetters(column) + (at + 1), before, after: text}, id: row.id, key: after.columns[column].key,
    }];
  })));
}

function runs(rows, isMeant) {
  const found = [];
  rows.forEach((row, at) => {
    if (isMeant(row)) {
      if (at > 0 && isMeant(rows[at - 1])) {
        found.at(-1).rows.push(row);
      } else {
        found.push({at, rows: [row]});
      }
    }
  });
  return found;
}

function indexOf(rows, id, from) {
  let at = from;
  while (rows[at].id !== id) {
    at++;
  }
  return at;
}

function equalLength(some, at, others, from) {
  let length = 0;
  while (others[from + length] && some[at + length]?.id === others[from + length].id) {
    length++;
  }
  return length;
}
