import {columnIndex, columnLetters} from '../tables/places.js';
import {entriesOf} from './draft-files.js';
import {readTables} from './new-files.js';

/** The template of a condition that compares with names. One with `!=` is about all names but its own. */
const TEST = /^(.+?)\s*(?:==|\bin)\s/;
const ENTRY = /"(?:[^"]|"")*"|[^,;\n]+/g;
const SEPARATORS = /[,;\n]/;

/**
 * A column in which the rows of a table are about names, such as those of plans.
 *
 * @typedef {object} NameColumn
 * @property {string} file
 * @property {string | null} sheet
 * @property {string} title that of the table
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
  await session.saveAll();
  const tables = await readTables(session);
  const meaning = findColumn(tables.find(table => table.file === file && table.sheet === (sheet ?? null)), columnIndex(column));
  const titles = new Map(entriesOf(session.draft).map(entry => [`${entry.file} ${entry.sheet}`, entry.title]));
  return tables.flatMap(table => {
    const found = (table.columns ?? []).find(each => factOf(each) && isAlike(each, meaning));
    return found === undefined ? [] : [{
      file: table.file, sheet: table.sheet, title: titles.get(`${table.file} ${table.sheet}`), at: columnIndex(found.column), list: found.list,
      rows: table.rows.slice(table.header.lastRow),
    }];
  });
}

/** Returns the names that rows are about, with the count of these rows, those with the most first. @param {NameColumn[]} columns */
export function countNames(columns) {
  const counts = new Map();
  columns.forEach(({rows, at}) => rows.forEach(cells => namesIn(cells[at]).forEach(name => counts.set(name, (counts.get(name) ?? 0) + 1))));
  return [...counts].map(([name, count]) => ({name, count})).sort((one, other) => other.count - one.count);
}

/** Returns the indexes of the rows that are about a name. @param {string[][]} rows */
export function rowsAbout(rows, at, name) {
  return rows.flatMap((cells, row) => (namesIn(cells[at]).some(each => isSame(each, name)) ? [row] : []));
}

/**
 * Copies the rows of tables about one name below the last of them, for another name. All copies are saved together.
 *
 * @param {import('./draft-session.js').DraftSession} session @param {NameColumn[]} columns
 * @returns {Promise<{file: string, sheet: string | null, title: string, row: number, column: string, count: number}[]>} places of the first copies
 */
export async function copyRows(session, columns, from, to) {
  const sheets = await Promise.all(columns.map(({file, sheet}) => session.openBeside(file, sheet)));
  return columns.map((column, index) => copyRowsOf(sheets[index], column, from, to));
}

function copyRowsOf({model, headCount}, {file, sheet, title, at, list}, from, to) {
  const rows = rowsAbout(model.rows.map(({cells}) => cells), at, from).filter(row => row >= headCount);
  const text = list && SEPARATORS.test(to) ? `"${to.replaceAll('"', '""')}"` : to;
  const first = rows.at(-1) + 1;
  model.insertLines(first, rows.map(row => model.rows[row].cells.with(at, text)), `Copy of rows for “${to}”`);
  return {file, sheet, title, row: first + 1, column: columnLetters(at), count: rows.length};
}

/** Is true for two spellings of one name. */
export function isSame(one, other) {
  return one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();
}

function findColumn(table, at) {
  return table?.columns?.find(({column}) => columnIndex(column ?? '') === at);
}

function factOf({kind, template, names}) {
  return kind === 'condition' && names.length > 0 ? TEST.exec(template ?? '')?.[1] : undefined;
}

/** Conditions are alike if they test one fact; what a row says is alike if it may hold the names that are tested. */
function isAlike(tested, other) {
  const fact = other && factOf(other);
  return fact ? factOf(tested) === fact : Boolean(other) && hasSame(tested.names, other.names);
}

function hasSame(some, others) {
  return some.length === others.length && some.every(name => others.includes(name));
}

function namesIn(text = '') {
  return (text.match(ENTRY) ?? []).map(entry => entry.trim().replace(/^"([\s\S]*)"$/, '$1').replaceAll('""', '"')).filter(Boolean);
}
