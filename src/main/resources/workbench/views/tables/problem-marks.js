import {sayAcceptance} from '../../parts/acceptance-words.js';
import {columnIndex, parsePlace} from './places.js';

const KINDS = {error: 'problem', warning: 'warning'};
const MAX_ROWS = 1_000;

/** Returns the problems of a file and its sheet. */
export function problemsOf(problems, {file, sheet}) {
  return problems.filter(problem => problem.file === file && (problem.sheet ?? null) === (sheet ?? null));
}

/** Says a problem of a cell and its correction, or who has accepted it. */
export function sayProblem({message, remedy, value, isRefused, accepted}) {
  const refused = isRefused && `The newest, refused tables have ${value ? `“${value}”` : 'a problem'} here.`;
  return [refused, message, accepted ? sayAcceptance(accepted) : remedy].filter(Boolean).join(' ');
}

/**
 * Returns marks for the cells that problems name, but for accepted warnings.
 *
 * @param {object[]} problems those of the sheet
 * @param {import('./sheet.js').Sheet} sheet
 * @returns {import('../../grid/cell-marks.js').Mark[]}
 */
export function marksOf(problems, sheet) {
  return problems.filter(problem => KINDS[problem.severity] && !problem.accepted).flatMap(problem => {
    const [kind, text] = [KINDS[problem.severity], sayProblem(problem)];
    return cellsOf(problem, sheet).map(({row, column}) => ({row, column, kind, text}));
  });
}

/** What rows are that count for no case which is opened now, by the codes of their problems. */
const BEYOND_TIME = {'validity-over': 'over', 'validity-ahead': 'not begun'};

/**
 * Returns the states of the rows whose time is over or has yet to begin, also where that was accepted.
 *
 * @param {object[]} problems those of the sheet
 * @param {import('./sheet.js').Sheet} sheet
 * @returns {import('../../grid/cell-marks.js').RowState[]}
 */
export function rowsBeyondTime(problems, sheet) {
  return problems.filter(({code, isRefused}) => code in BEYOND_TIME && !isRefused)
    .flatMap(problem => cellsOf(problem, sheet).map(({row}) => ({row, state: 'dimmed', text: BEYOND_TIME[problem.code]})));
}

/** Returns the problems that a cell has, also those that are only worth a note. */
export function problemsOfCell(problems, sheet, row, column) {
  const [number, at] = [sheet.rowNumbers[row], columnIndex(sheet.columns[column].column)];
  return problems.filter(problem => {
    const place = parsePlace(problem.cell);
    return place && number >= place.row && number <= place.lastRow && at >= columnIndex(place.column) && at <= columnIndex(place.lastColumn);
  });
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
  const columns = sheet.columnsBetween(columnIndex(place.column), columnIndex(place.lastColumn));
  const rows = sheet.rowsBetween(place.row, Math.min(place.lastRow, place.row + MAX_ROWS - 1));
  return rows.flatMap(row => columns.map(column => ({row, column})));
}
