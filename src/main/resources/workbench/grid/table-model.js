import {deleteColumns, deleteRows, inOrder, insertRows, moveColumn, moveRows, setCells} from './commands.js';

/**
 * A table of texts that can be edited, with every step undone and redone. It knows nothing of the page.
 *
 * Each step is one command, however many cells it changes, and is told by the event `table-change`, whose detail is
 * `{label, cause, range}`: the words for the step, `edit`, `undo` or `redo`, and the cells that the step is about.
 *
 * @typedef {{top: number, left: number, bottom: number, right: number}} Range all inclusive
 */
export class TableModel extends EventTarget {
  #lastId = 0;
  #past = [];
  #future = [];

  /** @param {{columns: import('./commands.js').Column[], rows: string[][]}} table */
  constructor({columns, rows}) {
    super();
    this.columns = columns;
    this.rows = rows.map(cells => this.#newRow(cells));
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  text(row, column) {
    return this.rows[row].cells[column];
  }

  /** The cells as lists of texts. */
  texts() {
    return this.rows.map(row => [...row.cells]);
  }

  setCell(row, column, text) {
    this.setCells([{row, column, text}], 'Change of a cell');
  }

  /** Sets cells in one step; a change that changes nothing is no step. */
  setCells(changes, label) {
    const real = changes.filter(({row, column, text}) => this.text(row, column) !== text);
    if (real.length > 0) {
      this.#execute(label, setCells(real), rangeAround(changes));
    }
  }

  /**
   * Writes each line into the row of the same place in `targets`, from `column` to the right, in one step.
   * Lines for which there is no target become new rows at the end of the table.
   *
   * @param {number[]} targets @param {string[][]} lines
   */
  paste(targets, column, lines) {
    const changes = lines.slice(0, targets.length)
      .flatMap((line, index) => line.map((text, offset) => ({row: targets[index], column: column + offset, text})));
    const added = lines.slice(targets.length).map(line => this.#newRow(this.#emptyCells().toSpliced(column, line.length, ...line)));
    const end = this.rows.length;
    const touched = changes.concat(added.flatMap((row, index) => [
      {row: end + index, column}, {row: end + index, column: column + lines[targets.length + index].length - 1}]));
    this.#execute(`Paste of ${counted(lines.length, 'row')}`, inOrder([setCells(changes), insertRows(end, added)]), rangeAround(touched));
  }

  /** Copies the first of the rows into all that follow, in these columns. @param {number[]} rows */
  fillDown(rows, left, right) {
    const [first, ...others] = rows;
    const columns = Array.from({length: right - left + 1}, (_, index) => left + index);
    this.setCells(others.flatMap(row => columns.map(column => ({row, column, text: this.text(first, column)}))), 'Fill down');
  }

  insertRows(at, count) {
    const rows = Array.from({length: count}, () => this.#newRow(this.#emptyCells()));
    this.#execute(`Insertion of ${counted(count, 'row')}`, insertRows(at, rows), this.#wholeRows(at, count));
  }

  deleteRows(at, count) {
    this.#execute(`Deletion of ${counted(count, 'row')}`, deleteRows(at, count), this.#wholeRows(at, count));
  }

  /** Puts copies of the rows below them. */
  duplicateRows(at, count) {
    const copies = this.rows.slice(at, at + count).map(row => this.#newRow(row.cells));
    this.#execute(`Copy of ${counted(count, 'row')}`, insertRows(at + count, copies), this.#wholeRows(at + count, count));
  }

  /** Moves rows so that the first of them gets the index `to`. */
  moveRows(from, count, to) {
    this.#execute(`Move of ${counted(count, 'row')}`, moveRows(from, count, to), this.#wholeRows(to, count), this.#wholeRows(from, count));
  }

  deleteColumns(at, count) {
    this.#execute(`Deletion of ${counted(count, 'column')}`, deleteColumns(at, count), this.#wholeColumn(at));
  }

  moveColumn(from, to) {
    this.#execute('Move of a column', moveColumn(from, to), this.#wholeColumn(to), this.#wholeColumn(from));
  }

  undo() {
    this.#step(this.#past, this.#future, 'undo');
  }

  redo() {
    this.#step(this.#future, this.#past, 'redo');
  }

  /** @param {Range} range the cells after the step @param {Range} before the same cells before it, and after its undoing */
  #execute(label, command, range, before = range) {
    this.#past.push({label, range, before, command: command(this)});
    this.#future = [];
    this.#tell(label, 'edit', range);
  }

  #step(from, to, cause) {
    const step = from.pop();
    if (step) {
      to.push({...step, command: step.command(this)});
      this.#tell(step.label, cause, cause === 'undo' ? step.before : step.range);
    }
  }

  #tell(label, cause, range) {
    this.dispatchEvent(new CustomEvent('table-change', {detail: {label, cause, range}}));
  }

  #newRow(cells) {
    return {id: ++this.#lastId, cells};
  }

  #emptyCells() {
    return this.columns.map(() => '');
  }

  #wholeRows(top, count) {
    return {top, left: 0, bottom: top + count - 1, right: this.columns.length - 1};
  }

  #wholeColumn(column) {
    return {top: 0, left: column, bottom: this.rows.length - 1, right: column};
  }
}

/** A number with its noun, as `1 row` or `200 rows`. */
export function counted(count, noun) {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function rangeAround(cells) {
  return cells.reduce(({top, left, bottom, right}, {row, column}) => ({
    top: Math.min(top, row), left: Math.min(left, column), bottom: Math.max(bottom, row), right: Math.max(right, column),
  }), {top: Infinity, left: Infinity, bottom: 0, right: 0});
}
