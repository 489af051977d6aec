import {
  columnPlace, deleteColumns, deleteRows, inOrder, insertColumns, insertRows, moveColumn, moveRows, rowPlace, setCells,
} from './commands.js';
import {pinnedCells} from './pinned-rows.js';

/**
 * A table of texts that can be edited, with every step undone and redone. It knows nothing of the page.
 *
 * Each step is one command, however many cells it changes, and is told by the event `table-change`, whose detail is
 * `{label, cause, range}`: the words for the step; `edit`, `undo`, `redo`, or `other` for a change that somebody else made;
 * and the cells that the step is about, which a change of somebody else has none of.
 *
 * @typedef {{top: number, left: number, bottom: number, right: number}} Range all inclusive
 */
export class TableModel extends EventTarget {
  #lastId = 0;
  #lastKey = 0;
  #past = [];
  #future = [];

  /** The ids of rows whose cells stay where they are when columns are inserted, deleted and moved: they do not belong to columns. */
  pinned = new Set();

  /** @param {{columns: Omit<import('./commands.js').Column, 'key'>[], rows: string[][]}} table */
  constructor({columns, rows}) {
    super();
    this.columns = columns.map(column => this.newColumn(column));
    this.rows = rows.map(cells => this.newRow(cells));
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

  setCell(row, column, text, label = 'Change of a cell') {
    this.setCells([{row, column, text}], label);
  }

  /** Sets cells in one step; a change that changes nothing is no step. Of several changes of one cell the last counts. */
  setCells(changes, label) {
    const command = this.#settingCells(changes);
    if (command) {
      this.#execute(label, command, rangeAround(changes));
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
    const added = lines.slice(targets.length).map(line => this.newRow(this.#emptyCells().toSpliced(column, line.length, ...line)));
    const end = this.rows.length;
    const touched = changes.concat(added.flatMap((row, index) => [
      {row: end + index, column}, {row: end + index, column: column + lines[targets.length + index].length - 1}]));
    const commands = [this.#settingCells(changes), added.length > 0 && insertRows(rowPlace(this.rows, end), added, this.columns)].filter(Boolean);
    if (commands.length > 0) {
      this.#execute(`Paste of ${counted(lines.length, 'row')}`, inOrder(commands), rangeAround(touched));
    }
  }

  /** Copies the first of the rows into all that follow, in these columns. @param {number[]} rows */
  fillDown(rows, left, right) {
    const [first, ...others] = rows;
    const columns = Array.from({length: right - left + 1}, (_, index) => left + index);
    this.setCells(others.flatMap(row => columns.map(column => ({row, column, text: this.text(first, column)}))), 'Fill down');
  }

  insertRows(at, count) {
    const lines = Array.from({length: count}, () => this.#emptyCells());
    this.insertLines(at, lines, `Insertion of ${counted(count, 'row')}`);
  }

  /** Inserts rows with these cells. @param {string[][]} lines */
  insertLines(at, lines, label) {
    const rows = lines.map(cells => this.newRow(cells));
    this.#execute(label, insertRows(rowPlace(this.rows, at), rows, this.columns), this.#wholeRows(at, rows.length));
  }

  deleteRows(at, count) {
    const ids = this.rows.slice(at, at + count).map(({id}) => id);
    this.#execute(`Deletion of ${counted(count, 'row')}`, deleteRows(ids), this.#wholeRows(at, count));
  }

  /** Puts copies of the rows below them. */
  duplicateRows(at, count) {
    const lines = this.rows.slice(at, at + count).map(row => row.cells);
    this.insertLines(at + count, lines, `Copy of ${counted(count, 'row')}`);
  }

  /** Moves rows so that the first of them gets the index `to`. */
  moveRows(from, count, to) {
    const moved = this.rows.slice(from, from + count).map(({id}) => id);
    const place = rowPlace(this.rows.toSpliced(from, count), to);
    this.#execute(`Move of ${counted(count, 'row')}`, moveRows(moved, place), this.#wholeRows(to, count), this.#wholeRows(from, count));
  }

  /** Inserts a column with its cells, from the first row. @param {Omit<import('./commands.js').Column, 'key'>} column @param {string[]} texts */
  insertColumn(at, column, texts, label = 'Insertion of a column') {
    const cells = new Map(this.rows.map(({id}, row) => [id, [texts[row] ?? '']]));
    this.#changeColumns(label, insertColumns(columnPlace(this.columns, at), [this.newColumn(column)], cells), this.#wholeColumn(at));
  }

  deleteColumns(at, count) {
    const keys = this.columns.slice(at, at + count).map(({key}) => key);
    this.#changeColumns(`Deletion of ${counted(count, 'column')}`, deleteColumns(keys), this.#wholeColumn(at));
  }

  moveColumn(from, to) {
    const place = columnPlace(this.columns.toSpliced(from, 1), to);
    this.#changeColumns('Move of a column', moveColumn(this.columns[from].key, place), this.#wholeColumn(to), this.#wholeColumn(from));
  }

  undo() {
    this.#step(this.#past, this.#future, 'undo');
  }

  redo() {
    this.#step(this.#future, this.#past, 'redo');
  }

  /** Takes over a change that somebody else made. It is no step, so that undo takes back only what was done here. */
  follow(command) {
    command(this);
    this.#tell('', 'other');
  }

  /** Gives the columns other titles and kinds, in their order. @param {Omit<import('./commands.js').Column, 'key'>[]} columns */
  describeColumns(columns) {
    this.columns = this.columns.map(({key}, at) => ({...columns[at], key}));
    this.#tell('', 'other');
  }

  /** Returns a row that the table does not have yet. */
  newRow(cells) {
    return {id: ++this.#lastId, cells};
  }

  /** Returns a column that the table does not have yet. */
  newColumn(column) {
    return {...column, key: ++this.#lastKey};
  }

  /** Returns the command that sets those cells that hold another text; undefined if there are none. */
  #settingCells(changes) {
    const byCell = new Map(changes.map(change => [`${change.row} ${change.column}`, change]));
    const real = [...byCell.values()].filter(({row, column, text}) => this.text(row, column) !== text);
    return real.length === 0 ? undefined : setCells(real.map(({row, column, text}) => (
      {id: this.rows[row].id, key: this.columns[column].key, text, before: this.text(row, column)})));
  }

  #changeColumns(label, command, range, before = range) {
    const pinned = this.rows.filter(({id}) => this.pinned.has(id));
    this.#execute(label, table => {
      const back = command(table);
      const restore = setCells(pinnedCells(table, pinned));
      return inOrder([restore(table), back]);
    }, range, before);
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
