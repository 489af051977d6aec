import {findEntries, quoteEntry} from '../../parts/cell-list.js';
import {findNearest} from './nearest-name.js';

const MAX_OFFERED = 12;
const MAX_LENGTH = 60;
/** The name by which problems quote it; the remedies of the service are sentences. */
const NEAREST = /nearest(?: that is known)? is “([^”]+)”/;

/**
 * The names that cells of a sheet may hold: those that the tables know, by the meaning of the column; in a column where any text may
 * stand, those that stand there already.
 */
export class CellNames {
  /** @param {import('./draft-sheet.js').DraftSheet} sheet */
  constructor(sheet) {
    this.sheet = sheet;
  }

  /**
   * Returns what completes a text that is typed into a cell; of a list, the entry at the caret.
   *
   * @param {{row: number, column: number}} cell
   * @param {boolean} [all] also if nothing is typed yet
   * @returns {import('../../grid/completion.js').Choice[]}
   */
  complete({row, column}, text, caret, all = false) {
    const {list, names} = this.sheet.columns[column];
    if (row < this.sheet.headCount) {
      return [];
    }
    const {from, to} = list ? entryAt(text, caret) : {from: 0, to: text.length};
    const typed = text.slice(from, caret).trim();
    const known = names.length > 0 ? names : this.#textsOf(column);
    if (typed === '') {
      return all ? known.slice(0, MAX_OFFERED).map(name => ({text: name, from, to})) : [];
    }
    return matching(typed, known).filter(name => name !== text.slice(from, to)).map(name => ({text: list ? quoteEntry(name) : name, from, to}));
  }

  /** Returns the text of a cell as its problem proposes it; undefined if it proposes none. @param {object[]} problems those of the cell */
  correct({row, column}, problems) {
    const text = this.sheet.model.text(row, column);
    for (const {remedy, value} of problems) {
      const nearest = NEAREST.exec(remedy ?? '')?.[1];
      if (nearest) {
        return value && text.includes(value) ? text.replace(value, () => nearest) : nearest;
      }
    }
    return problems.length > 0 ? this.#correctEntries(text, this.sheet.columns[column]) : undefined;
  }

  #correctEntries(text, {list, names}) {
    const correct = entry => (entry === '' || names.includes(entry) ? entry : findNearest(entry, names) ?? entry);
    const corrected = list
      ? findEntries(text).reduceRight((whole, {from, to, name}) => (correct(name) === name ? whole : whole.slice(0, from) + quoteEntry(correct(name)) + whole.slice(to)), text)
      : correct(text);
    return corrected === text ? undefined : corrected;
  }

  #textsOf(column) {
    const {rows} = this.sheet.model;
    const texts = new Set(rows.slice(this.sheet.headCount).map(({cells}) => cells[column]));
    return [...texts].filter(text => text !== '' && text.length <= MAX_LENGTH);
  }
}

function matching(typed, names) {
  const sought = typed.toLocaleLowerCase();
  const starts = names.filter(name => name.toLocaleLowerCase().startsWith(sought));
  const holds = names.filter(name => !starts.includes(name) && name.toLocaleLowerCase().includes(sought));
  const found = [...starts, ...holds].slice(0, MAX_OFFERED);
  const nearest = found.length === 0 ? findNearest(typed, names) : undefined;
  return nearest ? [nearest] : found;
}

/** The entry of a list in which the caret stands, without the blanks around it. */
function entryAt(text, caret) {
  const {from, to} = findEntries(text).find(entry => entry.from <= caret && caret <= entry.to) ?? {from: caret, to: caret};
  return {from, to};
}
