import {LitElement, html} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';

/** Shows the support matrix of a plan or level. */
class MatrixView extends LitElement {
  static properties = {route: {attribute: false}};

  static styles = sharedStyles;

  render() {
    return html`
      <h1>Support matrix</h1>
      <p>Here you will see what each plan and level gets, as the published page shows it.</p>
    `;
  }
}

customElements.define('matrix-view', MatrixView);
