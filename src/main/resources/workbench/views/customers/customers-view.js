import {LitElement, css, html} from 'lit';
import {Listener} from '../../app/listener.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/access-note.js';
import './customer-allowances.js';
import './customer-contract.js';
import './customer-list.js';

/** Finds customers, and shows the contract, the allowances and the use of one: `#/customers/ID`. */
class CustomersView extends LitElement {
  static properties = {route: {attribute: false}};

  static styles = [
    sharedStyles,
    css`
      .columns { display: grid; grid-template-columns: minmax(14rem, 18rem) minmax(0, 1fr); gap: var(--space-8); align-items: start }
      .name { overflow-wrap: anywhere; margin-top: 0; font-size: var(--size-title) }
      access-note { margin-bottom: var(--space-4); max-width: 42rem }
      @media (max-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr); gap: var(--space-4) } }
      @media print { .columns { display: block } customer-list { display: none } }
    `,
  ];

  constructor() {
    super();
    new Listener(this, session, 'change');
  }

  render() {
    const customer = this.route.path[0] ?? '';
    return html`
      <h1>Customers</h1>
      ${session.me === null ? html`<p class="quiet">Asking who you are …</p>` : this.#content(customer)}
    `;
  }

  #content(customer) {
    const contracts = session.may('contracts');
    const usage = session.may('usage');
    if (!contracts && !usage) {
      return html`
        <p>Here you find a customer, the contract beside what it replaces in the published policy, and what is left of the allowances.</p>
        <access-note right="contracts"></access-note>
      `;
    }
    return html`
      <div class="columns">
        <customer-list .customer=${customer} .from=${this.route.parameters.get('from') ?? ''} ?closed=${!contracts}></customer-list>
        <div>${customer === '' ? this.#hint(contracts) : this.#customer(customer, contracts, usage)}</div>
      </div>
    `;
  }

  #hint(contracts) {
    return html`<p class="quiet">
      ${contracts ? 'Choose a customer, or type the beginning of an id.' : 'Type the id of a customer.'}
    </p>`;
  }

  #customer(customer, contracts, usage) {
    return html`
      <h2 class="name">${customer}</h2>
      ${contracts
        ? html`<customer-contract .customer=${customer}></customer-contract>`
        : html`<h3>Contract</h3><access-note right="contracts"></access-note>`}
      ${usage
        ? html`<customer-allowances .customer=${customer}></customer-allowances>`
        : html`<h3>Allowances</h3><access-note right="usage"></access-note>`}
    `;
  }
}

customElements.define('customers-view', CustomersView);
