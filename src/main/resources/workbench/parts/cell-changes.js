import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../app/shared-styles.js';
import {sayCount} from '../app/words.js';
import {sayCell, sayExtent, sayRow} from './change-words.js';

const SHOWN = 50;

/**
 * The differences of tables, cell by cell: `<cell-changes .tables=${tables} .changes=${changes}>` as the API answers both. Of the sentences
 * only those are shown that the tables do not tell, or all if the tables are null. `.notes=${(file, cell) => template}` adds something beside
 * each changed cell, and beside the first cell of a new row.
 */
class CellChanges extends LitElement {
  static properties = {tables: {attribute: false}, changes: {attribute: false}, notes: {attribute: false}, limit: {state: true}};

  static styles = [
    sharedStyles,
    css`
      ul { margin: 0; padding-left: var(--space-4) }
      ul ul { padding-left: var(--space-3) }
      del { text-decoration: none; color: var(--bad); background: var(--bad-back) }
      ins { text-decoration: none; color: var(--good); background: var(--good-back) }
      p { margin: 0 }
    `,
  ];

  constructor() {
    super();
    this.limit = SHOWN;
  }

  render() {
    const {tables, changes} = this;
    const others = tables === null ? changes : changes.filter(change => /^precedence|^name-gone|^warning-accepted|^acceptance-removed/.test(change.code));
    if ((tables ?? []).length + others.length === 0) {
      return html`<p class="quiet">No table differs.</p>`;
    }
    return html`
      <ul>
        ${(tables ?? []).map(table => html`<li><strong>${table.table}</strong>: ${sayExtent(table)}${this.#rows(table)}</li>`)}
        ${others.map(({file, cell, value, message}) => html`
          <li>${[file, cell].filter(Boolean).join(' ')}${value ? html` “${value}”` : nothing}: ${message}</li>`)}
      </ul>
    `;
  }

  #rows({rows, file}) {
    return rows.length === 0 ? nothing : html`
      <ul>${rows.slice(0, this.limit).map(row => this.#row(row, file))}</ul>
      ${rows.length > this.limit ? html`
        <p><button type="button" class="plain small" @click=${() => (this.limit += SHOWN)}>Show more (${sayCount(rows.length - this.limit, 'row')} left)</button></p>` : nothing}
    `;
  }

  #row({state, row, rowBefore, moved, cells, changes}, file) {
    const name = html`<span class="quiet">${sayRow(cells)}</span>`;
    if (state !== 'changed') {
      return html`<li>${state === 'added' ? html`<ins>new row ${row}</ins>` : html`<del>row ${rowBefore} removed</del>`} ${name}
        ${state === 'added' ? this.notes?.(file, `A${row}`) : nothing}</li>`;
    }
    return html`
      <li>row ${row}${moved ? `, moved from row ${rowBefore}` : ''} ${name}
        ${changes.map(({column, cell, before, after}) => html`<br>${column}: <del>${sayCell(before)}</del> → <ins>${sayCell(after)}</ins>
          ${this.notes?.(file, cell)}`)}
      </li>
    `;
  }
}

customElements.define('cell-changes', CellChanges);
