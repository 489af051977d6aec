/**
 * The cells of a sheet that were changed here and by somebody else. They are not saved until one of both texts is taken. Cells are told apart by the
 * ids of rows and the keys of columns.
 */
export class HeldCells {
  /** @type {Map<string, {id: number, key: number, by?: string}>} */
  #cells = new Map();

  hold(id, key, by) {
    this.#cells.set(nameOf(id, key), {id, key, by});
  }

  release({id, key}) {
    this.#cells.delete(nameOf(id, key));
  }

  has(id, key) {
    return this.#cells.has(nameOf(id, key));
  }

  /**
   * Returns the cells with both texts, as they are now.
   *
   * @param {import('../../grid/commands.js').Table} edited @param {import('../../grid/commands.js').Table} saved
   */
  list(edited, saved) {
    return [...this.#cells.values()]
      .map(cell => ({...cell, mine: findText(edited, cell), theirs: findText(saved, cell)}))
      .filter(({mine, theirs}) => mine !== undefined && theirs !== undefined && mine !== theirs);
  }

  /** Releases the cells that hold the same by now, or are gone. */
  releaseSettled(edited, saved) {
    if (this.#cells.size > 0) {
      this.#cells = new Map(this.list(edited, saved).map(({id, key, by}) => [nameOf(id, key), {id, key, by}]));
    }
  }
}

/** Returns the text of a cell; undefined if it is gone. */
export function findText({rows, columns}, {id, key}) {
  return rows.find(row => row.id === id)?.cells[columns.findIndex(column => column.key === key)];
}

function nameOf(id, key) {
  return `${id} ${key}`;
}
