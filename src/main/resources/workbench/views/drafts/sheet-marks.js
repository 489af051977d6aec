import {sayCell} from '../../parts/change-words.js';
import {columnIndex, parsePlace} from '../tables/places.js';
import {marksOf, problemsOf, rowsBeyondTime} from '../tables/problem-marks.js';

/**
 * Returns the marks of the cells of a sheet: problems, what differs from the release, and conflicts.
 *
 * @param {import('./draft-sheet.js').DraftSheet} sheet
 * @param {object[]} problems those of the draft
 * @param {number} basedOn the release
 * @returns {import('../../grid/cell-marks.js').Mark[]}
 */
export function marksOfSheet(sheet, problems, basedOn) {
  const changed = sheet.cellStates.map(({cell, before}) => {
    const place = parsePlace(cell);
    return {row: place.row - 1, column: columnIndex(place.column), kind: 'changed', text: `Release ${basedOn} has ${sayCell(before)} here.`};
  });
  const conflicts = sheet.conflicts.map(conflict => {
    const [row, column] = sheet.placeOf(conflict);
    return {row, column, kind: 'conflict', text: `${conflict.by ?? 'Somebody else'} wrote ${sayCell(conflict.theirs)} here.`};
  });
  return [...marksOf(problemsOf(problems, sheet), sheet), ...changed, ...conflicts];
}

/**
 * Returns the states of the rows: those that answer a question, those that the release does not have, and those whose time is over
 * or has yet to begin.
 *
 * @param {{table: string, row: number}[]} lit the rows that answer, of all tables
 * @param {object[]} problems those of the sheet
 * @returns {import('../../grid/cell-marks.js').RowState[]}
 */
export function statesOfRows(sheet, lit, problems) {
  const {rowStates, header, model} = sheet;
  const beyond = new Map(rowsBeyondTime(problems, sheet).map(({row, text}) => [row, text]));
  const added = new Set(rowStates.filter(({state}) => state === 'added').map(({row}) => row));
  const answering = new Set(lit.filter(({table}) => table === header?.table).map(({row}) => row));
  return model.rows.flatMap((_, row) => {
    const isNew = added.has(row + 1);
    if (answering.has(row + 1)) {
      return [{row, state: 'lit', text: isNew ? 'answers, new' : 'answers'}];
    }
    const time = beyond.get(row);
    if (isNew) {
      return [{row, state: time ? 'added dimmed' : 'added', text: time ? `new, ${time}` : 'new'}];
    }
    return time ? [{row, state: 'dimmed', text: time}] : answering.size > 0 ? [{row, state: 'dimmed'}] : [];
  });
}
