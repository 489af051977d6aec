/** Above this count of rows only those near the visible ones are in the page, all of one height. */
export const MAX_ROWS_IN_PAGE = 500;

const MARGIN = 12;
const STEP = 8;

/**
 * The rows to draw, in order, as indexes and gaps. A gap stands for rows that are left out. The row with the focus is
 * always drawn, since scrolling must take neither the focus nor an open editor away.
 *
 * @param {{rowCount: number, rowHeight: number, scrolled: number, height: number, focusRow: number}} view
 * @returns {{row: number}[] | {gap: number, before: number}[]}
 */
export function drawnRows({rowCount, rowHeight, scrolled, height, focusRow}) {
  const top = windowStep(scrolled, rowHeight) * STEP;
  const first = Math.max(0, Math.min(top - MARGIN, rowCount - 1));
  const last = Math.min(rowCount - 1, top + Math.ceil(height / rowHeight) + STEP + MARGIN);
  const rows = Array.from({length: last - first + 1}, (_, index) => first + index);
  if (focusRow < first) {
    rows.unshift(focusRow);
  } else if (focusRow > last) {
    rows.push(focusRow);
  }
  return withGaps(rows, rowCount);
}

/** Changes whenever scrolling needs other rows: not at each row, so that most scrolling draws nothing. */
export function windowStep(scrolled, rowHeight) {
  return Math.floor(scrolled / rowHeight / STEP);
}

function withGaps(rows, rowCount) {
  const drawn = [];
  let next = 0;
  for (const row of [...rows, rowCount]) {
    if (row > next) {
      drawn.push({gap: row - next, before: row});
    }
    if (row < rowCount) {
      drawn.push({row});
    }
    next = row + 1;
  }
  return drawn;
}
