/**
 * Marks of cells and states of rows, kept by row and column themselves, so that they stay with them when rows move.
 *
 * @typedef {'problem' | 'warning' | 'changed' | 'conflict'} MarkKind
 * @typedef {{row: number, column: number, kind: MarkKind, text: string}} Mark
 * @typedef {{row: number, state: string, text?: string}} RowState `state` is one or more of lit, dimmed, unused and added, with blanks between them
 */
export class CellMarks {
  /** The marks of each row as they were given. */
  #given = new Map();
  /** Those by column of the rows that were asked for: of a long table most rows are never drawn. */
  #cells = new Map();
  #columns = [];
  #rows = new Map();

  /** Takes marks by the places that rows and columns have now. @param {import('./table-model.js').TableModel} model @param {Mark[]} marks */
  setMarks(model, marks) {
    this.#columns = model.columns; // A change of the columns replaces the list.
    this.#cells = new Map();
    this.#given = new Map();
    for (const mark of marks) {
      const row = model.rows[mark.row];
      if (row && model.columns[mark.column]) {
        getOrAdd(this.#given, row.id, () => []).push(mark);
      }
    }
  }

  /** Takes states by the places that rows have now. @param {import('./table-model.js').TableModel} model @param {RowState[]} states */
  setRowStates(model, states) {
    this.#rows = new Map(states.filter(({row}) => model.rows[row]).map(state => [model.rows[state.row].id, state]));
  }

  /** The marks of a row by column, or undefined. */
  ofRow(row) {
    return this.#given.has(row.id) ? getOrAdd(this.#cells, row.id, () => this.#byColumn(row)) : undefined;
  }

  /** @returns {Mark[]} */
  ofCell(row, column) {
    return this.ofRow(row)?.get(column) ?? [];
  }

  /** @returns {RowState | undefined} */
  stateOf(row) {
    return this.#rows.get(row.id);
  }

  #byColumn(row) {
    const byColumn = new Map();
    this.#given.get(row.id).forEach(mark => getOrAdd(byColumn, this.#columns[mark.column], () => []).push(mark));
    return byColumn;
  }
}

function getOrAdd(map, key, make) {
  if (!map.has(key)) {
    map.set(key, make());
  }
  return map.get(key);
}
