import {columnIndex, parsePlace} from './places.js';

const KINDS = {error: 'problem', warning: 'warning'};
const MAX_ROWS = 1_000;

/** Returns the problems of a file and its sheet. */
export function problemsOf(problems, {file, sheet}) {
  return problems.filter(problem => problem.file === file && (problem.sheet ?? null) === (sheet ?? null));
}

/** Says a problem of a cell and its correction. */
export function sayProblem({message, remedy, value, isRefused}) {
  const refused = isRefused && `The newest, refused tables have ${value ? `“${value}”` : 'a problem'} here.`;
  return [refused, message, remedy].filter(Boolean).join(' ');
}

/**
 * Returns marks for the cells that problems name.
 *
 * @param {object[]} problems those of the sheet
 * @param {import('./sheet.js').Sheet} sheet
 * @returns {import('../../grid/cell-marks.js').Mark[]}
 */
export function marksOf(problems, sheet) {
  return problems
    .filter(problem => KINDS[problem.severity])
    .flatMap(problem => cellsOf(problem, sheet).map(cell => ({...cell, kind: KINDS[problem.severity], text: sayProblem(problem)})));
}

/** Returns the problems that a cell has, also those that are only worth a note. */
export function problemsOfCell(problems, sheet, row, column) {
  return problems.filter(problem => cellsOf(problem, sheet).some(cell => cell.row === row && cell.column === column));
}

/**
 * Adds the problems of newer tables that were refused, but for those that this table has, too. They are told as such: a row may
 * stand elsewhere there, and the cell may hold another text.
 */
export function withRefused(problems, refused) {
  const known = new Set(problems.map(identify));
  const added = refused.filter(problem => KINDS[problem.severity] && !known.has(identify(problem)));
  return [...added.map(problem => ({...problem, isRefused: true})), ...problems];
}

function identify({code, cell, message}) {
  return [code, cell, message].join(' ');
}

function cellsOf(problem, sheet) {
  const place = parsePlace(problem.cell);
  if (!place) {
    return [];
  }
  const [left, right] = [columnIndex(place.column), columnIndex(place.lastColumn)];
  const columns = sheet.columns.flatMap(({column}, at) => (columnIndex(column) >= left && columnIndex(column) <= right ? [at] : []));
  const rows = Array.from({length: Math.min(MAX_ROWS, place.lastRow - place.row + 1)}, (_, at) => sheet.indexOfRow(place.row + at));
  return rows.filter(row => row >= 0).flatMap(row => columns.map(column => ({row, column})));
}
