import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayAcceptance} from '../../parts/acceptance-words.js';
import {Question} from '../../parts/question.js';

import {sayProblemCount, severityOf} from './table-words.js';

const SHOWN = 20;
const WORDS = {error: 'Error', warning: 'Warning', accepted: 'Accepted warning', info: 'Note'};

/**
 * The problems of a table, each with its cell and its correction: `<problem-list .problems=${problems}
 * .addressOf=${problem => address}>`, null for cells that are not shown. Open at once if there is an error.
 */
class ProblemList extends LitElement {
  static properties = {
    problems: {attribute: false},
    addressOf: {attribute: false},
    showsAll: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      details { padding: var(--space-2) var(--space-3); border-left: 4px solid var(--line); background: var(--raised) }
      details.warning { border-color: var(--warning) }
      details.error { border-color: var(--bad) }
      summary { cursor: pointer }
      ul { margin: var(--space-2) 0 0; padding-left: var(--space-4) }
      .error strong { color: var(--bad) }
      .warning strong { color: var(--warning) }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('problems')) {
      this.showsAll = false;
    }
  }

  render() {
    const {problems} = this;
    if (problems.length === 0) {
      return nothing;
    }
    const worst = Object.keys(WORDS).find(severity => problems.some(problem => severityOf(problem) === severity));
    const shown = this.showsAll ? problems : problems.slice(0, SHOWN);
    return html`
      <details class=${worst} ?open=${worst === 'error'}>
        <summary>The check found ${sayProblemCount(problems)}</summary>
        <ul>${shown.map(problem => this.#problem(problem))}</ul>
        ${shown.length < problems.length
          ? html`<button type="button" @click=${() => (this.showsAll = true)}>Show all ${problems.length}</button>`
          : nothing}
      </details>
    `;
  }

  #problem(problem) {
    const {cell, value, message, remedy, query, isRefused, accepted} = problem;
    const severity = severityOf(problem);
    const address = cell && this.addressOf(problem);
    return html`
      <li class=${severity}>
        <strong>${WORDS[severity] ?? severity}</strong>${isRefused ? ' of the newest, refused tables' : ''}
        ${cell ? html`in ${address ? html`<a href=${address}>${cell}</a>` : cell}` : nothing}${value ? html` “${value}”` : nothing}:
        ${message} ${accepted ? sayAcceptance(accepted) : remedy}
        ${query ? html`<a href=${addressOf('ask', [], Question.ofBody(query).parameters)}>Ask the question that shows it</a>` : nothing}
      </li>
    `;
  }
}

customElements.define('problem-list', ProblemList);
