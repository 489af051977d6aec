import {LitElement, css, html, nothing} from 'lit';
import {Listener} from '../../../app/listener.js';
import {router} from '../../../app/router.js';
import {session as caller} from '../../../app/session.js';
import {sharedStyles} from '../../../app/shared-styles.js';
import '../../../parts/problem-note.js';
import {Question} from '../../../parts/question.js';
import './draft-impact.js';
import './draft-outcome.js';
import './draft-problems.js';
import './draft-publish.js';
import {linkToQuestion, questionOf} from './draft-question.js';
import './draft-rebase.js';
import './draft-scenarios.js';
import './draft-twin.js';
import {Foresight} from './foresight.js';
import {sayStale} from './foresight-words.js';
import {pinScenario} from './pin-scenario.js';
import {SCENARIO_FAILED, countErrors} from './publish-words.js';
import {showCell} from './show-cell.js';
import {SourceListener} from './source-listener.js';

/**
 * All that a draft would bring, beside its tables: `<draft-foresight .session=${session}>`. Sends `show-cell` with `file`, `sheet` and
 * `cell` when a place was chosen, and `lit-rows` with the rows of the draft that answer the question of the address.
 */
class DraftForesight extends LitElement {
  static properties = {session: {attribute: false}, pinned: {state: true}, problem: {state: true}};

  static styles = [
    sharedStyles,
    css`
      h2 { margin: var(--space-4) 0 var(--space-2); font-size: var(--size-text) }
      h2 span { font-weight: 400 }
      p { margin: 0 }
      draft-rebase { margin-bottom: var(--space-3) }
      .pinned { margin-top: var(--space-2) }
    `,
  ];

  /** @type {Foresight | undefined} */
  #foresight;
  #sessionListener = new SourceListener(this, ['change', 'problems', 'state']);
  #mustFocus = false;
  /** The question that was pinned last. */
  #pinnedQuestion = null;
  #foresightListener = new SourceListener(this, ['change']);

  constructor() {
    super();
    this.pinned = null;
    new Listener(this, caller, 'change');
    new Listener(this, router, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#foresight?.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#foresight?.stop();
  }

  willUpdate(changed) {
    if (changed.has('session')) {
      this.#begin();
    }
  }

  render() {
    const {session} = this;
    return html`
      <div @pin=${event => this.#pin(event.detail)}>
        <draft-rebase .session=${session}></draft-rebase>
        ${session.isOpen
          ? html`<draft-publish .session=${session} .foresight=${this.#foresight}
              @published=${() => (this.#mustFocus = true)}></draft-publish>`
          : html`<draft-outcome .draft=${session.draft} @reopened=${() => session.reload()}></draft-outcome>`}
        <div aria-live="polite">${this.#pinnedNote()}</div>
        <problem-note .problem=${this.problem}></problem-note>
        ${this.#problems()}
        ${this.#effects()}
        <h2>Ask</h2>
        <p>${linkToQuestion(new Question(), 'Ask this draft and what is in force')}</p>
        <draft-twin .session=${session} .canPin=${session.isOpen}>
          ${this.#isPinnedQuestion() ? html`
            <p class="small">${this.pinned ? `It is the scenario “${this.pinned.name}” now.` : nothing}</p>
            <problem-note .problem=${this.problem}></problem-note>` : nothing}
        </draft-twin>
      </div>
    `;
  }

  /** The button that was pressed is gone when the draft is published. */
  async updated() {
    const outcome = this.renderRoot.querySelector('draft-outcome');
    if (outcome && this.#mustFocus) {
      this.#mustFocus = false;
      await outcome.updateComplete;
      outcome.focus();
    }
  }

  #begin() {
    this.#foresight?.stop();
    this.#foresight = Foresight.of(this.session);
    this.#sessionListener.source = this.session;
    this.#foresightListener.source = this.#foresight;
    this.#foresight.start();
    this.pinned = null;
    this.#pinnedQuestion = null;
    this.problem = null;
  }

  /** The whole check knows more problems than the quick one of the same version. Failed scenarios are told below. */
  #problems() {
    const {problems: quick} = this.session;
    const {check} = this.#foresight;
    const found = check && check.version >= (quick?.version ?? 0) ? check : quick;
    if (!found) {
      return html`<h2>Problems</h2><p class="quiet">Checking …</p>`;
    }
    const shown = found.problems.filter(problem => problem.code !== SCENARIO_FAILED);
    const main = shown.filter(problem => problem.severity !== 'info' && !problem.accepted);
    return html`
      <h2>Problems ${this.#stale(found)}</h2>
      ${main.length === 0 ? html`<p class="quiet">None.</p>` : nothing}
      <draft-problems .problems=${shown} .draft=${this.session.draft} .canAccept=${this.session.isOpen}></draft-problems>
    `;
  }

  #effects() {
    const {check, failure} = this.#foresight;
    const {problems, version} = this.session;
    const hasErrors = problems?.version === version && countErrors(problems.problems) > 0;
    return html`
      <h2>Scenarios ${this.#stale(check)}</h2>
      ${hasErrors && check?.version !== version ? html`<p class="quiet">They are asked once the errors are mended.</p>` : nothing}
      <problem-note .problem=${failure}></problem-note>
      ${check ? html`
        ${check.impact || check.sound || check.scenarios.total > 0 ? html`<draft-scenarios .scenarios=${check.scenarios} .draft=${this.session.draft}></draft-scenarios>` : nothing}
        <h2>Changed answers ${this.#stale(check)}</h2>
        <draft-impact .check=${check} .draft=${this.session.draft} .canPin=${this.session.isOpen}></draft-impact>` : nothing}
    `;
  }

  /** Says of which version something is, unless it is that of what is typed. */
  #stale(found) {
    const words = [found && sayStale(found.version, this.session), this.#foresight.isChecking && 'checking …'].filter(Boolean);
    return words.length === 0 ? nothing : html`<span class="quiet small">(${words.join('; ')})</span>`;
  }

  #pinnedNote() {
    return this.pinned === null ? nothing : html`
      <p class="pinned small">Pinned as the scenario “${this.pinned.name}”.
        <button type="button" class="plain small" @click=${() => showCell(this, this.pinned)}>Show it</button></p>
    `;
  }

  /** The address may ask another question by now. */
  #isPinnedQuestion() {
    return Boolean(this.#pinnedQuestion?.equals(Question.of(router.route.parameters)));
  }

  async #pin(query) {
    this.problem = null;
    this.pinned = null;
    this.#pinnedQuestion = questionOf(query);
    try {
      this.pinned = await pinScenario(this.session, query);
    } catch (failure) {
      this.problem = failure;
    }
  }
}

customElements.define('draft-foresight', DraftForesight);
