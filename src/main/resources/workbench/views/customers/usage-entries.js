import {LitElement, css, html, nothing} from 'lit';
import {read} from '../../app/api.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import '../../parts/problem-note.js';
import {isZone} from '../../parts/zones.js';

const PAGE_SIZE = 50;
const KINDS = {
  use: 'used',
  reserve: 'reserved',
  commit: 'committed',
  release: 'set free',
  correction: 'corrected',
};

/** Lists the entries of a customer's use in the order in which they were recorded, a page at a time. */
class UsageEntries extends LitElement {
  static properties = {
    customer: {},
    zone: {},
    entries: {state: true},
    next: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .scroll { overflow-x: auto; margin-bottom: var(--space-3) }
      table { min-width: 46rem; margin: 0 }
      td { overflow-wrap: break-word; min-width: 5rem }
      .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
    `,
  ];

  #reading = new AbortController();

  willUpdate(changed) {
    if (changed.has('customer')) {
      this.#reading.abort();
      this.#reading = new AbortController();
      this.entries = null;
      this.next = null;
      this.#read();
    }
  }

  render() {
    const note = html`<problem-note .problem=${this.problem}></problem-note>`;
    if (!this.entries) {
      return this.problem ? note : html`<p class="quiet">Reading …</p>`;
    }
    if (this.entries.length === 0) {
      return html`<p class="quiet">Nothing was recorded yet.</p>`;
    }
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Entries of use">
        <table>
          <thead>
            <tr><th scope="col" class="number">Entry</th><th scope="col">Issue type</th><th scope="col">What</th>
              <th scope="col" class="number">Amount</th><th scope="col">At</th><th scope="col">Reference</th>
              <th scope="col">By</th><th scope="col" class="number">Left then</th></tr>
          </thead>
          <tbody>${this.entries.map(entry => this.#entry(entry))}</tbody>
        </table>
      </div>
      ${note}
      ${this.next ? html`<button ?disabled=${this.busy} @click=${this.#read}>Later entries</button>` : nothing}
    `;
  }

  #entry({id, kind, of, issueType, amount, unit, counted, at, reservedUntil, reference, author, left, over, chargeable}) {
    return html`
      <tr>
        <td class="number">${id}</td>
        <td>${issueType}</td>
        <td>${KINDS[kind] ?? kind}${of ? ` (of entry ${of})` : ''}${reservedUntil
          ? html`<div class="quiet small">until ${this.#say(reservedUntil)}</div>`
          : nothing}</td>
        <td class="number">${counted
          ? html`${counted.amount} ${unit}<div class="quiet small">for ${amount}, ${counted.as}</div>`
          : html`${amount} ${unit}`}</td>
        <td>${this.#say(at)}</td>
        <td>${reference}</td>
        <td>${author}</td>
        <td class="number">${left === null ? 'unlimited' : `${left} ${unit}`}${over
          ? html`<div class="small">${over} ${unit} beyond the limit</div>`
          : nothing}${chargeable
          ? html`<div class="small">${chargeable.amount} ${unit} charged: ${chargeable.total} ${chargeable.currency}</div>`
          : nothing}</td>
      </tr>
    `;
  }

  /** Says an instant in the customer's zone, which is known once a balance is. */
  #say(instant) {
    return isZone(this.zone) ? sayInstant(instant, this.zone) : `${sayInstant(instant)} UTC`;
  }

  async #read() {
    const {signal} = this.#reading;
    this.problem = null;
    this.busy = true;
    try {
      const path = `v1/customers/${encodeURIComponent(this.customer)}/usage`;
      const page = await read(path, {after: this.next, limit: PAGE_SIZE}, {signal});
      this.entries = [...(this.entries ?? []), ...page.entries];
      this.next = page.next;
    } catch (failure) {
      if (!signal.aborted) { // Else another customer is being read.
        this.problem = failure;
      }
    }
    this.busy = false;
  }
}

customElements.define('usage-entries', UsageEntries);
