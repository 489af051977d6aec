import {html, nothing} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';

/**
 * A row of the grid.
 *
 * @param {{place: number, row: import('./commands.js').Row, index: number, number: number | string,
 *   columns: import('./commands.js').Column[], keyColumn: number, marks?: Map<object, import('./cell-marks.js').Mark[]>,
 *   state?: import('./cell-marks.js').RowState, isTechnical: boolean, target: boolean, left: number, right: number, focus: number,
 *   editable: boolean, editor?: import('./cell-editor.js').CellEditor}} view `left` and `right` bound the selected
 *   columns, and `focus` is the column with the focus, or -1
 */
export function gridRow(view) {
  const {state} = view;
  return html`
    <tr data-place=${view.place} aria-rowindex=${view.index} class="${state?.state ?? ''}${view.target ? ' target' : ''}${view.isTechnical ? ' technical' : ''}">
      <th scope="row" aria-colindex="1">${view.number}${state?.text ? html` <span class="state">${state.text}</span>` : nothing}</th>
      ${view.columns.map((column, at) => gridCell(view, column, at))}
    </tr>`;
}

/** Stands for rows that are not in the page. Its height is set by the grid. */
export function gapRow(count, columnCount) {
  return html`<tr class="gap" aria-hidden="true" data-rows=${count}><td colspan=${columnCount + 1}></td></tr>`;
}

/** The texts of the marks of the drawn rows, to which the cells refer. They are read out, not seen. */
export function markTexts(grid, drawn) {
  return drawn.filter(({row}) => row !== undefined)
    .map(({row}) => grid.model.rows[grid.shown.indexes[row]])
    .filter(row => grid.marked.ofRow(row))
    .map(row => grid.model.columns.map((column, at) => {
      const marks = grid.marked.ofCell(row, column);
      return marks.length > 0 ? html`<p id=${markId(row, at)}>${marks.map(mark => mark.text).join(' ')}</p>` : nothing;
    }));
}

function gridCell(view, column, at) {
  const marks = view.marks?.get(column);
  const isSelected = at >= view.left && at <= view.right;
  const editor = view.focus === at ? view.editor : undefined;
  return html`<td
    aria-colindex=${at + 2}
    tabindex=${view.focus === at ? 0 : -1}
    class="${marks?.map(mark => mark.kind).join(' ') ?? ''}${at === view.keyColumn ? ' key' : ''}${isSelected ? ' selected' : ''}${editor ? ' edited' : ''}"
    aria-selected=${isSelected ? 'true' : nothing}
    aria-readonly=${view.editable && column.readonly ? 'true' : nothing}
    aria-invalid=${marks?.some(mark => mark.kind === 'problem') ? 'true' : nothing}
    aria-describedby=${ifDefined(marks && markId(view.row, at))}
  ><div class="text">${view.row.cells[at]}</div>${editor?.template(column.title) ?? nothing}</td>`;
}

function markId(row, at) {
  return `marks-${row.id}-${at}`;
}
