import {LitElement, html} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';

/** Asks the policy a question and explains the answer. */
class AskView extends LitElement {
  static properties = {route: {attribute: false}};

  static styles = sharedStyles;

  render() {
    return html`
      <h1>Ask</h1>
      <p>Here you will ask the policy a question, and see which rows of which tables answer it.</p>
    `;
  }
}

customElements.define('ask-view', AskView);
