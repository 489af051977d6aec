/**
 * Marks of cells and states of rows, kept by row and column themselves, so that they stay with them when rows move.
 *
 * @typedef {'problem' | 'warning' | 'changed'} MarkKind
 * @typedef {{row: number, column: number, kind: MarkKind, text: string}} Mark
 * @typedef {{row: number, state: 'lit' | 'dimmed' | 'unused', text?: string}} RowState
 */
export class CellMarks {
  #cells = new Map();
  #rows = new Map();

  /** Takes marks by the places that rows and columns have now. @param {import('./table-model.js').TableModel} model @param {Mark[]} marks */
  setMarks(model, marks) {
    this.#cells = new Map();
    const inTable = marks.filter(({row, column}) => model.rows[row] && model.columns[column]);
    for (const mark of inTable) {
      const ofRow = getOrAdd(this.#cells, model.rows[mark.row].id, () => new Map());
      getOrAdd(ofRow, model.columns[mark.column], () => []).push(mark);
    }
  }

  /** Takes states by the places that rows have now. @param {import('./table-model.js').TableModel} model @param {RowState[]} states */
  setRowStates(model, states) {
    this.#rows = new Map(states.filter(({row}) => model.rows[row]).map(state => [model.rows[state.row].id, state]));
  }

  /** The marks of a row by column, or undefined. */
  ofRow(row) {
    return this.#cells.get(row.id);
  }

  /** @returns {Mark[]} */
  ofCell(row, column) {
    return this.#cells.get(row.id)?.get(column) ?? [];
  }

  /** @returns {RowState | undefined} */
  stateOf(row) {
    return this.#rows.get(row.id);
  }
}

function getOrAdd(map, key, make) {
  if (!map.has(key)) {
    map.set(key, make());
  }
  return map.get(key);
}
