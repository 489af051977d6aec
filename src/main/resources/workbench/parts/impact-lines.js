import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../app/shared-styles.js';
import {sayCount} from '../app/words.js';
import {sayImpact, sayImpactState, sayNames} from './change-words.js';

const SHOWN = 5;
const SIGNS = {better: 'Better', worse: 'Worse', mixed: 'Better and worse', unknown: 'Different'};

/**
 * The answers that a change changes: `<impact-lines .impact=${impact} .state=${impactState}>`, as the API answers them; `brief` without
 * the lines. `.actions=${line => template}` adds what can be done with a line.
 */
class ImpactLines extends LitElement {
  static properties = {
    impact: {attribute: false},
    state: {attribute: false},
    brief: {type: Boolean},
    narrow: {type: Boolean, reflect: true},
    actions: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      p, ul { margin: 0 }
      ul { padding: 0; list-style: none }
      li { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 var(--space-3); padding: var(--space-1) 0; border-top: 1px solid var(--line) }
      ul { margin-top: var(--space-2) }
      .sign { font-weight: 600; font-size: var(--size-small) }
      .better { color: var(--good) }
      .worse { color: var(--bad) }
      .mixed, .unknown { color: var(--warning) }
      details { margin-top: var(--space-2) }
      .actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0 var(--space-3) }
      .actions .concerned { flex-basis: 100% }
      .actions button, .actions a { min-height: 1.5rem; padding: 0; font-size: var(--size-small) }
      :host([narrow]) li { grid-template-columns: 1fr }
      @media (max-width: 40rem) { li { grid-template-columns: 1fr } }
    `,
  ];

  render() {
    const words = sayImpactState(this.state);
    return html`
      ${this.impact ? html`<p>${sayImpact(this.impact)} ${sayNames(this.impact.names)}</p>` : nothing}
      ${words ? html`<p class="quiet">${words}</p>` : nothing}
      ${this.impact && !this.brief ? this.#lines(this.impact) : nothing}
    `;
  }

  #lines({lines, linesLeftOut}) {
    const line = each => html`<li><span class="sign ${each.direction}">${SIGNS[each.direction] ?? each.direction}</span><span>${this.#text(each)}</span></li>`;
    return html`
      ${lines.length === 0 ? nothing : html`<ul>${lines.slice(0, SHOWN).map(line)}</ul>`}
      ${lines.length <= SHOWN ? nothing : html`
        <details><summary>${sayCount(lines.length - SHOWN, 'more')}</summary><ul>${lines.slice(SHOWN).map(line)}</ul></details>
      `}
      ${linesLeftOut > 0 ? html`<p class="quiet">${sayCount(linesLeftOut, 'further line')} left out.</p>` : nothing}
    `;
  }

  #text(line) {
    const {queries, changes} = line;
    const parts = changes.map(({part, before, after}) => `${part}: ${before ?? 'none'} → ${after ?? 'none'}`);
    return html`${queries}<br><span class="quiet">${parts.join('; ')}</span>
      ${this.actions ? html`<span class="actions">${this.actions(line)}</span>` : nothing}`;
  }
}

customElements.define('impact-lines', ImpactLines);
