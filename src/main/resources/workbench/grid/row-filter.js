/** The filter of a grid: a field whose text decides which rows are shown. */
export class RowFilter {
  #grid;

  constructor(grid) {
    this.#grid = grid;
  }

  /** Shows the rows that hold all words of a text. */
  apply(text) {
    this.#grid.editor.commit();
    this.#grid.keepPlace(() => this.#show(text));
  }

  /** Shows all rows of the grid's table, and empties the field. */
  clear() {
    const field = this.#grid.renderRoot.querySelector('#filter');
    if (field) {
      field.value = '';
    }
    this.#show('');
  }

  /** Shows a row that a link leads to, also if the filter hides it. */
  reveal(row) {
    const {model, shown} = this.#grid;
    if (model.rows[row] && !shown.indexes.includes(row)) {
      this.clear();
    }
  }

  #show(text) {
    this.#grid.shown.filter(this.#grid.model, text);
    this.#grid.find.refresh();
  }
}
