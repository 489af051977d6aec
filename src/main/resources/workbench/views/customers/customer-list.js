import {LitElement, css, html, nothing} from 'lit';
import {read} from '../../app/api.js';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/problem-note.js';
import {sayDay} from './contract-words.js';

const PAGE_SIZE = 50;
const PAUSE_OF_TYPING = 250; // milliseconds

/** A field for an id, and the customers from it on in the order of their ids. Closed, it has the field only. */
class CustomerList extends LitElement {
  static properties = {
    customer: {},
    from: {},
    closed: {type: Boolean},
    customers: {state: true},
    next: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      form { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: var(--space-2); align-items: end; margin-bottom: var(--space-3) }
      label { display: grid; gap: var(--space-1); font-weight: 600 }
      input { width: 100%; font-weight: 400 }
      ul { list-style: none; padding: 0; max-height: 70vh; overflow: auto; margin-bottom: var(--space-2) }
      li a { display: block; padding: var(--space-1) var(--space-2); border-radius: var(--radius); text-decoration: none; color: inherit }
      li a:hover { background: var(--sunken) }
      li a[aria-current] { background: var(--accent-back); box-shadow: inset 3px 0 var(--accent) }
      .plan { display: block }
      @media (max-width: 60rem) { ul { max-height: 16rem } }
    `,
  ];

  #reading = new AbortController();
  #typing = 0;

  constructor() {
    super();
    this.customers = null;
    this.next = null;
    this.problem = null;
  }

  willUpdate(changed) {
    if (!this.closed && (changed.has('from') || changed.has('closed'))) {
      this.#read();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  render() {
    return html`
      <form @submit=${this.#open}>
        <label>Customer’s id
          <input name="id" autocomplete="off" spellcheck="false" .value=${this.from} @input=${this.#type}>
        </label>
        <button>Open</button>
      </form>
      ${this.closed ? nothing : this.#list()}
    `;
  }

  #list() {
    const note = html`<problem-note .problem=${this.problem}></problem-note>`;
    if (!this.customers) {
      return this.problem ? note : html`<p class="quiet">Reading …</p>`;
    }
    if (this.customers.length === 0) {
      return html`<p class="quiet">${this.from ? `No id comes at or after “${this.from}”.` : 'No contract is stored yet.'}</p>`;
    }
    return html`
      <ul aria-label="Customers">${this.customers.map(each => this.#entry(each))}</ul>
      ${note}
      ${this.next ? html`<button ?disabled=${this.busy} @click=${this.#more}>More customers</button>` : nothing}
    `;
  }

  #entry({customer, plan, ended, validUntil}) {
    const end = ended ? 'ended' : validUntil ? `until ${sayDay(validUntil)}` : '';
    return html`
      <li>
        <a href=${addressOf('customers', [customer], {from: this.from})} aria-current=${customer === this.customer ? 'true' : nothing}>
          ${customer} <span class="plan quiet small">${plan}${end ? `, ${end}` : ''}</span>
        </a>
      </li>
    `;
  }

  #type(event) {
    clearTimeout(this.#typing);
    const from = event.target.value.trim();
    this.#typing = setTimeout(
      () => router.replace(addressOf('customers', this.customer ? [this.customer] : [], {from})), PAUSE_OF_TYPING);
  }

  /** Opens the customer with the id that was typed: it need not be in the list. */
  #open(event) {
    event.preventDefault();
    clearTimeout(this.#typing);
    const id = new FormData(event.target).get('id').trim();
    if (id !== '') {
      router.go(addressOf('customers', [id], {from: id}));
    }
  }

  async #read() {
    this.#reading.abort();
    const {signal} = (this.#reading = new AbortController());
    try {
      const page = await read('v1/customers', {from: this.from, limit: PAGE_SIZE}, {signal});
      this.customers = page.customers;
      this.next = page.next;
      this.problem = null;
    } catch (failure) {
      if (!signal.aborted) { // Else a later text is being looked for.
        this.problem = failure;
      }
    }
  }

  async #more() {
    const {signal} = this.#reading;
    this.problem = null;
    this.busy = true;
    try {
      const page = await read('v1/customers', {after: this.next, limit: PAGE_SIZE}, {signal});
      this.customers = [...this.customers, ...page.customers];
      this.next = page.next;
    } catch (failure) {
      if (!signal.aborted) {
        this.problem = failure;
      }
    }
    this.busy = false;
  }
}

customElements.define('customer-list', CustomerList);
