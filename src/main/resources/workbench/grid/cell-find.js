import {html, nothing} from 'lit';
import './find-bar.js';

/** The grid's own search: finds the cells that hold a text, in the order in which they are shown. */
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
    return this.#isOpen ? html`<grid-find-bar .found=${found}
      @find-text=${event => this.#start(event.detail)}
      @find-next=${() => this.#go(1)}
      @find-previous=${() => this.#go(-1)}
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
