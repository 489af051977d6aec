import {LitElement, html} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';

/** Shows calendars, and the clock of a case in them. */
class CalendarsView extends LitElement {
  static properties = {route: {attribute: false}};

  static styles = sharedStyles;

  render() {
    return html`
      <h1>Clock</h1>
      <p>Here you will see when support is open, and how the clock of a case walks through these hours.</p>
    `;
  }
}

customElements.define('calendars-view', CalendarsView);
