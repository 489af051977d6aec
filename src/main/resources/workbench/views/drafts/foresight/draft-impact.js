import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../../app/shared-styles.js';
import '../../../parts/impact-lines.js';
import {linkToQuestion, questionOf} from './draft-question.js';
import {parseCell, sayConcerned, sayCustomers, sayPlace} from './foresight-words.js';
import {cellButton} from './show-cell.js';

/**
 * The answers that a draft changes, each with the cells that cause it and an example to ask, and whom they concern: `<draft-impact
 * .check=${check} .draft=${draft} .canPin=${true}>`. Sends `show-cell`, and `pin` with the line whose new answer is to be a scenario.
 */
class DraftImpact extends LitElement {
  static properties = {check: {attribute: false}, draft: {attribute: false}, canPin: {attribute: false}};

  static styles = [sharedStyles, css`p { margin: var(--space-2) 0 0 }`];

  render() {
    const {impact, impactState, customers} = this.check;
    return html`
      <impact-lines narrow .impact=${impact} .state=${impactState} .actions=${line => this.#actions(line)}></impact-lines>
      <p class="small">${sayCustomers(customers)}</p>
    `;
  }

  #actions(line) {
    const {customers, impact} = this.check;
    const count = customers.contracts > 0 || customers.total?.later.changed > 0 ? customers.lines[impact.lines.indexOf(line)] : undefined;
    return html`
      ${count ? html`<span class="small concerned">${sayConcerned(count)}</span>` : nothing}
      ${line.because.map(parseCell).map(place => cellButton(this, place, sayPlace(this.draft, place)))}
      ${linkToQuestion(questionOf(line.example), 'Ask both')}
      ${this.canPin ? html`<button type="button" class="plain" @click=${() => this.#pin(line)}>Pin as a scenario</button>` : nothing}
    `;
  }

  #pin(line) {
    this.dispatchEvent(new CustomEvent('pin', {detail: line.example, bubbles: true, composed: true}));
  }
}

customElements.define('draft-impact', DraftImpact);
