import {LitElement, html, nothing} from 'lit';
import '../../parts/impact-lines.js';
import {sayCell, sayExtent, sayRow} from '../../parts/change-words.js';
import {addressOfRow, nameOfTable} from '../../parts/row-link.js';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';
import {comparisonStyles} from './comparison-styles.js';

const ROWS_SHOWN = 200;

/** How two releases differ: `<release-comparison .comparison=${comparison}>`, as `loadComparison` returns it. */
class ReleaseComparison extends LitElement {
  static properties = {
    comparison: {attribute: false},
    /** How many rows of each table are shown, if they are more than at first. */
    counts: {state: true},
  };

  static styles = [sharedStyles, comparisonStyles];

  willUpdate(changed) {
    const before = changed.get('comparison');
    if (changed.has('comparison') && before?.difference !== this.comparison.difference) {
      this.counts = new Map();
    }
  }

  render() {
    const {older, newer, difference, between, leftOut} = this.comparison;
    const others = difference.changes.filter(change => difference.tables === null || /^precedence|^name-gone/.test(change.code));
    return html`
      <section aria-labelledby="differences">
        <h2 id="differences">Changes from release ${older.id} to release ${newer.id}</h2>
        ${difference.tables?.length === 0 && others.length === 0 ? html`<p>Their tables are equal.</p>` : nothing}
        ${(difference.tables ?? []).map(table => this.#table(table))}
        ${others.length === 0 ? nothing : html`<h3>Also</h3><ul>${others.map(change => html`<li>${change.value ? `“${change.value}”: ` : ''}${change.message} ${change.remedy}</li>`)}</ul>`}
      </section>
      <section aria-labelledby="impacts">
        <h2 id="impacts">Changed answers</h2>
        ${between.length === 0 ? html`<p>Choose an older and a newer release to see which answers changed.</p>` : nothing}
        ${leftOut > 0 ? html`<p class="quiet">${sayCount(leftOut, 'earlier release')} left out.</p>` : nothing}
        ${between.map(release => html`
          <h3>Release ${release.id}</h3>
          <impact-lines .impact=${release.impact} .state=${release.impactState}></impact-lines>
        `)}
      </section>
    `;
  }

  #table(table) {
    const count = this.counts.get(table) ?? ROWS_SHOWN;
    return html`
      <h3>${table.table} <span class="quiet small">${table.file}</span></h3>
      <p>${capitalise(sayExtent(table))}. ${this.#openTable(table)}</p>
      ${table.rows.length === 0 ? nothing : html`
        <table>
          <thead><tr><th scope="col">Row</th><th scope="col">Column</th><th scope="col">Before</th><th scope="col">Now</th></tr></thead>
          <tbody>${table.rows.slice(0, count).map(row => this.#row(table, row))}</tbody>
        </table>
        ${table.rows.length <= count ? nothing : html`
          <p>${count} of ${sayCount(table.rows.length, 'row')} shown.
            <button @click=${() => (this.counts = new Map(this.counts).set(table, count + ROWS_SHOWN))}>Show more rows</button></p>
        `}
      `}
    `;
  }

  #openTable(table) {
    const {older, newer} = this.comparison;
    const release = table.state === 'removed' ? older : newer;
    return html`<a href=${addressOf('tables', [nameOfTable(table)], {release: release.id})}>Open the table of release ${release.id}</a>`;
  }

  #row(table, row) {
    const changes = row.changes.length === 0 ? [null] : row.changes;
    return changes.map((change, i) => html`
      <tr>
        ${i === 0 ? html`<th scope="rowgroup" rowspan=${changes.length}>${this.#rowName(table, row)}</th>` : nothing}
        ${change ? this.#cells(change) : html`<td colspan="3">${sayWhole(row)}</td>`}
      </tr>
    `);
  }

  #rowName({table, file}, {row, rowBefore, moved, cells}) {
    const {older, newer} = this.comparison;
    const [release, number] = row === null ? [older, rowBefore] : [newer, row];
    return html`
      <a href=${addressOfRow({table, file, row: number}, release.id)}>Row ${number}</a>
      ${moved ? html`<span class="tag">moved from row ${rowBefore}</span>` : nothing}
      <div class="quiet small">${sayRow(cells)}</div>
    `;
  }

  #cells({column, before, after, sameMeaning}) {
    return html`
      <td data-title="Column">${column} ${sameMeaning ? html`<span class="tag">means the same</span>` : nothing}</td>
      <td data-title="Before"><del>${sayCell(before)}</del></td>
      <td data-title="Now"><ins>${sayCell(after)}</ins></td>
    `;
  }
}

/** Says a row that is new, was removed, or only moved. */
function sayWhole({state, cells}) {
  const words = Object.entries(cells).map(([title, text]) => html`<dt>${title}</dt><dd>${text}</dd>`);
  return {
    added: html`<ins>New row</ins><dl>${words}</dl>`,
    removed: html`<del>Row removed</del><dl>${words}</dl>`,
    changed: html`Moved, and otherwise as before`,
  }[state];
}

function capitalise(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

customElements.define('release-comparison', ReleaseComparison);
