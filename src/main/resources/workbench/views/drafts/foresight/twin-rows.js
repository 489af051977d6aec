import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../../app/shared-styles.js';
import {sayCell} from '../../../parts/change-words.js';
import {showCell} from './show-cell.js';
import {rowsOf} from './twin-data.js';

/** The rows that answer in a draft and in the policy in force, lit, with the cells in which they differ: `<twin-rows .twin=${twin}>`. */
class TwinRows extends LitElement {
  static properties = {twin: {attribute: false}};

  static styles = [
    sharedStyles,
    css`
      ul { margin: 0; padding: 0; list-style: none }
      li { padding: var(--space-1) var(--space-3); margin-bottom: var(--space-1); border-left: 4px solid var(--accent); background: var(--marked-back) }
      li.gone { border-color: var(--strong-line); background: var(--raised) }
      button { min-height: 1.5rem; padding: 0 }
      .tag { padding: 0 var(--space-2); border: 1px solid currentColor; border-radius: 1em; font-size: var(--size-small) }
      del { text-decoration: line-through; color: var(--quiet) }
      ins { text-decoration: none; font-weight: 600; border-bottom: 2px solid var(--accent) }
    `,
  ];

  render() {
    return html`<ul>${rowsOf(this.twin).map(row => this.#row(row))}</ul>`;
  }

  #row({table, draft, inForce}) {
    return html`
      <li class=${draft ? '' : 'gone'}>
        ${draft
          ? html`<button type="button" class="plain" @click=${() => showCell(this, {file: draft.file, cell: `A${draft.row}`})}>${table}, row ${draft.row}</button>`
          : html`${table}, row ${inForce.row}`}
        ${!inForce ? html`<span class="tag">only in the draft</span>` : !draft ? html`<span class="tag">only in force</span>` : nothing}
        <div class="small">${this.#cells(draft?.cells ?? inForce.cells, (inForce ?? draft).cells)}</div>
      </li>
    `;
  }

  /** The cells of the row, with both texts where they differ. */
  #cells(cells, before) {
    const titles = [...new Set([...Object.keys(cells), ...Object.keys(before)])];
    return titles.map((title, i) => html`${i === 0 ? '' : ' · '}${cells[title] === before[title]
      ? cells[title]
      : html`${title}: <del>${sayCell(before[title] ?? '')}</del> → <ins>${sayCell(cells[title] ?? '')}</ins>`}`);
  }
}

customElements.define('twin-rows', TwinRows);
