/**
 * The rows of a table that pass the filter, in the order of the table. A row is judged once, when the filter is set:
 * it does not vanish while it is edited, and rows added later are shown.
 */
export class ShownRows {
  #hidden = new Set();
  #model;

  /** @type {number[]} for each shown row its index in the table */
  indexes = [];

  get isFiltered() {
    return this.#hidden.size > 0;
  }

  /** Shows the rows with a cell that holds all words of `filter`, in upper or lower case. */
  filter(model, filter) {
    const words = filter.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const misses = row => {
      const text = row.cells.join('\n').toLocaleLowerCase();
      return words.some(word => !text.includes(word));
    };
    this.#model = model;
    this.#hidden = new Set(words.length > 0 ? model.rows.filter(misses).map(row => row.id) : []);
    this.refresh();
  }

  /** Follows a change of the table. */
  refresh() {
    this.indexes = [];
    this.#model.rows.forEach((row, index) => {
      if (!this.#hidden.has(row.id)) {
        this.indexes.push(index);
      }
    });
  }

  /** The place at which the row of the table is shown; if it is hidden, the next one that is shown. */
  placeOf(index) {
    const place = this.indexes.findIndex(shown => shown >= index);
    return place < 0 ? this.indexes.length - 1 : place;
  }
}
