const CELL = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/;

/**
 * The cells that a problem names, such as `E8` or `E8:F9`.
 *
 * @param {string | null} cell
 * @returns {{column: string, row: number, lastColumn: string, lastRow: number} | null} null if it names none
 */
export function parsePlace(cell) {
  const [, column, row, lastColumn = column, lastRow = row] = CELL.exec(cell ?? '') ?? [];
  return column ? {column, row: Number(row), lastColumn, lastRow: Number(lastRow)} : null;
}

/** Returns the place of a column from its letters: 0 for `A`, 26 for `AA`. */
export function columnIndex(letters) {
  return [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Returns the letters of a column from its place. */
export function columnLetters(index) {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
