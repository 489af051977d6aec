import {LitElement, html} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';

/** Shows the tables of a release as grids. */
class TablesView extends LitElement {
  static properties = {route: {attribute: false}};

  static styles = sharedStyles;

  render() {
    return html`
      <h1>Tables</h1>
      <p>Here you will see every table of the policy as a grid, with the problems of its cells.</p>
    `;
  }
}

customElements.define('tables-view', TablesView);
