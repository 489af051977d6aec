const MAX_CELLS = 20;

/**
 * The cells of a table or a document that hold a text.
 *
 * @typedef {object} Finding
 * @property {import('./catalogue.js').Entry} entry
 * @property {{row: number, column: string, title: string, text: string}[]} cells the first of them, as the file names them; none for
 *     rules of precedence
 * @property {number} count how many there are
 * @property {string} failure why it could not be searched; else empty
 */

/**
 * Finds a text in all tables and documents of a release, whatever its capitals.
 *
 * @param {import('./catalogue.js').Catalogue} catalogue
 * @param {string} words
 * @returns {Promise<Finding[]>} those that hold it, or could not be searched
 */
export async function findText(catalogue, words) {
  const sought = words.toLowerCase();
  const findings = await Promise.all(catalogue.entries.map(entry => searchEntry(catalogue, entry, sought)));
  return findings.filter(({count, failure}) => count > 0 || failure);
}

async function searchEntry(catalogue, entry, sought) {
  try {
    return entry.kind === 'precedence'
      ? {entry, cells: [], count: catalogue.precedence.text.toLowerCase().split(sought).length - 1, failure: ''}
      : searchSheet(entry, await catalogue.readSheet(entry), sought);
  } catch (failure) {
    return {entry, cells: [], count: 0, failure: failure.message};
  }
}

function searchSheet(entry, {model, rowNumbers, columns}, sought) {
  const cells = [];
  let count = 0;
  for (let row = 0; row < rowNumbers.length; row++) {
    for (let column = 0; column < columns.length; column++) {
      const text = model.text(row, column);
      if (text.toLowerCase().includes(sought) && count++ < MAX_CELLS) {
        cells.push({row: rowNumbers[row], column: columns[column].column, title: columns[column].title, text});
      }
    }
  }
  return {entry, cells, count, failure: ''};
}

/** Returns the part of a text around the words that were sought: what stands before them, they, and what follows. */
export function cutAround(text, words, margin) {
  const at = text.toLowerCase().indexOf(words.toLowerCase());
  const [from, to] = [Math.max(0, at - margin), at + words.length + margin];
  return [
    (from > 0 ? '… ' : '') + text.slice(from, at),
    text.slice(at, at + words.length),
    text.slice(at + words.length, to) + (to < text.length ? ' …' : ''),
  ];
}
