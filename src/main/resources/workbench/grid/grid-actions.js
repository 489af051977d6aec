import {counted} from './table-model.js';

/** The words above a table stand in two columns. */
const MIN_COLUMNS = 2;

/** Actions of the keyboard, and of the buttons that a view puts beside the grid. Each acts on the selection. */
export class GridActions {
  #grid;

  constructor(grid) {
    this.#grid = grid;
  }

  undo() {
    this.#grid.model.undo();
  }

  redo() {
    this.#grid.model.redo();
  }

  openCell() {
    this.#grid.tellCell('cell-open');
  }

  /** Asks the view to correct the cell as its problem proposes. */
  takeRemedy() {
    this.#grid.tellCell('cell-remedy');
  }

  selectAll() {
    const {rows, columns} = this.#grid.size;
    this.#grid.select({top: 0, left: 0, bottom: rows - 1, right: columns - 1});
  }

  goDown() {
    this.#goBy(1, 0);
  }

  goUp() {
    this.#goBy(-1, 0);
  }

  goToNextCell() {
    const {row, column} = this.#grid.selection.focus;
    const isLast = column === this.#grid.size.columns - 1;
    this.#grid.moveTo(isLast ? {row: row + 1, column: 0} : {row, column: column + 1});
  }

  goToPreviousCell() {
    const {row, column} = this.#grid.selection.focus;
    this.#grid.moveTo(column === 0 ? {row: row - 1, column: this.#grid.size.columns - 1} : {row, column: column - 1});
  }

  edit() {
    if (this.#mayWrite()) {
      this.#grid.editor.open();
    }
  }

  /** Opens the editor with a text that was just typed. */
  replaceBy(text) {
    if (this.#mayWrite()) {
      this.#grid.editor.open(text);
    }
  }

  clear(label = 'Clearing') {
    if (this.#mayWrite()) {
      const {left, right} = this.#grid.selection;
      const changes = this.#rows().flatMap(row => columnsBetween(left, right).map(column => ({row, column, text: ''})));
      this.#grid.model.setCells(changes, `${label} of ${counted(changes.length, 'cell')}`);
    }
  }

  fillDown() {
    if (this.#mayWrite()) {
      this.#grid.model.fillDown(this.#rows(), this.#grid.selection.left, this.#grid.selection.right);
    }
  }

  insertRow() {
    this.#grid.model.insertRows(this.#rows().at(-1) + 1 || this.#grid.headCount, 1);
  }

  insertRowAbove() {
    this.#grid.model.insertRows(this.#rows()[0] ?? this.#grid.headCount, 1);
  }

  deleteRows() {
    this.#withAdjacentRows((first, count) => this.#grid.model.deleteRows(first, count));
  }

  duplicateRows() {
    this.#withAdjacentRows((first, count) => this.#grid.model.duplicateRows(first, count));
  }

  /** Moves above the next row that is shown, past those that the filter hides. */
  moveRowsUp() {
    const above = this.#grid.shown.indexes[this.#grid.selection.top - 1];
    this.#withAdjacentRows((first, count) => above !== undefined && this.#grid.model.moveRows(first, count, above));
  }

  /** Moves below the next row that is shown, past those that the filter hides. */
  moveRowsDown() {
    const below = this.#grid.shown.indexes[this.#grid.selection.bottom + 1];
    this.#withAdjacentRows((first, count) => below !== undefined && this.#grid.model.moveRows(first, count, below - count + 1));
  }

  moveColumnLeft() {
    this.#moveColumn(-1);
  }

  moveColumnRight() {
    this.#moveColumn(1);
  }

  deleteColumns() {
    const {left, right} = this.#grid.selection;
    if (this.#grid.size.columns - (right - left + 1) < MIN_COLUMNS) {
      this.#grid.say(`Nothing was changed: a table keeps at least ${MIN_COLUMNS} columns.`);
    } else {
      this.#grid.model.deleteColumns(left, right - left + 1);
    }
  }

  /** @returns {string[][]} */
  selectedTexts() {
    const {left, right} = this.#grid.selection;
    return this.#rows().map(row => this.#grid.model.rows[row].cells.slice(left, right + 1));
  }

  /** Writes lines from the first selected cell on, or says why they do not fit. One step, whatever their size. */
  paste(copied) {
    const {top, left, right, bottom} = this.#grid.selection;
    const lines = repeatInto(copied, bottom - top + 1, right - left + 1).map(line => withoutEmptyEnd(line, this.#grid.size.columns - left));
    const reason = this.#reasonAgainst(lines, top, left);
    if (reason) {
      this.#grid.say(`Nothing was pasted: ${reason}`);
    } else {
      this.#grid.model.paste(this.#grid.shown.indexes.slice(top, top + lines.length), left, lines);
    }
  }

  #moveColumn(by) {
    const {column} = this.#grid.selection.focus;
    if (column + by >= 0 && column + by < this.#grid.size.columns) {
      this.#grid.model.moveColumn(column, column + by);
    }
  }

  #reasonAgainst(lines, top, left) {
    const {rows, columns} = this.#grid.size;
    const width = Math.max(0, ...lines.map(line => line.length));
    if (width === 0) {
      return 'the clipboard holds no text.';
    }
    if (width > columns - left) {
      return `${counted(width, 'column')} do not fit into the ${columns - left} from here to the right edge. Begin further left.`;
    }
    if (this.#grid.shown.isFiltered && lines.length > rows - top) {
      return `${counted(lines.length, 'row')} do not fit into the rows that the filter shows. Empty the filter.`;
    }
    return this.#readonlyReason(left, left + width - 1);
  }

  #mayWrite() {
    const reason = this.#readonlyReason(this.#grid.selection.left, this.#grid.selection.right);
    if (reason) {
      this.#grid.say(`Nothing was changed: ${reason}`);
    }
    return this.#grid.editable && this.#grid.size.rows > 0 && !reason;
  }

  #readonlyReason(left, right) {
    const column = this.#grid.model.columns.slice(left, right + 1).find(({readonly}) => readonly);
    return column && `the column “${column.title}” cannot be edited here.`;
  }

  #withAdjacentRows(action) {
    const rows = this.#rows();
    if (rows.length === 0) {
      return;
    }
    if (rows.at(-1) - rows[0] + 1 > rows.length) {
      this.#grid.say('Nothing was changed: the filter hides rows between the selected ones. Empty the filter.');
    } else {
      action(rows[0], rows.length);
    }
  }

  /** The selected rows as indexes of the table. */
  #rows() {
    const {top, bottom} = this.#grid.selection;
    return this.#grid.shown.indexes.slice(top, bottom + 1);
  }

  #goBy(rows, columns) {
    const {row, column} = this.#grid.selection.focus;
    this.#grid.moveTo({row: row + rows, column: column + columns});
  }
}

function columnsBetween(left, right) {
  return Array.from({length: right - left + 1}, (_, index) => left + index);
}

/** Repeats the lines until they fill a selection whose size is a multiple of theirs. */
function repeatInto(lines, rows, columns) {
  const width = lines[0]?.length ?? 0;
  if (width === 0 || rows % lines.length !== 0 || columns % width !== 0 || lines.some(line => line.length !== width)) {
    return lines;
  }
  return Array.from({length: rows}, (_, row) => Array.from({length: columns}, (_, column) => lines[row % lines.length][column % width]));
}

/** Spreadsheets copy empty columns beside a table, too: those that stand beyond the table are left out. */
function withoutEmptyEnd(line, width) {
  return line.slice(width).every(text => text === '') ? line.slice(0, width) : line;
}
