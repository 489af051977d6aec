/** Returns as many columns as the longest of the rows has cells. @param {string[][]} rows */
export function columnsFor(rows) {
  return Array.from({length: Math.max(1, ...rows.map(row => row.length))}, () => ({title: ''}));
}

/** Returns the rows with as many cells each. @param {string[][]} rows */
export function padded(rows, width = columnsFor(rows).length) {
  return rows.map(row => [...row, ...Array(Math.max(0, width - row.length)).fill('')]);
}

/**
 * Finds what must be replaced to make rows into others: those between the first and the last ones that are the same.
 *
 * @param {import('../../grid/commands.js').Row[]} before @param {string[][]} after
 * @returns {{top: number, old: import('../../grid/commands.js').Row[], texts: string[][]}} `top` is the place of the first of them
 */
export function findReplaced(before, after) {
  const same = (row, cells) => row.cells.every((text, at) => text === cells[at]);
  let top = 0;
  while (top < before.length && top < after.length && same(before[top], after[top])) {
    top++;
  }
  let bottom = 0;
  while (bottom < Math.min(before.length, after.length) - top && same(before.at(-1 - bottom), after.at(-1 - bottom))) {
    bottom++;
  }
  return {top, old: before.slice(top, before.length - bottom), texts: after.slice(top, after.length - bottom)};
}
