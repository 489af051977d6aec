import {columnIndex, columnLetters} from '../tables/places.js';
import {TITLES_OF_KINDS} from '../tables/sheet.js';

/** The description of a column that nobody has described. */
export const BLANK = {title: '', words: null, form: null, list: false, names: [], kind: null};

const SCENARIOS = 'scenarios/';

/** Returns the header of a sheet; a file of scenarios begins with its titles. */
export function headerOf({file, header}) {
  return header ?? (file.startsWith(SCENARIOS) ? {firstRow: 1, lastRow: 1, table: null} : null);
}

/**
 * Says what each column of a sheet is. Where the service cannot read the header, columns are called by their letters.
 *
 * @param {import('../../grid/table-model.js').TableModel} model
 * @param {{lastRow: number} | null} header
 * @param {object[] | null} columns as the service answers them
 */
export function describeColumns(model, header, columns) {
  const known = new Map((columns ?? []).map((column, at) => [column.column ? columnIndex(column.column) : at, column]));
  const titles = header ? model.rows[header.lastRow - 1]?.cells ?? [] : [];
  return model.columns.map((_, at) => {
    const meaning = {...(known.get(at) ?? unknown(titles[at], header)), title: titles[at]?.trim() || `Column ${columnLetters(at)}`};
    return {
      title: meaning.title,
      letters: header ? columnLetters(at) : undefined,
      detail: meaning.words ? `${meaning.words} …` : undefined,
      kind: TITLES_OF_KINDS[meaning.kind] ?? meaning.kind ?? undefined,
      meaning,
    };
  });
}

/** Scenarios ask a question, and say which answer they expect. */
function unknown(title = '', header) {
  const isScenario = header && header.table === null;
  return isScenario ? {...BLANK, kind: /^expect /i.test(title.trim()) ? 'expectation' : 'query'} : BLANK;
}
