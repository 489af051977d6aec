import {LitElement, css, html, nothing} from 'lit';
import {read} from '../../app/api.js';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount, sayInstant} from '../../app/words.js';
import '../../parts/problem-note.js';
import './contract-effect.js';
import {isZone, toWallTime} from '../../parts/zones.js';
import {sayDay, sayDays, sayScope, sayTerm} from './contract-words.js';

/** Shows the versions of a customer's contract in words, the newest first, and what it replaces in the published policy. */
class CustomerContract extends LitElement {
  static properties = {
    customer: {},
    versions: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      h3 { font-size: var(--size-heading) }
      .scroll { overflow-x: auto; margin-bottom: var(--space-4) }
      .scroll table { margin: 0 }
      .terms { min-width: 32rem }
      td ul { margin: 0; padding-left: var(--space-4) }
      .state { display: inline-block; padding: 0 var(--space-2); border-radius: var(--radius); font-weight: 600 }
      .good { color: var(--good); background: var(--good-back) }
      .warning { color: var(--warning); background: var(--warning-back) }
      .bad { color: var(--bad); background: var(--bad-back) }
      summary { cursor: pointer; font-weight: 600 }
      details { margin: var(--space-4) 0 }
      .version { border-left: 3px solid var(--line); padding-left: var(--space-4); margin-top: var(--space-3) }
    `,
  ];

  #reading = new AbortController();

  willUpdate(changed) {
    if (changed.has('customer')) {
      this.#read();
    }
  }

  render() {
    return html`<h3>Contract</h3>${this.problem ? this.#refusal() : this.versions ? this.#contract() : html`<p class="quiet">Reading …</p>`}`;
  }

  #refusal() {
    return this.problem.code === 'unknown-customer'
      ? html`<p>No contract of this customer is stored. Capitals count in ids.</p>`
      : html`<problem-note .problem=${this.problem}></problem-note>`;
  }

  #contract() {
    const [newest, ...older] = this.versions;
    const asked = addressOf('ask', [], {customer: this.customer});
    return html`
      <p>${this.#state(newest)}</p>
      ${this.#version(newest)}
      <p><a href=${asked}>Ask a question for this customer</a></p>
      <h4>What it replaces in the published policy</h4>
      <contract-effect .customer=${this.customer} .version=${newest.version}></contract-effect>
      ${older.length === 0
        ? nothing
        : html`
            <details>
              <summary>${sayCount(older.length, 'older version')}</summary>
              ${older.map(version => html`<div class="version">${this.#version(version)}</div>`)}
            </details>
          `}
    `;
  }

  #state({ended, validFrom, validUntil, zone}) {
    const known = isZone(zone) ? zone : 'UTC';
    const today = toWallTime(new Date().toISOString(), known).slice(0, 10);
    const [tone, text] = ended
      ? ['bad', `Ended on ${sayInstant(ended, known)} (${known})`]
      : validFrom > today
        ? ['warning', `Begins on ${sayDay(validFrom)}`]
        : validUntil && validUntil < today
          ? ['bad', `Expired on ${sayDay(validUntil)}`]
          : ['good', 'In force'];
    return html`<span class="state ${tone}">${text}</span>`;
  }

  #version(contract) {
    const {version, plan, zone, validFrom, validUntil, stored, author, terms} = contract;
    return html`
      <p>
        Plan “${plan}”, ${sayDays(validFrom, validUntil)}, days of the time zone ${zone}.
        <span class="quiet">Version ${version}, stored on ${sayInstant(stored)} UTC by ${author}.</span>
      </p>
      ${terms.length === 0
        ? html`<p class="quiet">It has no terms of its own: the published policy holds.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Terms of version ${version}">${this.#terms(terms)}</div>`}
    `;
  }

  #terms(terms) {
    return html`
      <table class="terms">
        <thead><tr><th scope="col">Clause</th><th scope="col">For</th><th scope="col">Says</th></tr></thead>
        <tbody>${terms.map(term => html`
          <tr>
            <td>${term.clause ?? 'not stated'}</td>
            <td>${sayScope(term.scope)}</td>
            <td>${sayTerm(term).map(sentence => html`<div>${sentence}</div>`)}${this.#days(term)}</td>
          </tr>`)}
        </tbody>
      </table>
    `;
  }

  #days({validFrom, validUntil}) {
    const days = sayDays(validFrom, validUntil);
    return days ? html`<div class="quiet">Holds ${days}.</div>` : nothing;
  }

  async #read() {
    this.#reading.abort();
    const {signal} = (this.#reading = new AbortController());
    this.versions = null;
    this.problem = null;
    try {
      this.versions = (await read(`v1/customers/${encodeURIComponent(this.customer)}/contract/history`, {}, {signal})).versions;
    } catch (failure) {
      if (!signal.aborted) { // Else another customer is being read.
        this.problem = failure;
      }
    }
  }
}

customElements.define('customer-contract', CustomerContract);
