import {LitElement, css, html, nothing} from 'lit';
import {ask, read} from '../../app/api.js';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/problem-note.js';
import {Question} from '../../parts/question.js';
import {OWN_ZONE, isZone} from '../../parts/zones.js';
import {readFacts, tellFact} from './facts.js';
import './next-fact.js';
import './policy-answer.js';
import './question-form.js';

/** Asks the policy a question and explains the answer. All that is known stands in the address. */
class AskView extends LitElement {
  static properties = {
    route: {attribute: false},
    facts: {state: true},
    answer: {state: true},
    problem: {state: true},
    customerNeeds: {state: true},
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
  /** Where the focus goes when the next answer is shown. */
  #focusNext = false;

  constructor() {
    super();
    this.customerNeeds = '';
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.question = Question.of(this.route.parameters);
      this.skipped = this.route.parameters.getAll('unknown');
      const zone = this.route.parameters.get('zone');
      this.zone = isZone(zone) ? zone : OWN_ZONE;
      this.#load();
    }
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
        <question-form .question=${this.question} .facts=${this.facts} .zone=${this.zone} .customerNeeds=${this.customerNeeds}
            .errors=${this.problem?.errors ?? []} .open=${open.map(fact => fact.pointer)}></question-form>
      </div>
    `;
  }

  #result() {
    if (this.problem) {
      return html`<problem-note .problem=${this.problem}></problem-note>`;
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
        ? html`<next-fact .fact=${next} .count=${later.length + 1} @skip=${event => this.#skip(event.detail)}></next-fact>`
        : nothing}
      <policy-answer .answer=${this.answer} .missing=${this.#missingFacts()} .zone=${this.zone} .question=${this.question}></policy-answer>
    `;
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
    this.#go(tellFact(this.question, pointer, text));
  }

  #skip(pointer) {
    this.#focusNext = true;
    this.#go(this.question, {unknown: [...this.skipped, pointer]});
  }

  #go(question, {zone = this.route.parameters.get('zone'), unknown = this.skipped} = {}) {
    const kept = unknown.filter(pointer => question.textOf(pointer) === undefined);
    router.go(addressOf('ask', [], {...question.parameters, zone, unknown: kept}));
  }

  async #load() {
    this.#asking.abort();
    const {signal} = (this.#asking = new AbortController());
    this.busy = true;
    try {
      await this.#readVocabulary(signal);
      this.answer = this.question.isComplete
        ? await ask('v1/evaluation', this.question.toBody([...this.facts.values()]), {signal})
        : null;
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
      const [vocabulary, caller] = await Promise.all([read('v1/vocabulary', {asOf}, {signal}), read('v1/me', {}, {signal})]);
      const right = caller.rights.find(each => each.right === 'customers');
      this.customerNeeds = right.allowed ? '' : right.needs;
      this.facts = readFacts(vocabulary);
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

customElements.define('ask-view', AskView);
