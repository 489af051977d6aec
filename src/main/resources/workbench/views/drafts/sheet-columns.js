import {columnIndex, columnLetters} from '../tables/places.js';
import {TITLES_OF_KINDS} from '../tables/sheet.js';

/** What is known of a column that nobody has described. */
export const BLANK = {title: '', words: null, form: null, list: false, names: [], kind: null};

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
    const meaning = {...(known.get(at) ?? BLANK), title: titles[at]?.trim() || `Column ${columnLetters(at)}`};
    return {
      title: meaning.title,
      detail: meaning.words ? `${meaning.words} …` : undefined,
      kind: TITLES_OF_KINDS[meaning.kind] ?? meaning.kind ?? undefined,
      meaning,
    };
  });
}
