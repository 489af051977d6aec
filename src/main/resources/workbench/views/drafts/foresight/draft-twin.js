import {LitElement, html, nothing} from 'lit';
import {Listener} from '../../../app/listener.js';
import {policyHealth} from '../../../app/policy-health.js';
import {parseRoute, router} from '../../../app/router.js';
import {sharedStyles} from '../../../app/shared-styles.js';
import {findFocused} from '../../../app/visited-places.js';
import '../../../parts/problem-note.js';
import {Question} from '../../../parts/question.js';
import {zoneFor} from '../../../parts/zones.js';
import {tellFact} from '../../ask/facts.js';
import '../../ask/next-fact.js';
import '../../ask/policy-answer.js';
import '../../ask/question-form.js';
import {addressOfQuestion, addressWithoutQuestion, isAsking} from './draft-question.js';
import {SourceListener} from './source-listener.js';
import './twin-rows.js';
import {askBoth, readTwinFacts} from './twin-data.js';
import {twinStyles} from './twin-styles.js';

const PAUSE_MILLIS = 300;

/**
 * The same question to a draft and to the policy in force, side by side: `<draft-twin .session=${session} .canPin=${true}>`. The address
 * holds the question. Follows the draft while it is edited. Sends `show-cell`, `lit-rows` with the rows of the draft that answer, and `pin`
 * with the query.
 */
class DraftTwin extends LitElement {
  static properties = {
    session: {attribute: false},
    canPin: {attribute: false},
    closed: {type: Boolean, reflect: true},
    question: {state: true},
    facts: {state: true},
    twin: {state: true},
    problem: {state: true},
    busy: {state: true},
    zoneName: {state: true},
    /** The pointers of the facts that the reader does not know. */
    skipped: {state: true},
  };

  static styles = [sharedStyles, twinStyles];

  #asking = new AbortController();
  #timer;
  #version = null;
  #opener = null;
  #listener = new SourceListener(this, ['problems'], () => this.#followDraft());

  constructor() {
    super();
    this.question = null;
    this.skipped = [];
    new Listener(this, router, 'change', () => this.#readAddress());
    new Listener(this, policyHealth, 'policy', () => this.#load());
  }

  /** Goes on asking if it was taken out of the page while it asked. */
  connectedCallback() {
    super.connectedCallback();
    if (this.#asking.signal.aborted && this.busy) {
      this.#load();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#asking.abort();
    clearTimeout(this.#timer);
  }

  willUpdate(changed) {
    if (changed.has('session')) {
      this.#listener.source = this.session;
      this.facts = undefined;
      this.twin = null;
      this.question = null;
      this.skipped = [];
      this.#readAddress();
    }
    this.closed = this.question === null;
  }

  render() {
    return this.question === null ? nothing : html`
      <section aria-labelledby="twin" @keydown=${this.#closeByKey} @tell=${this.#tell} @zone=${event => (this.zoneName = event.detail)}>
        <header>
          <h2 id="twin" tabindex="-1">Ask this draft and what is in force</h2>
          <button type="button" @click=${this.#close}>Close</button>
        </header>
        ${this.facts ? this.#columns() : nothing}
        <problem-note .problem=${this.problem}></problem-note>
      </section>
    `;
  }

  #columns() {
    const {draft} = this.twin ?? {};
    const missing = this.#missingOfEither();
    const [next, ...later] = this.#factsOf(missing ?? []).filter(fact => !this.skipped.includes(fact.pointer));
    return html`
      <div class="columns">
        <question-form .question=${this.question} .facts=${this.facts} .zone=${this.#zone} .isOfDraft=${true} .missing=${missing}
            .open=${[next, ...later].map(fact => fact?.pointer)} .errors=${draft?.problem?.errors ?? []}>
          ${next
            ? html`<next-fact .fact=${next} .count=${later.length + 1}
                @skip=${event => (this.skipped = [...this.skipped, event.detail])}></next-fact>`
            : nothing}
        </question-form>
        <div class=${this.busy ? 'busy' : ''} aria-busy=${this.busy ? 'true' : 'false'}>${this.#answers()}</div>
      </div>
    `;
  }

  #answers() {
    if (!this.question.isComplete) {
      return html`<p class="quiet">Choose who asks, and the issue type.</p>`;
    }
    if (!this.twin) {
      return html`<p class="quiet">Asking both …</p>`;
    }
    return html`
      <div aria-live="polite">${this.#differences()}</div>
      ${this.#sides()}
      <h3>Rows that answer</h3>
      <twin-rows .twin=${this.twin}></twin-rows>
      ${this.canPin && this.twin.draft.answer ? html`
        <p><button type="button" @click=${this.#pin}>Pin the draft’s answer as a scenario</button></p>` : nothing}
      <slot></slot>
    `;
  }

  #differences() {
    const {turned, draft, inForce} = this.twin;
    if (!draft.answer || !inForce.answer) {
      return html`<p><strong>${draft.answer ? 'Only the draft can answer.' : inForce.answer ? 'Only what is in force can answer.' : 'Neither can answer.'}</strong></p>`;
    }
    return turned.length === 0 ? html`<p><strong>Both answer the same.</strong></p>` : html`
      <table class="turned">
        <thead><tr><th scope="col">What differs</th><th scope="col">In force</th><th scope="col">This draft</th></tr></thead>
        <tbody>${turned.map(({part, before, after}) => html`
          <tr><th scope="row">${part}</th><td><del>${before ?? 'not stated'}</del></td><td><ins>${after ?? 'not stated'}</ins></td></tr>`)}</tbody>
      </table>
    `;
  }

  /** Where only the draft answers, its answer comes first and takes the whole width. */
  #sides() {
    const {draft, inForce} = this.twin;
    const sides = [this.#side('In force', inForce), this.#side('This draft', draft, true)];
    return html`<div class="sides ${inForce.answer ? '' : 'one'}">${inForce.answer ? sides : sides.toReversed()}</div>`;
  }

  #side(title, {answer, problem}, isOfDraft = false) {
    return html`
      <div>
        <h3>${title}</h3>
        ${answer
          ? html`<policy-answer .answer=${answer} .missing=${this.#factsOf(answer.missing)} .zone=${this.#zone} .question=${this.question}
              .isOfDraft=${isOfDraft}></policy-answer>`
          : html`<problem-note .problem=${problem}></problem-note>`}
      </div>
    `;
  }

  /** @returns {string[] | undefined} the pointers of the facts that would change either answer; undefined without an answer */
  #missingOfEither() {
    const answers = [this.twin?.draft.answer, this.twin?.inForce.answer].filter(Boolean);
    return answers.length === 0 ? undefined : [...new Set(answers.flatMap(answer => answer.missing))];
  }

  #factsOf(pointers) {
    return pointers.map(pointer => this.facts.get(pointer)).filter(Boolean);
  }

  get #zone() {
    return zoneFor(this.zoneName ?? null, this.twin?.draft.answer?.contract);
  }

  #tell(event) {
    const {pointer, text} = event.detail;
    const latest = Question.of(parseRoute(location.hash).parameters); // Two facts may be told before the first address is read.
    router.replace(addressOfQuestion(tellFact(latest, pointer, text)));
  }

  #pin() {
    this.dispatchEvent(new CustomEvent('pin', {
      detail: this.question.toBody([...this.facts.values()]), bubbles: true, composed: true,
    }));
  }

  #closeByKey(event) {
    if (event.key === 'Escape') {
      this.#close();
    }
  }

  #close() {
    router.go(addressWithoutQuestion());
    this.#opener?.focus();
  }

  /** The address of another view, or of another draft, asks nothing of this one. */
  #readAddress() {
    const {route} = router;
    if (!this.session || route.view !== 'drafts' || route.path[0] !== String(this.session.id)) {
      return;
    }
    const question = isAsking(route) ? Question.of(route.parameters) : null;
    const wasOpen = this.question !== null;
    if (question === null || !wasOpen || !this.question.equals(question)) {
      this.question = question;
      this.#load();
      if (question && !wasOpen) {
        this.#takeFocus();
      }
    }
  }

  async #takeFocus() {
    this.#opener = findFocused();
    await this.updateComplete;
    this.renderRoot.querySelector('h2')?.focus({preventScroll: true});
  }

  #followDraft() {
    if (this.question && this.session.version !== this.#version) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#load(), PAUSE_MILLIS);
    }
  }

  async #load() {
    this.#asking.abort();
    const {signal} = (this.#asking = new AbortController());
    if (this.question === null) {
      this.#tellRows([]);
      return;
    }
    this.busy = true;
    try {
      const {id, version} = this.session;
      if (this.#version !== version || !this.facts) {
        this.facts = await readTwinFacts(id, signal);
        this.#version = version;
      }
      this.twin = this.question.isComplete ? await askBoth(id, this.question, this.facts, signal) : null;
      this.problem = null;
      this.#tellRows((this.twin?.draft.answer?.because ?? []).filter(cause => cause.table));
    } catch (failure) {
      if (signal.aborted) {
        return; // Another question is asked.
      }
      this.problem = failure;
    }
    this.busy = false;
  }

  #tellRows(rows) {
    this.dispatchEvent(new CustomEvent('lit-rows', {detail: rows, bubbles: true, composed: true}));
  }
}

customElements.define('draft-twin', DraftTwin);
