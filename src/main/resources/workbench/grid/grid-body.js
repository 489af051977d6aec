import {html} from 'lit';
import {guard} from 'lit/directives/guard.js';
import {repeat} from 'lit/directives/repeat.js';
import {gapRow, gridRow} from './grid-row.js';
import {keyColumnOf} from './key-column.js';

/**
 * The rows that are in the page. A row is drawn anew only if something changed that it shows: drawing all rows at each
 * key would be too slow.
 *
 * @param {import('./policy-grid.js').PolicyGrid} grid @param {({row: number} | {gap: number})[]} drawn
 * @param {number} headRows count of the rows of the header
 */
export function gridBody(grid, drawn, headRows) {
  const {model, shown} = grid;
  return html`<tbody>${repeat(drawn, keyOf, ({row, gap}) => (gap ? gapRow(gap, model.columns.length) : drawnRow(grid, row, headRows)))}</tbody>`;

  function keyOf({row, before}) {
    return row === undefined ? `gap-${before}` : model.rows[shown.indexes[row]].id;
  }
}

function drawnRow(grid, place, headRows) {
  const {model, selection, editor} = grid;
  const at = grid.shown.indexes[place];
  const row = model.rows[at];
  const isIn = place >= selection.top && place <= selection.bottom;
  const hasFocus = place === selection.focus.row;
  const view = {
    place,
    row,
    index: place + headRows + 1,
    number: grid.rowNumber(at),
    columns: model.columns,
    keyColumn: keyColumnOf(model.columns),
    marks: grid.marked.ofRow(row),
    state: grid.marked.stateOf(row),
    isTechnical: at < grid.headCount,
    target: grid.focusRow === at,
    left: isIn ? selection.left : Infinity,
    right: isIn ? selection.right : -1,
    focus: hasFocus ? selection.focus.column : -1,
    editable: grid.editable,
    editor: hasFocus && editor.isOpen ? editor : undefined,
    revision: hasFocus && editor.isOpen ? editor.revision : 0,
  };
  return guard(Object.values(view), () => gridRow(view));
}
