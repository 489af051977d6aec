import {columnIndex} from '../tables/places.js';

/**
 * A change of the rows or the columns of a sheet, with places from 0.
 *
 * @typedef {object} LineChange
 * @property {'rows' | 'columns'} axis
 * @property {'insert' | 'delete' | 'move'} kind
 * @property {number} at
 * @property {number} count
 * @property {number} to the place that the first moved one has afterwards
 */

/** Returns the change of lines that an operation is; null if it is none. @returns {LineChange | null} */
export function lineChangeOf({op, row, column, rows, columns, count = 1, to}) {
  const [, kind, line] = /^(insert|delete|move)-(row|column)s?$/.exec(op) ?? [];
  if (!kind) {
    return null;
  }
  return line === 'row'
    ? {axis: 'rows', kind, at: row - 1, count: kind === 'insert' ? rows.length : count, to: to - 1}
    : {axis: 'columns', kind, at: columnIndex(column), count: kind === 'insert' ? columns.length : count, to: kind === 'move' ? columnIndex(to) : NaN};
}

/** Returns the place of a line after a change; -1 if it is gone. */
export function shiftIndex(index, {kind, at, count, to}) {
  const isIn = index >= at && index < at + count;
  if (kind === 'insert') {
    return index >= at ? index + count : index;
  }
  if (kind === 'delete') {
    return isIn ? -1 : index >= at ? index - count : index;
  }
  const rest = index >= at + count ? index - count : index;
  return isIn ? to + index - at : rest >= to ? rest + count : rest;
}

/**
 * Returns the place of a cell after changes of a draft; null if it is gone. In a file that was replaced as a whole it stays.
 *
 * @param {{file: string, sheet: string | null, row: number, column: number}} cell
 * @param {any[]} changes as they are logged
 */
export function carryCell({file, sheet, row, column}, changes) {
  const place = {rows: row, columns: column};
  for (const change of changes) {
    const lines = isIn(change, file, sheet) ? lineChangeOf(change) : null;
    if (lines) {
      place[lines.axis] = shiftIndex(place[lines.axis], lines);
      if (place[lines.axis] < 0) {
        return null;
      }
    }
  }
  return {row: place.rows, column: place.columns};
}

/** Is true for a change of this sheet. */
export function isIn(change, file, sheet) {
  return change.file === file && (change.sheet ?? null) === (sheet ?? null);
}

/** Is true for a change after which nothing of a file can be found again by its place. */
export function replacesFile({op, file}, name) {
  return op === 'rebase' || (file === name && ['put-file', 'put-text', 'remove-file'].includes(op));
}
