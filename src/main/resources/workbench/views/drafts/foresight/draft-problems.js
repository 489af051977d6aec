import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../../app/shared-styles.js';
import {sayCount} from '../../../app/words.js';
import {sayAcceptance} from '../../../parts/acceptance-words.js';
import {parsePlace} from '../../tables/places.js';
import {acceptButton, takeBackButton} from '../accept-button.js';
import {linkToQuestion, questionOf} from './draft-question.js';
import {sayPlace} from './foresight-words.js';
import {cellButton} from './show-cell.js';

const SHOWN = 20;
/** Problems of a name about which rows are missing that others have. */
const WITHOUT_ROWS = ['level-without-row', 'category-without-promise', 'category-without-definition'];
const SEVERITIES = ['error', 'warning', 'info'];
const WORDS = {error: 'Error', warning: 'Warning', info: 'Note'};

/**
 * The problems of a draft, the worst first, each with its cell, what is wrong, and what would be right: `<draft-problems
 * .problems=${problems} .draft=${draft} .canAccept=${true}>`. Accepted warnings stand apart. Sends `show-cell`, `make-calendar` with the name of a calendar that is not known, `copy-rows` with a name that has none, and as `accept-button.js` says.
 * Problems of rows that match together lead to the question that shows it.
 */
class DraftProblems extends LitElement {
  static properties = {problems: {attribute: false}, draft: {attribute: false}, canAccept: {attribute: false}, showsAll: {state: true}};

  static styles = [
    sharedStyles,
    css`
      ul { margin: 0; padding: 0; list-style: none }
      li { padding: var(--space-2) 0 var(--space-2) var(--space-3); border-left: 3px solid var(--line); margin-bottom: var(--space-2) }
      li.error { border-color: var(--bad) }
      li.warning { border-color: var(--warning) }
      .error strong { color: var(--bad) }
      .warning strong { color: var(--warning) }
      p { margin: 0 }
      button.cell, a { min-height: 1.5rem; padding: 0 }
      details { margin-top: var(--space-2) }
      summary { cursor: pointer }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('problems') && this.problems.length <= SHOWN) {
      this.showsAll = false;
    }
  }

  render() {
    const sorted = SEVERITIES.flatMap(severity => this.problems.filter(problem => problem.severity === severity));
    const main = sorted.filter(problem => problem.severity !== 'info' && !problem.accepted);
    const accepted = sorted.filter(problem => problem.accepted);
    const notes = sorted.filter(problem => problem.severity === 'info');
    const shown = this.showsAll ? main : main.slice(0, SHOWN);
    return html`
      ${shown.length === 0 ? nothing : html`<ul>${shown.map(problem => this.#problem(problem))}</ul>`}
      ${shown.length === main.length ? nothing
        : html`<button type="button" @click=${() => (this.showsAll = true)}>Show all ${main.length} problems</button>`}
      ${accepted.length === 0 ? nothing : html`
        <details class="meant"><summary class="small">${sayCount(accepted.length, 'accepted warning')}</summary>
          <ul>${accepted.slice(0, SHOWN).map(problem => this.#problem(problem))}</ul>
          ${accepted.length > SHOWN ? html`<p class="quiet small">${accepted.length - SHOWN} more left out.</p>` : nothing}
        </details>`}
      ${notes.length === 0 ? nothing : html`
        <details><summary class="quiet small">${notes.length === 1 ? '1 note' : `${notes.length} notes`}</summary>
          <ul>${notes.slice(0, SHOWN).map(problem => this.#problem(problem))}</ul>
          ${notes.length > SHOWN ? html`<p class="quiet small">${notes.length - SHOWN} more left out.</p>` : nothing}
        </details>`}
    `;
  }

  #makeCalendar(name) {
    this.dispatchEvent(new CustomEvent('make-calendar', {detail: name, bubbles: true, composed: true}));
  }

  #copyRows({file, sheet, cell, value}) {
    const detail = {file, sheet, column: parsePlace(cell).column, to: value};
    this.dispatchEvent(new CustomEvent('copy-rows', {detail, bubbles: true, composed: true}));
  }

  #problem(problem) {
    const {code, severity, value, message, remedy, query, accepted} = problem;
    return html`
      <li class=${accepted ? 'accepted' : severity}>
        <p><strong>${accepted ? 'Meant' : WORDS[severity] ?? severity}</strong> in ${cellButton(this, problem, sayPlace(this.draft, problem))}${value
          ? html` “${value}”` : nothing}</p>
        <p>${message} ${accepted ? nothing : remedy}</p>
        ${accepted ? html`<p>${sayAcceptance(accepted)}</p>` : nothing}
        ${code === 'unknown-calendar' && this.canAccept ? html`<button type="button" class="small" @click=${() => this.#makeCalendar(value)}>Make it</button>` : nothing}
        ${WITHOUT_ROWS.includes(code) && this.canAccept ? html`<button type="button" class="small" @click=${() => this.#copyRows(problem)}>Copy the rows of another one …</button>` : nothing}
        ${query ? html`<p>${linkToQuestion(questionOf(query), 'Ask what these rows answer')}</p>` : nothing}
        ${this.canAccept ? html`${acceptButton(this, problem)}${takeBackButton(this, problem)}` : nothing}
      </li>
    `;
  }
}

customElements.define('draft-problems', DraftProblems);
