import {sayNames} from '../../parts/promise-words.js';
import {textOf} from './statements.js';

/** Stands for a question whose SLA category is not known yet. */
const UNKNOWN = '';

/**
 * What a cell says to questions of some categories.
 *
 * @typedef {object} Group
 * @property {string} label the categories, in words; empty if they make no difference
 * @property {{statement: import('./statements.js').Statement, added: boolean}[]} statements
 */

/**
 * Returns the groups of a cell, and the statements that it no longer has.
 *
 * @param {object | undefined} entry of the matrix
 * @param {object | null | undefined} before the same entry of another release; null if that had none, undefined if nothing is compared
 * @param {{statementsOf: (promises: object, all: object[]) => import('./statements.js').Statement[]}} column
 * @returns {{groups: Group[], removed: {label: string, text: string}[]}}
 */
export function fillCell(entry, before, column) {
  const categories = categoriesOf([entry, before]);
  const now = statementsByCategory(entry, categories, column);
  const old = before === undefined ? now : statementsByCategory(before, categories, column);
  return {groups: groupEqual(now, old, categories), removed: findRemoved(now, old, categories)};
}

/** Returns true if any of these entries says something in the column. */
export function isUsed(column, entries) {
  return entries.some(entry => variantsOf(entry).some(promises => column.statementsOf(promises, variantsOf(entry)).length > 0));
}

/** Returns the answers of an entry: without a category, and in each category that makes a difference. */
function variantsOf(entry) {
  return entry ? [entry, ...entry.slaCategories] : [];
}

function categoriesOf(entries) {
  const ids = entries.flatMap(entry => entry?.slaCategories ?? []).map(category => category.id);
  return [UNKNOWN, ...new Set(ids)];
}

/** Leaves out what holds without a category where that denies support: the category decides then. */
function statementsByCategory(entry, categories, column) {
  const byCategory = new Map();
  for (const id of entry ? categories : []) {
    const promises = entry.slaCategories.find(category => category.id === id) ?? entry;
    const undecided = id === UNKNOWN && entry.slaCategories.length > 0 && !entry.entitled;
    byCategory.set(id, undecided ? [] : column.statementsOf(promises, variantsOf(entry)));
  }
  return byCategory;
}

function groupEqual(now, old, categories) {
  const groups = new Map();
  for (const [id, statements] of now) {
    const key = statements.map(textOf).join('\n');
    if (statements.length > 0) {
      groups.set(key, [...(groups.get(key) ?? []), id]);
    }
  }
  return [...groups.values()].map(ids => ({
    label: sayCategories(ids, categories),
    statements: joinRows(ids.map(id => now.get(id))).map(statement => ({
      statement,
      added: ids.some(id => !says(old.get(id), textOf(statement))),
    })),
  }));
}

/** Joins equal statements into one with the rows of all. */
function joinRows(alternatives) {
  return alternatives[0].map((statement, i) => ({
    ...statement,
    segments: statement.segments.map((segment, j) => ({
      ...segment,
      rows: uniqueRows(alternatives.flatMap(statements => statements[i].segments[j].rows)),
    })),
  }));
}

function uniqueRows(rows) {
  return [...new Map(rows.map(row => [`${row.file} ${row.table} ${row.row}`, row])).values()];
}

function findRemoved(now, old, categories) {
  const removed = new Map();
  for (const [id, statements] of old) {
    for (const text of statements.map(textOf).filter(each => !says(now.get(id), each))) {
      removed.set(text, [...(removed.get(text) ?? []), id]);
    }
  }
  return [...removed].map(([text, ids]) => ({text, label: sayCategories(ids, categories)}));
}

function says(statements = [], text) {
  return statements.some(statement => textOf(statement) === text);
}

function sayCategories(ids, all) {
  if (ids.length === all.length) {
    return '';
  }
  const known = ids.filter(id => id !== UNKNOWN);
  if (known.length === 0) {
    return 'Category not known yet';
  }
  const words = sayNames('Category', 'Categories', known);
  return ids.includes(UNKNOWN) ? `${words}, or not known yet` : words;
}
