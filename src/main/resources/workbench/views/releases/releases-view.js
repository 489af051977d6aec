import {LitElement, html} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';

/** Shows the log of releases, and compares two of them. */
class ReleasesView extends LitElement {
  static properties = {route: {attribute: false}};

  static styles = sharedStyles;

  render() {
    return html`
      <h1>Releases</h1>
      <p>Here you will see every release of the policy, what it changed and what followed from that.</p>
    `;
  }
}

customElements.define('releases-view', ReleasesView);
