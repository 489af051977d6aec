import {columnPlace, deleteRows, inOrder, insertColumns, insertRows, rowPlace, setCells} from '../../grid/commands.js';
import {TableModel} from '../../grid/table-model.js';
import {columnIndex, columnLetters} from '../tables/places.js';
import {HeldCells, findText} from './held-cells.js';
import {commandOf, extentOf} from './logged-changes.js';
import {columnsFor, findReplaced, padded} from './sheet-rows.js';
import {BLANK, describeColumns, headerOf} from './sheet-columns.js';
import {stepsBetween} from './operations.js';

/**
 * A sheet of a draft in two states: as the service has it, and as it is edited in `model`, whose rows are those of the file, the technical
 * ones included. What differs is not saved yet.
 *
 * A cell that both changed is a conflict: it keeps what was typed here, and is not saved until one of both is taken.
 *
 * @typedef {object} Conflict
 * @property {DraftSheet | import('./draft-text.js').DraftText} sheet
 * @property {number} [id] the row of a cell
 * @property {number} [key] the column of a cell
 * @property {string} mine
 * @property {string} theirs
 * @property {string} [by] who wrote it
 */
export class DraftSheet {
  /** @type {import('../../grid/commands.js').Table} the state that the service has */
  #saved;
  #held = new HeldCells();
  /** By row and column, who else changed a cell last. */
  #authors = new Map();

  /** @param {any} answer that of `GET …/sheets` */
  constructor(answer) {
    this.file = answer.file;
    this.sheet = answer.sheet;
    this.model = new TableModel({columns: columnsFor(answer.rows), rows: padded(answer.rows)});
    this.#saved = this.state;
    this.#takeFacts(answer);
  }

  /** The count of the rows above the first row of the table. */
  get headCount() {
    return this.header?.lastRow ?? 0;
  }

  /** `table` or `scenarios`, by the header; `sheet` if there is none that can be read. */
  get kind() {
    return this.header === null ? 'sheet' : this.header.table === null ? 'scenarios' : 'table';
  }

  /** The API's description of each column, in the order of the model. */
  get columns() {
    return this.model.columns.map(({meaning}, at) => ({...meaning, column: columnLetters(at)}));
  }

  get rowNumbers() {
    return this.model.rows.map((_, index) => index + 1);
  }

  indexOfRow(number) {
    return this.model.rows[Number(number) - 1] ? Number(number) - 1 : -1;
  }

  indexOfColumn(letters) {
    const at = columnIndex(letters ?? '');
    return this.model.columns[at] ? at : -1;
  }

  rowsBetween(first, last) {
    const from = Math.max(1, first);
    return Array.from({length: Math.max(0, Math.min(last, this.model.rows.length) - from + 1)}, (_, offset) => from - 1 + offset);
  }

  columnsBetween(first, last) {
    return this.model.columns.flatMap((_, at) => (at >= first && at <= last ? [at] : []));
  }

  /** The table as it is edited now. */
  get state() {
    return {columns: this.model.columns, rows: [...this.model.rows]};
  }

  /** @returns {Conflict[]} */
  get conflicts() {
    return this.#held.list(this.model, this.#saved).map(cell => ({...cell, sheet: this}));
  }

  /** Returns what is not saved yet, or what came after a state, but for conflicts. @returns {import('./operations.js').Step[]} */
  unsavedSteps(since = this.#saved) {
    return stepsBetween(since, this.model)
      .filter(({id, key}) => id === undefined || !this.#held.has(id, key))
      .map(step => ({...step, operation: {file: this.file, sheet: this.sheet, ...step.operation}}));
  }

  /**
   * Notes that the service has saved a step.
   *
   * @param {import('./operations.js').Step} step
   * @param {any} logged the change as the service has logged it, which may be at another place than it was sent for
   */
  markSaved(step, logged) {
    const rows = [...(step.rows ?? [])];
    const adopted = [];
    const newRow = cells => {
      const {id, cells: sent} = rows.shift();
      adopted.push(...cells.flatMap((text, at) => (text === sent[at] ? [] : [{id, key: this.#saved.columns[at].key, text, before: sent[at]}])));
      return {id, cells};
    };
    commandOf(logged, this.#saved, {newRow, newColumn: () => step.column})?.(this.#saved);
    adopted.push(...this.#adoptedCells(step, logged));
    if (adopted.length > 0) {
      this.model.follow(setCells(adopted));
    }
  }

  /** The service keeps texts in a normal form. @returns the cells that hold another text there than was sent */
  #adoptedCells({operation, id, key, column}, logged) {
    if (operation.op === 'set' && logged.after !== operation.after) {
      return [{id, key, text: logged.after, before: operation.after}];
    }
    if (operation.op === 'insert-columns') {
      const [sent, kept] = [operation.columns[0], logged.columns[0]];
      return this.#saved.rows.flatMap((row, at) => (sent[at] === kept[at] ? [] : [{id: row.id, key: column.key, text: kept[at], before: sent[at]}]));
    }
    return [];
  }

  /**
   * Takes over a change that somebody else has made.
   *
   * @param {any} change @param {string} by
   * @returns {boolean} false if the sheet must be read anew
   */
  follow(change, by) {
    this.#growTo(extentOf(change));
    const command = commandOf(change, this.#saved, {newRow: cells => this.model.newRow(cells), newColumn: () => this.model.newColumn({title: ''})});
    if (!command) {
      return false;
    }
    this.#noteConflict(change, by);
    this.#keepChangedRows(change);
    this.#doBoth(command);
    this.#held.releaseSettled(this.model, this.#saved);
    return true;
  }

  /** Takes the rest of an answer of the service. Where its rows are not those that are known, it replaces what differs. */
  refresh(answer) {
    const {columns, rows} = this.#saved;
    this.#growTo({rows: answer.rows.length, columns: answer.rows[0]?.length ?? 0});
    const missing = Array.from({length: Math.max(0, rows.length - answer.rows.length)}, () => []);
    this.#replaceRows(padded([...answer.rows, ...missing], Math.max(columns.length, answer.rows[0]?.length ?? 0)));
    this.#held.releaseSettled(this.model, this.#saved);
    this.#takeFacts(answer);
  }

  /** Writes a text over one that somebody else wrote while it was typed: a conflict. */
  overwrite({row, column, mine, by}) {
    const [{id}, {key}] = [this.model.rows[row], this.model.columns[column]];
    this.#held.hold(id, key, by ?? this.#authors.get(`${id} ${key}`));
    this.model.setCell(row, column, mine);
  }

  /**
   * Holds a text that was typed here before the page was left, and that somebody else has overtaken.
   *
   * @param {{row: number, column: number, mine: string, by?: string}} held at its place now, from 0
   */
  hold({row, column, mine, by}) {
    this.#growTo({rows: row + 1, columns: column + 1});
    this.overwrite({row, column, mine, by});
    this.#held.releaseSettled(this.model, this.#saved);
  }

  /** Returns the conflicts with the places that they have in what the service holds, from 0. */
  listHeld() {
    const {rows, columns} = this.#saved;
    return this.conflicts.map(({id, key, mine, by}) => ({
      file: this.file, sheet: this.sheet, mine, by, row: rows.findIndex(row => row.id === id), column: columns.findIndex(column => column.key === key),
    }));
  }

  /** Ends a conflict. @param {Conflict} conflict @param {string} [text] what the cell shall hold; as it is, if none is given */
  settle(conflict, text) {
    this.#held.release(conflict);
    const [row, column] = this.placeOf(conflict);
    if (text !== undefined && row >= 0 && column >= 0) {
      this.model.setCell(row, column, text, text === conflict.theirs ? 'Change of somebody else' : 'Change of a cell');
    }
  }

  /** Returns the indexes of the row and the column of a conflict; -1 for what is gone. */
  placeOf({id, key}) {
    return [this.model.rows.findIndex(row => row.id === id), this.model.columns.findIndex(column => column.key === key)];
  }

  #takeFacts({version, columns, rowStates, cellStates, ...answer}) {
    const header = headerOf(answer);
    Object.assign(this, {version, header, rowStates, cellStates});
    const pinned = header ? [...Array(Math.max(0, header.lastRow - 4)).keys(), header.lastRow - 3].filter(index => index >= 0) : [];
    this.model.pinned = new Set(header?.table ? pinned.map(index => this.model.rows[index].id) : []);
    const described = describeColumns(this.model, header, columns);
    if (JSON.stringify(described) !== JSON.stringify(this.model.columns.map(({key, ...rest}) => rest))) {
      this.model.describeColumns(described);
    }
  }

  #noteConflict({op, cell, after}, by) {
    if (op !== 'set') {
      return;
    }
    const [, letters, number] = /^([A-Z]+)(\d+)$/.exec(cell);
    const saved = this.#saved.rows[number - 1];
    const column = this.#saved.columns[columnIndex(letters)];
    const row = this.model.rows.find(({id}) => id === saved?.id);
    const at = this.model.columns.findIndex(({key}) => key === column?.key);
    const mine = row?.cells[at];
    this.#authors.set(`${saved?.id} ${column?.key}`, by);
    if (mine !== undefined && mine !== saved.cells[columnIndex(letters)] && mine !== after) {
      this.#held.hold(saved.id, column.key, by);
    }
  }

  /** A row that was changed here and deleted by somebody else is written anew, so that nothing typed is lost. */
  #keepChangedRows({op, row, count}) {
    if (op === 'delete-rows') {
      this.#saved.rows.slice(row - 1, row - 1 + count).forEach(saved => {
        const index = this.model.rows.findIndex(({id}) => id === saved.id);
        const mine = this.model.rows[index];
        if (mine && mine.cells.join('\n') !== saved.cells.join('\n')) {
          this.model.follow(inOrder([insertRows(rowPlace(this.model.rows, index), [this.model.newRow([...mine.cells])], this.model.columns)]));
        }
      });
    }
  }

  /** A sheet of the service has no end: beyond its texts all cells are blank. Here there are as many as are shown. */
  #growTo({rows, columns}) {
    const missing = Array.from({length: Math.max(0, columns - this.#saved.columns.length)}, () => this.model.newColumn({title: '', meaning: BLANK}));
    if (missing.length > 0) {
      this.#doBoth(insertColumns(columnPlace(this.#saved.columns, this.#saved.columns.length), missing, new Map()));
    }
    const count = Math.max(0, rows - this.#saved.rows.length);
    if (count > 0) {
      const added = Array.from({length: count}, () => this.model.newRow(this.#saved.columns.map(() => '')));
      this.#doBoth(insertRows(rowPlace(this.#saved.rows, this.#saved.rows.length), added, this.#saved.columns));
    }
  }

  /** A text that is not saved yet must not go over one that somebody else wrote. */
  #holdIfTyped({id, key, text, before}) {
    const mine = findText(this.model, {id, key});
    if (mine !== undefined && mine !== before && mine !== text) {
      this.#held.hold(id, key);
    }
  }

  #doBoth(command) {
    command(this.#saved);
    this.model.follow(command);
  }

  /** Makes what the service has into these rows, and takes over what differs. */
  #replaceRows(after) {
    const {top, old, texts} = findReplaced(this.#saved.rows, after);
    const count = Math.min(old.length, texts.length);
    const cells = old.slice(0, count).flatMap(({id, cells}, row) => this.#saved.columns.flatMap(({key}, at) => (
      cells[at] === texts[row][at] ? [] : [{id, key, text: texts[row][at], before: cells[at]}])));
    const gone = old.slice(count).map(({id}) => id);
    cells.forEach(cell => this.#holdIfTyped(cell));
    this.#keepChangedRows({op: 'delete-rows', row: top + count + 1, count: gone.length});
    const added = texts.slice(count).map(each => this.model.newRow(each));
    const commands = [
      cells.length > 0 && setCells(cells),
      gone.length > 0 && deleteRows(gone),
      added.length > 0 && insertRows(rowPlace(this.#saved.rows, top + count), added, this.#saved.columns),
    ].filter(Boolean);
    if (commands.length > 0) {
      this.#doBoth(inOrder(commands));
    }
  }
}
