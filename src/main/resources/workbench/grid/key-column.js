/**
 * Returns the index of the column by which a reader knows a row again: the first condition, or else the first column. It stays in view
 * beside the row numbers when the table is scrolled sideways.
 *
 * @param {import('./commands.js').Column[]} columns
 */
export function keyColumnOf(columns) {
  return Math.max(0, columns.findIndex(({kind}) => kind === 'Condition'));
}

/**
 * Lets the key column stay in view, unless it would take more than half of the box, and notes how much room the kept columns take.
 *
 * @param {HTMLElement} box the scrolled one
 */
export function keepColumns(box) {
  const [number, key] = ['th:first-child', '.key'].map(part => box.querySelector(`thead ${part}`)?.getBoundingClientRect().width ?? 0);
  const keepsKey = number + key <= box.clientWidth / 2;
  box.toggleAttribute('data-keeps-key', keepsKey);
  box.style.setProperty('--number-width', `${number}px`);
  box.style.setProperty('--kept-width', `${number + (keepsKey ? key : 0)}px`);
}

/** Scrolls a cell into view; one of a column that stays in view only up or down. @param {ScrollLogicalPosition} block */
export function revealCell(cell, block) {
  const box = cell.closest('.box');
  const left = box.scrollLeft;
  cell.scrollIntoView({block, inline: 'nearest'});
  if (cell.matches('[data-keeps-key] .key')) {
    box.scrollLeft = left;
  }
}
