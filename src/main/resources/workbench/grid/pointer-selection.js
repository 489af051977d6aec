/**
 * Selects cells with the mouse: a click selects one, a drag or a click with Shift a range, a double click edits.
 * Assistive technology may focus a cell by itself, which selects it, too.
 */
export class PointerSelection {
  #grid;

  constructor(grid) {
    this.#grid = grid;
  }

  onDown = event => {
    const cell = cellOf(event.target);
    if (cell && event.button === 0 && event.target.localName !== 'textarea') {
      // The grid sets the focus itself, also where the browser would begin to select text.
      if (event.shiftKey) {
        event.preventDefault();
      }
      this.#grid.moveTo(cell, event.shiftKey);
    }
  };

  onOver = event => {
    const cell = cellOf(event.target);
    if (cell && event.buttons === 1 && !this.#grid.editor.isOpen && differs(cell, this.#grid.selection.focus)) {
      getSelection().removeAllRanges();
      this.#grid.moveTo(cell, true);
    }
  };

  onFocus = event => {
    const cell = cellOf(event.target);
    if (cell && differs(cell, this.#grid.selection.focus)) {
      this.#grid.moveTo(cell);
    }
  };

  onDoubleClick = event => {
    if (cellOf(event.target) && !this.#grid.editor.isOpen) {
      this.#grid.actions[this.#grid.editable ? 'edit' : 'openCell']();
    }
  };
}

function cellOf(element) {
  const cell = element.closest('tbody td');
  const place = cell?.parentElement.dataset.place;
  return place === undefined ? undefined : {row: Number(place), column: cell.cellIndex - 1};
}

function differs(one, other) {
  return one.row !== other.row || one.column !== other.column;
}
