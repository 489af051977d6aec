/**
 * Cells as spreadsheets put them on the clipboard: a line for each row, a tab between cells. A cell that holds a tab, a
 * line break or a leading quote stands in quotes, with its own quotes doubled.
 */

const CELL = /"((?:[^"]|"")*)"(?=[\t\r\n]|$)|[^\t\r\n]*/y;
const BREAK = /\t|\r\n|\r|\n/y;

/** @returns {string[][]} the lines; one line break at the end belongs to the last of them */
export function parseTsv(text) {
  const lines = [];
  let line = [];
  let at = 0;
  while (at < text.length || line.length > 0) {
    const cell = match(CELL, text, at);
    line.push(cell[1] === undefined ? cell[0] : cell[1].replaceAll('""', '"').replace(/\r\n?/g, '\n'));
    at += cell[0].length;
    const end = match(BREAK, text, at)?.[0];
    at += end?.length ?? 0;
    if (end !== '\t') {
      lines.push(line);
      line = [];
    }
  }
  return lines;
}

/** @param {string[][]} lines */
export function formatTsv(lines) {
  return lines.map(line => line.map(quoteIfNeeded).join('\t')).join('\r\n');
}

function quoteIfNeeded(cell) {
  return /^"|[\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
