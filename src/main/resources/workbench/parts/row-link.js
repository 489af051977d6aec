import {html} from 'lit';
import {addressOf} from '../app/router.js';

/**
 * Makes words a link to the cell that says so, or to its row where the column is not known. Of several rows the others follow as numbers. Without rows, the words stand alone.
 *
 * @param {unknown} words
 * @param {{table: string, file: string, row: number, column?: string}[]} rows
 * @param {number | null} release the release of the rows; null if it is not known
 */
export function linkToRows(words, rows, release) {
  if (rows.length === 0) {
    return words;
  }
  const [first, ...others] = rows;
  return html`<a class="row" href=${addressOfRow(first, release)} title=${sayRow(first)}>${words}</a>${others.map(
      row => html` <a class="row small" href=${addressOfRow(row, release)} title=${sayRow(row)}>row ${row.row}</a>`,
    )}`;
}

/** Returns the address of a row in the view of tables, or of its cell in a column. */
export function addressOfRow({table, file, row, column}, release) {
  return addressOf('tables', [nameOfTable({table, file})], {release, row, column});
}

/** Returns the name of a table in addresses. Sheets of a workbook have rows of the same numbers, so their tables go by their own names. */
export function nameOfTable({table, file}) {
  return table && !/\.csv$/i.test(file) ? table : file;
}

function sayRow({table, row}) {
  return `${table}, row ${row}`;
}
