import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';
import {excerptOf, positionsAround, stepInto} from './excerpt-rows.js';
import './row-trial.js';

/** The number of letters from which on a cell gets more room. */
const LONG = 60;

/**
 * Some rows of a table, those that answered lit: `<table-excerpt .table=${table} .lit=${numbers} .near=${numbers} .chosen=${row}
 * .trial=${trial}>`.
 * `lit` are numbers of rows, `near` those that are shown besides, `chosen` the row that is explained by `trial`. Sends `choose` with the number of a row.
 */
class TableExcerpt extends LitElement {
  static properties = {
    table: {attribute: false},
    lit: {attribute: false},
    near: {attribute: false},
    chosen: {attribute: false},
    trial: {attribute: false},
    positions: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .scroll { container-type: inline-size; overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius) }
      table { margin: 0; font-size: var(--size-small) }
      th, td { min-width: 6rem; max-width: 24rem; overflow-wrap: break-word }
      td.long { min-width: 16rem }
      thead tr:first-child th { border-bottom: none; padding-bottom: 0; font-weight: 400; font-style: italic }
      .number { position: sticky; left: 0; min-width: 5rem; white-space: nowrap; font-weight: 400; background: var(--back) }
      .number button { min-height: 1.5rem; padding: 0 }
      .says { border-left: 1px solid var(--strong-line) }
      tbody tr { color: var(--quiet) }
      tr.lit { color: var(--text); background: var(--marked-back) }
      .lit .number { background: var(--marked-back); font-weight: 700; box-shadow: inset 4px 0 var(--accent) }
      .cell { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }
      .lit .cell { display: block }
      .gap td { padding: 0 var(--space-2); background: var(--raised) }
      .trial row-trial { position: sticky; left: var(--space-4); max-width: calc(100cqw - 2 * var(--space-4)) }
      .trial td { max-width: none; padding: var(--space-3) var(--space-4); background: var(--raised) }
      tbody tr:last-child > * { border-bottom: none }
    `,
  ];

  willUpdate(changed) {
    const isOther = changed.has('table') || changed.has('lit') || changed.has('near');
    if (isOther || changed.has('chosen')) {
      const around = new Set(this.chosen === null ? this.lit : [...this.lit, this.chosen]);
      const wanted = positionsAround(this.table.rows, around, this.near);
      this.positions = isOther ? wanted : new Set([...this.positions, ...wanted]);
    }
  }

  render() {
    const columns = this.#columns();
    const asking = columns.filter(column => column.kind === 'condition').length;
    const width = columns.length + 1;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Rows of ${this.table.table}">
        <table>
          <thead>
            <tr><td></td>${asking > 0 ? html`<th colspan=${asking} scope="colgroup">if</th>` : nothing}
              ${columns.length > asking ? html`<th class="says" colspan=${columns.length - asking} scope="colgroup">then</th>` : nothing}</tr>
            <tr><th class="number" scope="col">Row</th>${columns.map((column, i) => html`
              <th scope="col" class=${i === asking ? 'says' : ''}>${column.title}</th>`)}</tr>
          </thead>
          <tbody>
            ${excerptOf(this.table.rows, this.positions).map(part => part.position === undefined
              ? this.#gap(part, width)
              : this.#row(this.table.rows[part.position], columns, asking, width))}
          </tbody>
        </table>
      </div>
    `;
  }

  /** The conditions and actions for which a row that is shown has a cell. */
  #columns() {
    const shown = this.table.rows.filter((_, position) => this.positions.has(position));
    return this.table.columns.filter(column =>
      column.kind !== 'note' && shown.some(row => row.cells[column.title] !== undefined));
  }

  #row(row, columns, asking, width) {
    const lit = this.lit.has(row.row);
    const open = row.row === this.chosen;
    return html`
      <tr class=${lit ? 'lit' : ''}>
        <th scope="row" class="number">
          ${row.row} <button type="button" class="plain small" aria-expanded=${open ? 'true' : 'false'}
            aria-label="Row ${row.row}: ${lit ? 'why it answers' : 'why not'}" @click=${() => this.#choose(open ? null : row.row)}>${lit ? 'why' : 'why not'}</button>
        </th>
        ${columns.map((column, i) => this.#cell(row.cells[column.title], i === asking))}
      </tr>
      ${open ? this.#explanation(row, width, lit) : nothing}
    `;
  }

  #cell(text = '', isFirstSaid) {
    const classes = [isFirstSaid && 'says', text.length > LONG && 'long'].filter(Boolean).join(' ');
    return html`<td class=${classes}><span class="cell">${text}</span></td>`;
  }

  #explanation(row, width, lit) {
    const trial = this.trial;
    return html`<tr class="trial"><td colspan=${width} aria-live="polite">${trial
      ? html`<row-trial .trial=${trial} .cited=${lit} .note=${row.note}></row-trial>`
      : 'Trying the row …'}</td></tr>`;
  }

  #gap(gap, width) {
    return html`<tr class="gap"><td colspan=${width}>
      <button type="button" class="plain small" @click=${() => (this.positions = new Set([...this.positions, ...stepInto(gap)]))}>
        ${sayCount(gap.to - gap.from, 'more row')}
      </button>
    </td></tr>`;
  }

  #choose(row) {
    this.dispatchEvent(new CustomEvent('choose', {detail: row}));
  }
}

customElements.define('table-excerpt', TableExcerpt);
