/**
 * Returns changes that put the cells of rows back where they stood before the columns of the table changed: such rows hold words for the
 * whole table.
 *
 * @param {import('./commands.js').Table} table after the change of its columns
 * @param {import('./commands.js').Row[]} rows as they were before it
 */
export function pinnedCells(table, rows) {
  const now = new Map(table.rows.map(row => [row.id, row]));
  return rows.flatMap(({id, cells}) => table.columns.flatMap(({key}, at) => {
    const before = now.get(id).cells[at];
    const text = cells[at] ?? '';
    return text === before ? [] : [{id, key, text, before}];
  }));
}
