import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../../app/shared-styles.js';
import {sayScenarios} from '../../../parts/change-words.js';
import {parseCell, sayPlace} from './foresight-words.js';
import {cellButton} from './show-cell.js';

const SHOWN = 10;

/** The results of the scenarios: `<draft-scenarios .scenarios=${scenarios} .draft=${draft}>` as a check has them. Sends `show-cell`. */
class DraftScenarios extends LitElement {
  static properties = {scenarios: {attribute: false}, draft: {attribute: false}};

  static styles = [
    sharedStyles,
    css`
      p { margin: 0 }
      .good { color: var(--good) }
      ul { margin: var(--space-2) 0 0; padding: 0; list-style: none }
      li { padding: var(--space-2) 0 var(--space-2) var(--space-3); border-left: 3px solid var(--bad); margin-bottom: var(--space-2) }
      li.edited { border-color: var(--warning) }
      dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 var(--space-3); margin: var(--space-1) 0 }
      dt { color: var(--quiet) }
      dd { margin: 0 }
      del { text-decoration: none; color: var(--quiet) }
      ins { text-decoration: none; font-weight: 600 }
      button.cell { min-height: 1.5rem; padding: 0; margin-right: var(--space-2) }
    `,
  ];

  render() {
    const {failed} = this.scenarios;
    return html`
      <p class=${failed.length === 0 ? 'good' : ''}>${sayScenarios(this.scenarios)}</p>
      ${failed.length === 0 ? nothing : html`<ul>${failed.slice(0, SHOWN).map(failure => this.#failure(failure))}</ul>`}
      ${failed.length > SHOWN ? html`<p class="quiet small">${failed.length - SHOWN} more left out.</p>` : nothing}
    `;
  }

  #cell(place) {
    return cellButton(this, place, sayPlace(this.draft, place));
  }

  #failure(failure) {
    const {scenario, column, expected, actual, because, refuses} = failure;
    return html`
      <li class=${refuses ? '' : 'edited'}>
        <p><strong>${scenario}</strong>, ${column}, in ${this.#cell(failure)}</p>
        <dl>
          <dt>expected</dt><dd><del>${expected}</del></dd>
          <dt>answered</dt><dd><ins>${actual}</ins></dd>
          ${because.length === 0 ? nothing : html`<dt>because of</dt><dd>${because.map(text => this.#cell(parseCell(text)))}</dd>`}
        </dl>
        ${refuses ? nothing : html`<p class="quiet small">This draft edits the scenario, so it does not refuse the release.</p>`}
      </li>
    `;
  }
}

customElements.define('draft-scenarios', DraftScenarios);
