/**
 * The cells that are selected: a rectangle between the cell where it began and the cell with the focus.
 * Rows count as they are shown. Never changed, only replaced.
 *
 * @typedef {{row: number, column: number}} Cell
 */
export class Selection {
  /** @param {Cell} anchor @param {Cell} focus */
  constructor(anchor, focus = anchor) {
    this.anchor = anchor;
    this.focus = focus;
  }

  static of({top, left, bottom, right}) {
    return new Selection({row: bottom, column: right}, {row: top, column: left});
  }

  get top() {
    return Math.min(this.anchor.row, this.focus.row);
  }

  get bottom() {
    return Math.max(this.anchor.row, this.focus.row);
  }

  get left() {
    return Math.min(this.anchor.column, this.focus.column);
  }

  get right() {
    return Math.max(this.anchor.column, this.focus.column);
  }

  get isOneCell() {
    return this.top === this.bottom && this.left === this.right;
  }

  /** The selection after the focus went to `cell`: extended to it, or this cell alone. */
  moveTo(cell, extend) {
    return extend ? new Selection(this.anchor, cell) : new Selection(cell);
  }

  /** The part of the selection that lies in a table of this size. */
  clampTo(rowCount, columnCount) {
    const clamp = ({row, column}) => ({row: within(row, rowCount), column: within(column, columnCount)});
    return new Selection(clamp(this.anchor), clamp(this.focus));
  }
}

function within(index, count) {
  return Math.max(0, Math.min(index, count - 1));
}
