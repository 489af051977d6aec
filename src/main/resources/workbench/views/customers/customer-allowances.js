import {LitElement, css, html, nothing} from 'lit';
import {read} from '../../app/api.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/problem-note.js';
import './allowance-bar.js';
import {sayCarryOver, sayLimit, sayRules} from '../../parts/promise-words.js';
import {sayDay} from './contract-words.js';
import './usage-entries.js';

/** Shows what is left of a customer's allowances now, and the entries of their use. */
class CustomerAllowances extends LitElement {
  static properties = {
    customer: {},
    allowances: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      h3 { font-size: var(--size-heading); margin-top: var(--space-8) }
      ul { list-style: none; padding: 0; display: grid; gap: var(--space-4) }
      li { border: 1px solid var(--line); border-radius: var(--radius); padding: var(--space-3) var(--space-4) }
      h4 { margin: 0 0 var(--space-1) }
      p { margin: var(--space-1) 0 }
    `,
  ];

  #reading = new AbortController();

  willUpdate(changed) {
    if (changed.has('customer')) {
      this.#read();
    }
  }

  render() {
    return html`
      <h3>Allowances</h3>
      ${this.#balances()}
      <h3>Use</h3>
      <usage-entries .customer=${this.customer} .zone=${this.allowances?.[0]?.period.zone}></usage-entries>
    `;
  }

  #balances() {
    if (this.problem) {
      return this.problem.code === 'unknown-customer'
        ? html`<p class="quiet">No contract is in force now, so nothing can be used.</p>`
        : html`<problem-note .problem=${this.problem}></problem-note>`;
    }
    if (!this.allowances) {
      return html`<p class="quiet">Reading …</p>`;
    }
    return this.allowances.length === 0
      ? html`<p class="quiet">The policy and the contract grant no allowance that is counted.</p>`
      : html`<ul>${this.allowances.map(each => this.#balance(each))}</ul>`;
  }

  #balance(balance) {
    const {issueType, granted, unit, per, carryOver, limit, limitName, smallest, period, basis, clause} = balance;
    const rules = sayRules({...balance, limitName: null}).join(' ');
    return html`
      <li>
        <h4>${issueType}${limitName ? html`: ${limitName}` : nothing}</h4>
        <p>
          ${granted ?? 'Unlimited'} ${unit} per ${per}, ${period.until
            ? `from ${sayDay(period.from)} until ${sayDay(period.until)}`
            : `from ${sayDay(period.from)} on`}, in the time zone ${period.zone}.
          ${basis === 'contract' ? `Signed${clause ? ` in ${clause}` : ''}.` : 'As published.'}
          ${smallest ? html`<strong>Of all limits the least is left of this one.</strong>` : nothing}
        </p>
        <allowance-bar .balance=${balance}></allowance-bar>
        ${rules ? html`<p>${rules}</p>` : nothing}
        <p class="quiet">${sayLimit(limit)} ${sayCarryOver(carryOver)}</p>
      </li>
    `;
  }

  async #read() {
    this.#reading.abort();
    const {signal} = (this.#reading = new AbortController());
    this.allowances = null;
    this.problem = null;
    try {
      this.allowances = (await read(`v1/customers/${encodeURIComponent(this.customer)}/allowances`, {}, {signal})).allowances;
    } catch (failure) {
      if (!signal.aborted) { // Else another customer is being read.
        this.problem = failure;
      }
    }
  }
}

customElements.define('customer-allowances', CustomerAllowances);
