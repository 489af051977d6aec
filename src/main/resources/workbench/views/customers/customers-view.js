import {LitElement, html} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';

/** Shows contracts, allowances and usage of a customer. */
class CustomersView extends LitElement {
  static properties = {route: {attribute: false}};

  static styles = sharedStyles;

  render() {
    return html`
      <h1>Customers</h1>
      <p>Here you will see the contract of a customer, the allowances and what was used of them.</p>
    `;
  }
}

customElements.define('customers-view', CustomersView);
