import {sayCount, sayList} from '../../app/words.js';
import {sayCell} from '../../parts/change-words.js';
import {parsePlace, columnIndex} from '../tables/places.js';
import {entriesOf} from './draft-files.js';
import {headerOf} from './sheet-columns.js';

/** So many files are compared cell by cell; of the others it is only said that they differ. */
const MAX_COMPARED = 20;

/**
 * A file of a draft that differs from the release, or one of its sheets.
 *
 * @typedef {object} FileChanges
 * @property {import('./draft-files.js').Entry} entry
 * @property {{cell: string | null, message: string}[]} changes what differs, in words
 * @property {string} extent how much differs, where that is not told one by one; empty where it is
 */

/**
 * Finds all files of a draft that differ from the release. The service tells the changes of tables in words once the draft has no errors;
 * those of scenarios, and of tables with errors, are told by the cells that differ.
 *
 * @param {import('./draft-session.js').DraftSession} session
 * @returns {Promise<{files: FileChanges[], others: {message: string}[]}>} `others` are about no single file
 */
export async function findFileChanges(session, signal) {
  const {changes} = await session.read('diff', {}, signal);
  const entries = entriesOf(session.draft).filter(({state}) => state !== 'unchanged');
  const known = new Set(entries.map(({file}) => file));
  const files = await Promise.all(entries.map(async (entry, at) => {
    const told = changes.filter(({file, sheet}) => file === entry.file && (sheet ?? null) === entry.sheet);
    return told.length > 0 || at >= MAX_COMPARED ? {entry, changes: told.map(change => ({...change, message: sayChange(change)})), extent: ''} : compareSheet(session, entry, signal);
  }));
  return {files, others: changes.filter(({file}) => !known.has(file)).map(change => ({...change, message: sayChange(change)}))};
}

function sayChange({value, message}) {
  return value ? `“${value}”: ${message}` : message;
}

async function compareSheet(session, entry, signal) {
  if (entry.kind === 'precedence' || entry.state === 'removed' || !entry.rows) {
    return {entry, changes: [], extent: ''};
  }
  const sheet = await session.read('sheets', {file: entry.file, sheet: entry.sheet}, signal);
  const titleRow = headerOf(sheet)?.lastRow ?? 0;
  if (entry.state === 'added') {
    const filled = sheet.rows.slice(titleRow).filter(cells => cells.some(text => text !== ''));
    return {entry, changes: [], extent: filled.length > 0 ? sayCount(filled.length, 'row') : ''};
  }
  const {rows, rowStates} = sheet;
  const cells = sheet.cellStates.map(({cell, before}) => ({cell, before, ...parsePlace(cell)}));
  const changed = cells.filter(({row}) => row > titleRow);
  const added = rowStates.filter(({state, row}) => state === 'added' && row > titleRow).length;
  const counts = [[added, 'new row'], [changed.length, 'changed cell']].filter(([count]) => count > 0).map(([count, words]) => sayCount(count, words));
  const headers = sayHeaders(sheet, cells.filter(({row}) => row <= titleRow), titleRow);
  return {
    entry,
    changes: [...headers, ...changed.map(({cell, before}) => ({cell, message: `${sayCell(textAt(rows, cell))}. This was ${sayCell(before)}.`}))],
    extent: counts.length > 0 ? sayList(counts) : headers.length > 0 ? '' : 'Rows or columns were removed or moved',
  };
}

/** Says of each column whose header differs that it is new, or means something else, in the words of the service. */
function sayHeaders({rows, columns}, cells, titleRow) {
  const letters = [...new Set(cells.map(({column}) => column))];
  return letters.map(column => {
    const own = cells.filter(each => each.column === column);
    const title = rows[titleRow - 1][columnIndex(column)];
    const words = columns?.find(each => each.column === column)?.words;
    const isNew = own.some(({row, before}) => row === titleRow && before === '');
    return {
      cell: `${column}${titleRow}`,
      message: `The column “${title}” is ${isNew ? 'new' : 'another'}${words ? ` (${words} …)` : ''}.`,
    };
  });
}

function textAt(rows, cell) {
  const {row, column} = parsePlace(cell);
  return rows[row - 1][columnIndex(column)];
}
