/**
 * The rows of a table that are shown, in the order of the table: those that pass the filter, without the first ones if they are to be
 * left out. A row is judged once, when the filter is set: it does not vanish while it is edited, and rows added later are shown.
 */
export class ShownRows {
  #hidden = new Set();
  #model;
  #ids = [];

  /** The count of rows at the top that are left out. */
  skipped = 0;

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
      if (index >= this.skipped && !this.#hidden.has(row.id)) {
        this.indexes.push(index);
      }
    });
    this.#ids = this.indexes.map(index => this.#model.rows[index].id);
  }

  /** The place at which the row of the table is shown; if it is hidden, the next one that is shown. */
  placeOf(index) {
    const place = this.indexes.findIndex(shown => shown >= index);
    return place < 0 ? this.indexes.length - 1 : place;
  }

  /** The id of the row that was shown at a place when the rows were last refreshed. */
  idAt(place) {
    return this.#ids[place];
  }

  /** The place at which the row with this id is shown; -1 if it is not. */
  placeOfId(id) {
    return this.#ids.indexOf(id);
  }
}
