import {quoteEntry, splitList} from '../../parts/cell-list.js';
import {columnIndex, columnLetters} from '../tables/places.js';
import {entriesOf} from './draft-files.js';
import {readTables} from './new-files.js';

/** The comparisons whose cells name what a row is about. A row with `!=` or `not in` is about all names but its own. */
const NAMING = ['==', 'in'];
/** Cells that ask if a fact was sent, in place of a name. */
const NO_NAMES = ['otherwise', 'not sent'];

/**
 * A column in which the rows of a table are about names, such as those of plans.
 *
 * @typedef {object} NameColumn
 * @property {string} file
 * @property {string | null} sheet
 * @property {string} title that of the table
 * @property {string} input the fact that it compares, and `operator` how: by both it is found again
 * @property {string} operator
 * @property {number} at the index of the column
 * @property {boolean} list is true if a cell may hold several names
 * @property {string[][]} rows those of the table, without the technical ones
 */

/**
 * Finds in each table of a draft the first column in which rows are about names like those of a column, whatever that says or tests.
 *
 * @param {import('./draft-session.js').DraftSession} session
 * @param {{file: string, sheet: string | null, column: string}} place that of the column
 * @returns {Promise<NameColumn[]>}
 */
export async function findNameColumns(session, {file, sheet, column}) {
  await session.requireSaved();
  const tables = await readTables(session);
  const meaning = findColumn(tables.find(table => table.file === file && table.sheet === (sheet ?? null)), columnIndex(column));
  const titles = new Map(entriesOf(session.draft).map(entry => [`${entry.file} ${entry.sheet}`, entry.title]));
  return tables.flatMap(table => {
    const found = (table.columns ?? []).find(each => isNaming(each) && isAlike(each, meaning));
    return found === undefined ? [] : [{
      file: table.file, sheet: table.sheet, title: titles.get(`${table.file} ${table.sheet}`),
      input: found.input, operator: found.operator, at: columnIndex(found.column), list: found.list,
      rows: table.rows.slice(table.header.lastRow),
    }];
  });
}

/** Returns the names that rows are about, with the count of these rows, those with the most first. @param {NameColumn[]} columns */
export function countNames(columns) {
  const counts = new Map();
  for (const name of columns.flatMap(column => column.rows.flatMap(cells => namesIn(cells[column.at], column)))) {
    const {count = 0, ...known} = counts.get(keyOf(name)) ?? {name};
    counts.set(keyOf(name), {...known, count: count + 1});
  }
  return [...counts.values()].sort((one, other) => other.count - one.count);
}

/** Returns the names in a cell of a column. @param {{list: boolean}} column */
export function namesIn(text = '', {list}) {
  const names = NO_NAMES.some(words => isSame(words, text)) ? [] : list ? splitList(text) : [text.trim()];
  return names.filter(name => name !== '');
}

/** Returns the indexes of the rows that are about a name. @param {{rows: string[][], at: number, list: boolean}} column */
export function rowsAbout({rows, at, list}, name) {
  return rows.flatMap((cells, row) => (namesIn(cells[at], {list}).some(each => isSame(each, name)) ? [row] : []));
}

/**
 * Copies in each table the rows about one name below the last of them, for another name. All copies are saved together, or none is made.
 *
 * @param {import('./draft-session.js').DraftSession} session @param {NameColumn[]} columns
 * @returns {Promise<{file: string, sheet: string | null, title: string, row: number, column: string, count: number}[]>} the places of the first copies
 */
export async function copyRows(session, columns, from, to) {
  requireOther(from, to);
  await session.requireSaved();
  const sheets = await Promise.all(columns.map(({file, sheet}) => session.openBeside(file, sheet)));
  return columns.map((column, index) => planCopies(sheets[index], column, from)).map(copies => insertCopies(copies, to));
}

/** Is true for two spellings of one name. */
export function isSame(one, other) {
  return keyOf(one) === keyOf(other);
}

function keyOf(name) {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();
}

function requireOther(from, to) {
  if (to.trim() === '') {
    throw new Error('Write the new name: rows with a blank cell would be about every name.');
  }
  if (isSame(from, to)) {
    throw new Error(`The rows are about “${from}” already. Write another name.`);
  }
  if (NO_NAMES.some(words => isSame(words, to))) {
    throw new Error(`“${to}” is no name: it asks if a fact was sent. Write a name.`);
  }
}

/** Finds the rows as they are now: others may have moved columns and rows since the tables were read. */
function planCopies({model, headCount, columns}, {file, sheet, title, input, operator}, from) {
  const at = columns.findIndex(each => each.input === input && each.operator === operator);
  const list = columns[at]?.list ?? false;
  const rows = rowsAbout({rows: model.rows.map(({cells}) => cells), at, list}, from).filter(row => row >= headCount);
  if (rows.length === 0) {
    throw new Error(`“${title}” has no row about “${from}” any more: somebody has changed it. Cancel, and begin anew.`);
  }
  return {file, sheet, title, model, at, list, rows};
}

function insertCopies({model, at, list, rows, ...place}, to) {
  const first = rows.at(-1) + 1;
  const text = list ? quoteEntry(to) : to;
  model.insertLines(first, rows.map(row => model.rows[row].cells.with(at, text)), `Copy of rows for “${to}”`);
  return {...place, row: first + 1, column: columnLetters(at), count: rows.length};
}

function findColumn(table, at) {
  return table?.columns?.find(({column}) => columnIndex(column ?? '') === at);
}

function isNaming({type, operator, names}) {
  return type === 'text' && NAMING.includes(operator) && names.length > 0;
}

/** Conditions are alike if they compare one fact; what a row says is alike if it may hold the names that are compared. */
function isAlike(tested, other) {
  return Boolean(other) && (isNaming(other) ? tested.input === other.input : hasSame(tested.names, other.names));
}

function hasSame(some, others) {
  return some.length === others.length && some.every(name => others.includes(name));
}
