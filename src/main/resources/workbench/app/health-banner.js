import {LitElement, css, html, nothing} from 'lit';
import {createDraft, showDraft} from '../parts/drafts.js';
import '../parts/problem-note.js';
import {OWN_ZONE} from '../parts/zones.js';
import {connection} from './connection.js';
import {Listener} from './listener.js';
import {policyHealth} from './policy-health.js';
import {addressOf} from './router.js';
import {session} from './session.js';
import {sharedStyles} from './shared-styles.js';
import {sayCount, sayInstant} from './words.js';

const SHOWN = 5;

/** Tells at the top of every view what is wrong: no answer, no policy, refused tables with their cells, failing parts. */
class HealthBanner extends LitElement {
  static properties = {problem: {state: true}};

  static styles = [
    sharedStyles,
    css`
      section { padding: var(--space-2) var(--space-4); border-bottom: 1px solid var(--line); background: var(--warning-back) }
      section.bad { background: var(--bad-back) }
      h2 { margin: 0; font-size: var(--size-text) }
      p, ul { margin: 0 }
      ul { padding-left: var(--space-6) }
    `,
  ];

  constructor() {
    super();
    new Listener(this, connection, 'change');
    new Listener(this, policyHealth, 'change');
  }

  render() {
    return html`<div aria-live="polite">${connection.away ? this.#away() : this.#policy(policyHealth.policy)}</div>`;
  }

  #away() {
    return html`
      <section aria-label="State of the service">
        <p>The service does not answer. This page goes on when it is back.</p>
      </section>
    `;
  }

  #policy(policy) {
    if (policy === null) {
      return nothing;
    }
    const failures = failuresOf(policy);
    return html`
      ${policy.refused ? this.#refused(policy) : nothing}
      ${failures.length === 0 ? nothing : html`
        <section aria-label="State of the service">${failures.map(failure => html`<p>${failure}</p>`)}</section>
      `}
    `;
  }

  #refused({refused, inForce}) {
    const errors = refused.problems.filter(problem => problem.severity === 'error');
    return html`
      <section class="bad" aria-labelledby="refused">
        <h2 id="refused">The newest tables are refused: ${sayCount(errors.length, 'error')}</h2>
        <p>
          Since ${sayInstant(refused.at, OWN_ZONE)}. ${inForce ? 'The policy from before stays in force.' : 'No policy is in force.'}
        </p>
        ${session.may('checking') ? html`<p><button type="button" @click=${this.#makeDraft}>Make a draft of them</button></p>` : nothing}
        <problem-note .problem=${this.problem}></problem-note>
        <ul>${errors.slice(0, SHOWN).map(problem => this.#problem(problem))}</ul>
        ${errors.length <= SHOWN ? nothing : html`
          <details>
            <summary>${sayCount(errors.length - SHOWN, 'more error')}</summary>
            <ul>${errors.slice(SHOWN).map(problem => this.#problem(problem))}</ul>
          </details>
        `}
      </section>
    `;
  }

  async #makeDraft() {
    try {
      showDraft((await createDraft({name: 'The refused tables', from: 'directory'})).id);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  #problem({file, sheet, cell, value, message, remedy}) {
    const place = [file, sheet, cell].filter(Boolean).join('!');
    const link = cell ? html`<a href=${addressOf('tables', [file], {sheet, ...placeOf(cell)})}>${place}</a>` : place;
    return html`<li>${link}${value ? html` “${value}”` : nothing}: ${message} ${remedy}</li>`;
  }
}

/** Returns the row and the column of a cell such as `E8`, or of the first one of a range. */
function placeOf(cell) {
  const [, column, row] = /^([A-Z]+)(\d+)/.exec(cell) ?? [];
  return {row, column};
}

/** Returns sentences about what fails, but for refused tables. */
function failuresOf({inForce, refused, logAway, memoryAway, logReadOnly, logRewound, unwell}) {
  return [
    !inForce && !refused && 'No policy is in force yet.',
    logAway && `The log of releases cannot be reached since ${sayInstant(logAway.since, OWN_ZONE)}. ${logAway.why}`,
    memoryAway && `The files of the service cannot be written since ${sayInstant(memoryAway.since, OWN_ZONE)}. ${memoryAway.why}`,
    logReadOnly && `Since ${sayInstant(logReadOnly.since, OWN_ZONE)}: ${logReadOnly.why}`,
    logRewound && `Since ${sayInstant(logRewound.since, OWN_ZONE)}: ${logRewound.why}`,
    ...unwell.map(({thread, state, failure}) => `The thread ${thread} is ${state}. ${failure ?? ''}`),
  ].filter(Boolean);
}

customElements.define('health-banner', HealthBanner);
