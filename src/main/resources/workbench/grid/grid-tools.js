import {html, nothing} from 'lit';
import {technicalRowCount} from './grid-head.js';
import {counted} from './table-model.js';

/** The line above the grid: a filter, and what else changes the look of the table. */
export function gridTools(grid) {
  return html`
    <div class="tools">
      <label for="filter">Filter rows</label>
      <input id="filter" type="search" autocomplete="off" @input=${event => grid.filter.apply(event.target.value)}>
      <span class="quiet" role="status">${rowCount(grid)}</span>
      ${grid.showsPart || grid.editable ? html`<button type="button" @click=${() => grid.find.open()}>${grid.editable ? 'Find and replace' : 'Find in cells'}</button>` : nothing}
      ${technicalRowCount(grid.model.columns) + grid.headCount > 0 ? technicalSwitch(grid) : nothing}
      <slot name="tools"></slot>
    </div>`;
}

/** The line below the grid: the cell with the focus, its marks, and its text where cells are cut off. */
export function aboutCell(grid, index) {
  if (index === undefined) {
    return html`<p class="about">No rows.</p>`;
  }
  const {model, marked} = grid;
  const at = grid.selection.focus.column;
  const column = model.columns[at];
  return html`
    <div class="about">
      <p class="quiet">Row ${grid.rowNumber(index)}, ${column.title}</p>
      ${marked.ofCell(model.rows[index], column).map(mark => html`<p class="about-${mark.kind}">${mark.text}</p>`)}
      ${grid.showsPart ? html`<p class="whole">${model.text(index, at)}</p>` : nothing}
    </div>`;
}

function rowCount({model, shown, size}) {
  const count = model.rows.length - shown.skipped;
  const all = counted(count, 'row');
  return size.rows === count ? all : `${size.rows.toLocaleString('en')} of ${all}`;
}

function technicalSwitch(grid) {
  return html`
    <label class="switch">
      <input type="checkbox" .checked=${grid.showsTechnical} @change=${event => { grid.showsTechnical = event.target.checked; }}>
      Technical rows
    </label>`;
}
