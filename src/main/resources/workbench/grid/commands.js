/**
 * Commands on a table. A command changes the table in place and returns the command that takes the change back. Commands name rows by
 * their ids and columns by their keys, so that one can be taken back although others have changed the table since: it leaves alone what
 * is gone, and cells that hold another text by now.
 *
 * @typedef {{id: number, cells: readonly string[]}} Row a row; a changed row is a new object with the id of the old one
 * @typedef {{key: number, title: string, detail?: string, technical?: string[], kind?: string, readonly?: boolean}} Column
 * @typedef {{columns: Column[], rows: Row[]}} Table
 * @typedef {(table: Table) => Command} Command
 * @typedef {{id: number, index: number}} Place the row or column behind which something stands (0: none), and the index that it has then
 */

/** @param {{id: number, key: number, text: string, before: string}[]} changes a cell that does not hold `before` stays as it is */
export function setCells(changes) {
  return table => {
    const [rows, columns] = [indexesOf(table.rows, rowId), indexesOf(table.columns, columnKey)];
    const copies = new Map();
    const undone = [];
    for (const {id, key, text, before} of changes) {
      const [row, column] = [rows.get(id), columns.get(key)];
      const cells = copies.get(row) ?? (row === undefined ? [] : [...table.rows[row].cells]);
      if (cells[column] === before) {
        cells[column] = text;
        copies.set(row, cells);
        undone.push({id, key, text: before, before: text});
      }
    }
    copies.forEach((cells, row) => { table.rows[row] = {id: table.rows[row].id, cells}; });
    return setCells(undone.reverse());
  };
}

/** @param {Place} place @param {Row[]} rows @param {Column[]} columns those that the cells are for */
export function insertRows(place, rows, columns) {
  return table => {
    const fitting = fitInto(table.columns, rows, columns);
    table.rows.splice(indexAt(table.rows, rowId, place), 0, ...fitting);
    return deleteRows(rows.map(rowId));
  };
}

/** @param {number[]} ids */
export function deleteRows(ids) {
  return table => {
    const gone = new Set(ids);
    const before = table.rows;
    const taken = before.map((row, index) => ({row, index})).filter(({row}) => gone.has(row.id));
    table.rows = before.filter(({id}) => !gone.has(id));
    return inOrder(runsOf(taken).map(run => insertRows(rowPlace(before, run[0].index), run.map(({row}) => row), table.columns)));
  };
}

/** Moves rows that stand together. @param {number[]} ids @param {Place} place */
export function moveRows(ids, place) {
  return table => {
    const moved = new Set(ids);
    const from = table.rows.findIndex(({id}) => moved.has(id));
    const rows = table.rows.filter(({id}) => moved.has(id));
    table.rows = table.rows.filter(({id}) => !moved.has(id));
    const back = moveRows(ids, rowPlace(table.rows, from));
    table.rows.splice(indexAt(table.rows, rowId, place), 0, ...rows);
    return back;
  };
}

/** @param {Place} place @param {Column[]} columns @param {Map<number, string[]>} texts by the ids of rows their cells in these columns */
export function insertColumns(place, columns, texts) {
  return table => {
    const at = indexAt(table.columns, columnKey, place);
    table.columns = table.columns.toSpliced(at, 0, ...columns);
    changeEveryRow(table, (cells, id) => cells.splice(at, 0, ...(texts.get(id) ?? columns.map(() => ''))));
    return deleteColumns(columns.map(columnKey));
  };
}

/** @param {number[]} keys */
export function deleteColumns(keys) {
  return inOrder(keys.map(deleteColumn));
}

function deleteColumn(key) {
  return table => {
    const at = table.columns.findIndex(column => column.key === key);
    if (at < 0) {
      return inOrder([]);
    }
    const place = columnPlace(table.columns, at);
    const column = table.columns[at];
    const texts = new Map();
    table.columns = table.columns.toSpliced(at, 1);
    changeEveryRow(table, (cells, id) => texts.set(id, cells.splice(at, 1)));
    return insertColumns(place, [column], texts);
  };
}

/** @param {number} key @param {Place} place */
export function moveColumn(key, place) {
  return table => {
    const from = table.columns.findIndex(column => column.key === key);
    if (from < 0) {
      return moveColumn(key, place);
    }
    const others = table.columns.toSpliced(from, 1);
    const back = moveColumn(key, columnPlace(others, from));
    const to = indexAt(others, columnKey, place);
    table.columns = others.toSpliced(to, 0, table.columns[from]);
    changeEveryRow(table, cells => cells.splice(to, 0, ...cells.splice(from, 1)));
    return back;
  };
}

/** @param {Command[]} commands */
export function inOrder(commands) {
  return table => inOrder(commands.map(command => command(table)).reverse());
}

/** Returns the place at an index of a list of rows. @param {Row[]} rows @returns {Place} */
export function rowPlace(rows, index) {
  return placeOf(rows, rowId, index);
}

/** Returns the place at an index of a list of columns. @param {Column[]} columns @returns {Place} */
export function columnPlace(columns, index) {
  return placeOf(columns, columnKey, index);
}

function rowId(row) {
  return row.id;
}

function columnKey(column) {
  return column.key;
}

function placeOf(list, nameOf, index) {
  return {id: list[index - 1] ? nameOf(list[index - 1]) : 0, index};
}

/** Behind what the place names; where that is gone, at the index that it had. */
function indexAt(list, nameOf, {id, index}) {
  const behind = id === 0 ? -1 : list.findIndex(each => nameOf(each) === id);
  return id === 0 ? 0 : behind < 0 ? Math.min(index, list.length) : behind + 1;
}

function indexesOf(list, nameOf) {
  return new Map(list.map((each, index) => [nameOf(each), index]));
}

/** Rows may have been taken when the table had other columns. */
function fitInto(columns, rows, former) {
  if (columns.length === former.length && columns.every(({key}, at) => key === former[at].key)) {
    return rows;
  }
  const places = indexesOf(former, columnKey);
  return rows.map(({id, cells}) => ({id, cells: columns.map(({key}) => cells[places.get(key)] ?? '')}));
}

/** Parts what was taken into runs of rows that stood together, from the top. The index of a run is that which it had before. */
function runsOf(taken) {
  const runs = [];
  taken.forEach((each, at) => {
    if (at > 0 && each.index === taken[at - 1].index + 1) {
      runs.at(-1).push(each);
    } else {
      runs.push([each]);
    }
  });
  return runs;
}

function changeEveryRow(table, change) {
  table.rows.forEach(({id, cells}, index) => {
    const copy = [...cells];
    change(copy, id);
    table.rows[index] = {id, cells: copy};
  });
}
