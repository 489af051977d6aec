import {html, nothing} from 'lit';
import './find-bar.js';
import {counted} from './table-model.js';

/** The grid's own search: finds the cells that hold a text, in the order in which they are shown, and replaces it by another one. */
export class CellFind {
  #grid;
  #isOpen = false;
  #cells = [];
  #current = -1;
  #text = '';

  constructor(grid) {
    this.#grid = grid;
  }

  open() {
    this.#isOpen = true;
    this.#grid.requestUpdate();
    this.#grid.updateComplete.then(() => this.#grid.renderRoot.querySelector('grid-find-bar').focus());
  }

  template() {
    const found = {text: this.#text, count: this.#cells.length, place: this.#current + 1};
    return this.#isOpen ? html`<grid-find-bar .found=${found} ?replaces=${this.#grid.editable}
      @find-text=${event => this.#start(event.detail)}
      @find-next=${() => this.#go(1)}
      @find-previous=${() => this.#go(-1)}
      @replace-one=${event => this.#replaceOne(event.detail)}
      @replace-all=${event => this.#replace(this.#cells, event.detail)}
      @find-close=${() => this.#close()}></grid-find-bar>` : nothing;
  }

  /** Searches anew, and goes to the first cell at or behind the one with the focus. */
  #start(text) {
    this.#text = text;
    this.#search();
    this.#go(this.#current < 0 ? 1 : 0);
  }

  /** Follows a change of the table, or of which rows are shown, without going anywhere. */
  refresh() {
    if (this.#isOpen && this.#text) {
      this.#search();
    }
  }

  #search() {
    const {model, shown, selection: {focus}} = this.#grid;
    const sought = this.#text.toLocaleLowerCase();
    this.#cells = sought
      ? shown.indexes.flatMap((index, row) => columnsWith(model.rows[index], sought).map(column => ({row, column})))
      : [];
    this.#current = this.#cells.findIndex(cell => cell.row > focus.row || (cell.row === focus.row && cell.column >= focus.column));
  }

  /** Goes on by so many cells, around the ends. */
  #go(by) {
    const count = this.#cells.length;
    this.#current = count > 0 ? (this.#current + by + count) % count : -1;
    if (count > 0) {
      this.#grid.reveal(this.#cells[this.#current]);
    }
    this.#grid.requestUpdate();
  }

  /** Replaces the text in the cell that was found, and goes to the next one. */
  #replaceOne(text) {
    const cell = this.#cells[this.#current];
    if (cell) {
      this.#replace([cell], text);
      this.#go(this.#cells.some(({row, column}) => row === cell.row && column === cell.column) ? 1 : 0);
    }
  }

  /** Replaces the text in all these cells in one step. */
  #replace(cells, text) {
    const {model, shown} = this.#grid;
    const changes = cells.filter(({column}) => !model.columns[column].readonly).map(({row, column}) => {
      const index = shown.indexes[row];
      return {row: index, column, text: replaced(model.text(index, column), this.#text, text)};
    });
    model.setCells(changes, `Replacement in ${counted(changes.length, 'cell')}`);
  }

  #close() {
    this.#isOpen = false;
    this.#text = '';
    this.#cells = [];
    this.#grid.refreshAndFocus();
  }
}

function columnsWith(row, sought) {
  return row.cells.flatMap((text, column) => (text.toLocaleLowerCase().includes(sought) ? [column] : []));
}

function replaced(text, sought, replacement) {
  return text.replace(new RegExp(sought.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'gi'), () => replacement);
}
