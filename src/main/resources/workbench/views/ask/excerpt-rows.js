const CONTEXT = 2;
const MORE = 10;

/**
 * Returns the positions of the rows to show at first: those that are lit, with some of their neighbours.
 *
 * @param {{row: number}[]} rows all rows of a table
 * @param {Set<number>} lit numbers of rows
 * @param {Set<number>} alone numbers of rows to show without neighbours
 * @returns {Set<number>} positions in `rows`
 */
export function positionsAround(rows, lit, alone) {
  const positions = new Set();
  rows.forEach(({row}, position) => {
    if (lit.has(row)) {
      for (let near = position - CONTEXT; near <= position + CONTEXT; near++) {
        positions.add(near);
      }
    } else if (alone.has(row)) {
      positions.add(position);
    }
  });
  return positions;
}

/**
 * Returns what an excerpt shows from top to bottom: rows, and the gaps between them.
 *
 * @returns {({position: number} | {from: number, to: number})[]} a gap reaches from a position to one after its last
 */
export function excerptOf(rows, positions) {
  const parts = [];
  for (let position = 0; position < rows.length; position++) {
    if (positions.has(position)) {
      parts.push({position});
    } else if (parts.at(-1)?.to === position) {
      parts.at(-1).to = position + 1;
    } else {
      parts.push({from: position, to: position + 1});
    }
  }
  return parts;
}

/** Returns the positions that a step into a gap adds: those that stand next to a row that is shown. */
export function stepInto(gap) {
  const from = gap.from === 0 ? Math.max(0, gap.to - MORE) : gap.from;
  const to = gap.from === 0 ? gap.to : Math.min(gap.to, gap.from + MORE);
  return Array.from({length: to - from}, (_, i) => from + i);
}
