import {LitElement, css, html, nothing} from 'lit';
import {ask, read} from '../../app/api.js';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {addressOf, parseRoute, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayList} from '../../app/words.js';
import '../../parts/access-note.js';
import {isClosed} from '../../parts/customer-access.js';
import '../../parts/problem-note.js';
import {Question} from '../../parts/question.js';
import {zoneFor} from '../../parts/zones.js';
import './answer-history.js';
import './answer-tables.js';
import {readFacts, tellFact} from './facts.js';
import './next-fact.js';
import './pin-answer.js';
import './policy-answer.js';
import './question-form.js';

const INSTANTS = {'/openedAt': 'the opening of the case', '/asOf': 'the instant of the policy'};

/** Asks the policy a question and explains the answer. All that is known stands in the address. */
class AskView extends LitElement {
  static properties = {
    route: {attribute: false},
    facts: {state: true},
    answer: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: var(--space-2) }
      .columns { display: grid; grid-template-columns: minmax(17rem, 22rem) minmax(0, 1fr); gap: var(--space-8); align-items: start }
      next-fact { margin-bottom: var(--space-4) }
      .busy { color: var(--quiet) }
      @media (max-width: 60rem) { .columns { grid-template-columns: minmax(0, 1fr); gap: var(--space-4) } }
    `,
  ];

  #asking = new AbortController();
  #vocabularyOf = null;
  /** The policy in force when the question was asked last. */
  #askedIn = undefined;
  /** Is true if the next answer takes the focus: its next question, or else the answer itself. */
  #focusNext = false;

  constructor() {
    super();
    new Listener(this, policyHealth, 'policy', () => this.#askAnew());
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.hasUpdated && this.#askedIn !== revisionInForce()) {
      this.#askAnew(); // Another policy came into force while another view was shown.
    }
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      const asked = this.question;
      const question = Question.of(this.route.parameters);
      this.question = asked?.equals(question) ? asked : question;
      this.skipped = this.route.parameters.getAll('unknown');
      this.showsHistory = this.route.parameters.has('history');
      this.chosen = this.#readChosen();
      if (this.question !== asked) {
        this.#load();
      } else {
        this.#moveFocus();
      }
    }
  }

  get zone() {
    return zoneFor(this.route.parameters.get('zone'), this.answer?.contract);
  }

  render() {
    return html`
      <h1>Ask</h1>
      ${this.facts
        ? html`<div class="columns" @tell=${this.#tell} @zone=${event => this.#go(this.question, {zone: event.detail})}>
            ${this.#form()}
            <div class=${this.busy ? 'busy' : ''} aria-busy=${this.busy ? 'true' : 'false'}>${this.#result()}</div>
          </div>`
        : html`<problem-note .problem=${this.problem}></problem-note>${this.problem ? nothing : html`<p class="quiet">Reading the tables’ names …</p>`}`}
    `;
  }

  #form() {
    const open = this.#openFacts();
    return html`
      <div>
        <question-form .question=${this.question} .facts=${this.facts} .zone=${this.zone}
            .errors=${this.problem?.errors ?? []}
            .open=${open.map(fact => fact.pointer)} .missing=${this.problem ? undefined : this.answer?.missing}></question-form>
      </div>
    `;
  }

  #result() {
    if (isClosed(this.question)) {
      return html`<access-note right="customers"></access-note>`;
    }
    if (this.problem) {
      return this.#refusal();
    }
    if (!this.question.isComplete) {
      return html`<p class="quiet">Choose who asks, and the issue type. Then only the facts are asked for that change the answer.</p>`;
    }
    if (!this.answer) {
      return html`<p class="quiet">Asking …</p>`;
    }
    const [next, ...later] = this.#openFacts();
    return html`
      ${next
        ? html`<next-fact .fact=${next} .count=${later.length + 1} .known=${this.known} @skip=${event => this.#skip(event.detail)}></next-fact>`
        : nothing}
      <policy-answer .answer=${this.answer} .missing=${this.#missingFacts()} .zone=${this.zone} .question=${this.question}></policy-answer>
      <pin-answer .body=${this.#body()}></pin-answer>
      <h2>Why</h2>
      <answer-tables .answer=${this.answer} .question=${this.question} .body=${this.#body()} .chosen=${this.chosen}
          @choose=${event => this.#go(this.question, {chosen: event.detail})}></answer-tables>
      <h2>History</h2>
      ${this.#history()}
    `;
  }

  /** Problems that stand at fields of the form are not said twice. */
  #refusal() {
    const {errors = []} = this.problem;
    const places = errors.map(error => this.facts.get(error.pointer)?.words ?? INSTANTS[error.pointer]);
    return errors.length > 0 && places.every(Boolean)
      ? html`<p role="alert">The policy cannot answer yet. Mend what is marked: ${sayList(places)}.</p>`
      : html`<problem-note .problem=${this.problem}></problem-note>`;
  }

  #history() {
    return this.showsHistory
      ? html`<answer-history .body=${this.#body()} .question=${this.question} .zone=${this.zone}></answer-history>`
      : html`
          <p class="quiet">When did this answer turn, and who changed what?</p>
          <button type="button" @click=${() => this.#go(this.question, {history: 'yes'})}>Ask every release</button>
        `;
  }

  #body() {
    return this.question.toBody([...this.facts.values()]);
  }

  /** The row that is explained: the one of before, if the address names it still, so that nothing is tried again. */
  #readChosen() {
    const {parameters} = this.route;
    const [table, row] = [parameters.get('table'), Number(parameters.get('row'))];
    if (!table || !row) {
      return null;
    }
    return this.chosen?.table === table && this.chosen.row === row ? this.chosen : {table, row};
  }

  #missingFacts() {
    return (this.answer?.missing ?? []).map(pointer => this.facts.get(pointer)).filter(Boolean);
  }

  /** The facts to ask for: those that would change the answer, and that the reader may know. */
  #openFacts() {
    return this.#missingFacts().filter(fact => !this.skipped.includes(fact.pointer));
  }

  #tell(event) {
    const {pointer, text} = event.detail;
    this.#focusNext = event.composedPath().some(element => element.localName === 'next-fact');
    const latest = Question.of(parseRoute(location.hash).parameters); // Two facts may be told before the first address is read.
    this.#go(tellFact(latest, pointer, text));
  }

  #skip(pointer) {
    this.#focusNext = true;
    this.#go(this.question, {unknown: [...this.skipped, pointer]});
  }

  /** Goes to the address of a question, and keeps what else the address says unless it is replaced. A row was chosen for one question. */
  #go(question, replaced = {}) {
    const {parameters} = this.route;
    const row = question.equals(this.question) ? this.chosen : null;
    const kept = {zone: parameters.get('zone'), history: parameters.get('history'), unknown: this.skipped, chosen: row};
    const {chosen, unknown, ...others} = {...kept, ...replaced};
    const open = unknown.filter(pointer => question.textOf(pointer) === undefined);
    router.go(addressOf('ask', [], {...question.parameters, ...others, unknown: open, ...chosen}));
  }

  /** The releases are asked again, too: for them it is another question. */
  #askAnew() {
    this.question = Question.of(this.route.parameters);
    this.#vocabularyOf = null;
    this.#load();
  }

  async #load() {
    this.#asking.abort();
    const {signal} = (this.#asking = new AbortController());
    this.#askedIn = revisionInForce();
    this.busy = true;
    try {
      await this.#readVocabulary(signal);
      this.answer = this.question.isComplete && !isClosed(this.question)
        ? await ask('v1/evaluation', this.#body(), {signal})
        : null;
      this.known = {question: this.question, answer: this.answer, facts: this.facts};
      this.problem = null;
    } catch (failure) {
      if (signal.aborted) {
        return; // A later question is being asked.
      }
      this.problem = failure;
    }
    this.busy = false;
    await this.#moveFocus();
  }

  /** The names are those of the policy that answers. If there is none at that instant, those of today stay, and the field says so. */
  async #readVocabulary(signal) {
    const asOf = this.question.textOf('/asOf');
    this.facts ??= asOf ? readFacts(await read('v1/vocabulary', {}, {signal})) : null;
    if (!this.facts || this.#vocabularyOf !== asOf) {
      this.facts = readFacts(await read('v1/vocabulary', {asOf}, {signal}));
      this.#vocabularyOf = asOf;
    }
  }

  /** After an answer to a question of the page the next one is read out, or else the answer. */
  async #moveFocus() {
    if (this.#focusNext) {
      this.#focusNext = false;
      await this.updateComplete;
      const next = this.renderRoot.querySelector('next-fact') ?? this.renderRoot.querySelector('policy-answer');
      await next?.updateComplete;
      next?.focus();
    }
  }
}

function revisionInForce() {
  return policyHealth.policy?.inForce?.revision;
}

customElements.define('ask-view', AskView);
