import {TableModel} from '../../grid/table-model.js';
import {columnIndex, columnLetters} from './places.js';

export const TITLES_OF_KINDS = {
  condition: 'Condition', action: 'Result', note: 'Note', name: 'Name', query: 'Question', expectation: 'Expected',
};

/**
 * A table or a file of scenarios as it is read: its columns and rows, the places that they have in the file, and a model of both
 * for a grid. Immutable; a view that edits changes the model.
 */
export class Sheet {
  /** By the number of a row its index: a table of many rows may have as many problems. */
  #indexes;
  /** The places of the columns in the file, from 0. */
  #places;

  /**
   * @param {{file: string, sheet: string | null, header?: {row: number, cells: string[]}[], columns: object[],
   *     rows: {row: number, cells: Record<string, string>, notes?: Record<string, string>}[]}} answer of the API
   */
  constructor({file, sheet, header = [], columns, rows}) {
    this.file = file;
    this.sheet = sheet;
    this.header = header;
    this.columns = columns.map((column, at) => ({...column, column: column.column ?? columnLetters(at)}));
    this.#places = this.columns.map(({column}) => columnIndex(column));
    this.rowNumbers = rows.map(row => row.row);
    this.#indexes = new Map(this.rowNumbers.map((number, index) => [number, index]));
    this.technicalRows = header.slice(0, -1); // The last row of a header has the titles.
    this.model = new TableModel({
      columns: this.columns.map(column => this.#gridColumn(column)),
      rows: rows.map(row => columns.map(column => row.cells[column.title] ?? row.notes?.[column.title] ?? '')),
    });
  }

  get technicalLabels() {
    return this.technicalRows.map(row => String(row.row));
  }

  /** Returns the index of a row from its number in the file; -1 if there is none. */
  indexOfRow(number) {
    return this.#indexes.get(Number(number)) ?? -1;
  }

  /** Returns the index of a column from its letters in the file; -1 if there is none. */
  indexOfColumn(letters) {
    return this.columns.findIndex(column => column.column === letters);
  }

  /** Returns the indexes of the rows with these numbers in the file, and with those between them. */
  rowsBetween(first, last) {
    const indexes = [];
    for (let number = first; number <= last; number++) {
      const index = this.#indexes.get(number);
      if (index !== undefined) {
        indexes.push(index);
      }
    }
    return indexes;
  }

  /** Returns the indexes of the columns at these places in the file, from 0, and of those between them. */
  columnsBetween(first, last) {
    return this.#places.flatMap((place, index) => (place >= first && place <= last ? [index] : []));
  }

  /** Is true for the number of a row of the header. */
  isInHeader(number) {
    return this.header.some(row => row.row === Number(number));
  }

  /** Returns the name of a cell as spreadsheets write it, such as `E12`. */
  cellName(row, column) {
    return this.columns[column].column + this.rowNumbers[row];
  }

  #gridColumn(column) {
    return {
      title: column.title,
      letters: column.column,
      detail: column.words ? `${column.words} …` : undefined,
      kind: TITLES_OF_KINDS[column.kind] ?? column.kind,
      technical: this.technicalRows.map(row => row.cells[columnIndex(column.column)] ?? ''),
    };
  }
}
