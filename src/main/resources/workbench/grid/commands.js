/**
 * Commands on a table. A command changes the table in place and returns the command that takes the change back.
 *
 * @typedef {{id: number, cells: readonly string[]}} Row a row; a changed row is a new object with the id of the old one
 * @typedef {{title: string, detail?: string, technical?: string[], kind?: string, readonly?: boolean}} Column
 * @typedef {{columns: Column[], rows: Row[]}} Table
 * @typedef {(table: Table) => Command} Command
 */

/** @param {{row: number, column: number, text: string}[]} changes */
export function setCells(changes) {
  return table => {
    const copies = new Map();
    const before = changes.map(({row, column, text}) => {
      const cells = copies.get(row) ?? [...table.rows[row].cells];
      const change = {row, column, text: cells[column]};
      cells[column] = text;
      copies.set(row, cells);
      return change;
    });
    copies.forEach((cells, row) => { table.rows[row] = {id: table.rows[row].id, cells}; });
    return setCells(before.reverse());
  };
}

/** @param {Row[]} rows */
export function insertRows(at, rows) {
  return table => {
    table.rows.splice(at, 0, ...rows);
    return deleteRows(at, rows.length);
  };
}

export function deleteRows(at, count) {
  return table => insertRows(at, table.rows.splice(at, count));
}

/** Moves `count` rows so that the first of them gets the index `to`. */
export function moveRows(from, count, to) {
  return table => {
    table.rows.splice(to, 0, ...table.rows.splice(from, count));
    return moveRows(to, count, from);
  };
}

/** @param {Column[]} columns @param {string[][]} texts for each row its cells in these columns */
export function insertColumns(at, columns, texts) {
  return table => {
    table.columns = table.columns.toSpliced(at, 0, ...columns);
    changeEveryRow(table, (cells, row) => cells.splice(at, 0, ...texts[row]));
    return deleteColumns(at, columns.length);
  };
}

export function deleteColumns(at, count) {
  return table => {
    const columns = table.columns.slice(at, at + count);
    table.columns = table.columns.toSpliced(at, count);
    const texts = [];
    changeEveryRow(table, cells => texts.push(cells.splice(at, count)));
    return insertColumns(at, columns, texts);
  };
}

export function moveColumn(from, to) {
  return table => {
    const columns = [...table.columns];
    columns.splice(to, 0, ...columns.splice(from, 1));
    table.columns = columns;
    changeEveryRow(table, cells => cells.splice(to, 0, ...cells.splice(from, 1)));
    return moveColumn(to, from);
  };
}

/** @param {Command[]} commands */
export function inOrder(commands) {
  return table => inOrder(commands.map(command => command(table)).reverse());
}

function changeEveryRow(table, change) {
  table.rows.forEach(({id, cells}, index) => {
    const copy = [...cells];
    change(copy, index);
    table.rows[index] = {id, cells: copy};
  });
}
