import {html, nothing} from 'lit';
import {keyColumnOf} from './key-column.js';

const MAX_WORDS_WIDTH = [6, 10, 16, 24, 34];

/** The widest step of the key column, which is so narrow that it stays in view beside others. */
const MAX_KEY_STEP = 2;

/** One `col` for the row numbers and for each column, as wide as the texts of the column need. */
export function columnWidths(model, headCount) {
  return html`<colgroup><col class="number">${model.columns.map((column, at) => html`<col class=${widthClass(model, at, headCount)}>`)}</colgroup>`;
}

/**
 * The header: a title that says in words what the column tests or does, and the technical rows of the file if asked for.
 *
 * @param {import('./commands.js').Column[]} columns @param {string[]} labels names of the technical rows
 */
export function gridHead(columns, labels, showTechnical) {
  const key = keyColumnOf(columns);
  return html`
    <thead>
      <tr aria-rowindex="1">
        <th scope="col" aria-colindex="1">Row</th>
        ${columns.map((column, at) => html`
          <th scope="col" class=${at === key ? 'key' : ''} aria-colindex=${at + 2} data-letters=${column.letters ?? nothing} data-kind=${column.kind ?? nothing}>
            ${column.kind ? html`<span class="kind">${column.kind}</span>` : nothing}
            <span class="title">${column.title}</span>
            ${column.detail ? html`<span class="detail">${column.detail}</span>` : nothing}
          </th>`)}
      </tr>
      ${showTechnical ? technicalRows(columns, labels, key) : nothing}
    </thead>`;
}

/** The count of technical rows that the columns have. */
export function technicalRowCount(columns) {
  return Math.max(0, ...columns.map(column => column.technical?.length ?? 0));
}

function technicalRows(columns, labels, key) {
  return Array.from({length: technicalRowCount(columns)}, (_, line) => html`
    <tr class="technical" aria-rowindex=${line + 2}>
      <th scope="row" aria-colindex="1">${labels[line] ?? ''}</th>
      ${columns.map((column, at) => html`<td class=${at === key ? 'key' : ''} aria-colindex=${at + 2}>${column.technical?.[line] ?? ''}</td>`)}
    </tr>`);
}

/** Chosen from the longest of the first texts: wide enough for words, never so wide that other columns are pushed away. */
function widthClass(model, at, headCount) {
  const widest = at === keyColumnOf(model.columns) ? MAX_KEY_STEP : MAX_WORDS_WIDTH.length - 1;
  const lengths = model.rows.slice(headCount, headCount + 200).map(row => row.cells[at].length);
  const needed = Math.max(longestWord(model.columns[at].title), Math.min(34, Math.max(0, ...lengths)));
  const step = MAX_WORDS_WIDTH.findIndex(width => needed <= width);
  return `width-${step < 0 ? widest : Math.min(step, widest)}`;
}

function longestWord(title) {
  return Math.max(...title.split(' ').map(word => word.length));
}
