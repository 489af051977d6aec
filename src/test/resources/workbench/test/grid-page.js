import '../grid/policy-grid.js';
import {TableModel} from '../grid/table-model.js';

const TITLES = ['Colour', 'Size', 'Shape', 'Except shape', 'Allowed', 'Places', 'Price', 'Price in words', 'Urgent', 'Shift', 'Refer to', 'Covers', 'Notes'];
const LONG = 'Workshops about good practice, or sessions about chosen subjects (migration, implementation, integration, speed), '
  + 'each of them with a protocol';

/** Shows a grid of 13 columns in place of the workbench, and notes its events. `readonly` is the index of a column. */
export async function showGrid({rows, readonly, ...properties}) {
  const columns = TITLES.map((title, at) => ({
    title,
    detail: at < 4 ? 'is the same as in the cell' : 'says what holds',
    kind: at < 4 ? 'condition' : 'result',
    readonly: at === readonly,
    technical: ['KIND', 'Fact', `code${at} == "$param"`],
  }));
  const grid = document.createElement('policy-grid');
  grid.label = 'Things';
  grid.technicalLabels = ['Kind', 'Fact', 'Code'];
  grid.model = new TableModel({columns, rows: textsOf(rows)});
  Object.assign(grid, properties);
  window.grid = grid;
  window.events = [];
  ['cell-focus', 'cell-open'].forEach(type => grid.addEventListener(type, ({detail}) => {
    window.events.push(`${type} ${detail.row} ${detail.column} ${detail.value}`);
  }));
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.textContent = 'Grid';
  const after = document.createElement('button');
  after.textContent = 'After the grid';
  main.append(heading, grid, after);
  document.body.replaceChildren(main);
  document.title = 'Grid';
  await grid.updateComplete;
}

export function textsOf(rows) {
  return Array.from({length: rows}, (_, row) => TITLES.map((_, column) => textOf(row, column)));
}

function textOf(row, column) {
  switch (column) {
    case 7: return row % 2 ? 'none' : `Row ${row}: answered within the hours that the place has`;
    case 11: return row % 3 ? '' : LONG;
    default: return `r${row}c${column}`;
  }
}
