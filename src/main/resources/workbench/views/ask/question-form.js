import {LitElement, css, html, nothing} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {repeat} from 'lit/directives/repeat.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import './fact-field.js';
import './instant-field.js';
import {optionalFacts} from './facts.js';
import {labelOf, sayValue, tell} from './telling.js';

/**
 * The form of a question: `<question-form .question=${question} .facts=${facts} .errors=${errors} …>`. `errors` are the fields of a
 * problem; `open` the pointers of the facts that are asked for elsewhere, `missing` those of all that would change the answer, undefined
 * without an answer. The slot takes the next question. `isOfDraft` leaves out the instant of the policy, which a draft does not have.
 */
class QuestionForm extends LitElement {
  static properties = {
    question: {attribute: false},
    facts: {attribute: false},
    errors: {attribute: false},
    open: {attribute: false},
    missing: {attribute: false},
    isOfDraft: {attribute: false},
    zone: {attribute: false},
    byCustomer: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .field { margin-bottom: var(--space-4) }
      fieldset { margin: 0 0 var(--space-3); padding: 0; border: none }
      legend { padding: 0; font-weight: 600; margin-bottom: var(--space-1) }
      .choice { display: inline-flex; align-items: center; gap: var(--space-2); margin-right: var(--space-4); min-height: 1.75rem }
      .choice input { min-height: 0; width: 1rem; height: 1rem; margin: 0; accent-color: var(--accent) }
      .choice[aria-disabled] { color: var(--quiet) }
      h2 { margin: var(--space-6) 0 var(--space-2); font-size: var(--size-text) }
      fieldset p { margin: var(--space-1) 0 0 }
      fieldset button { min-height: 1.5rem; padding: 0 }
      .known { margin: 0; padding: 0; list-style: none }
      .known li { display: flex; align-items: baseline; gap: var(--space-2); padding: var(--space-1) 0; border-top: 1px solid var(--line) }
      .known span { flex: 1; overflow-wrap: anywhere }
      .known button { min-height: 1.5rem; padding: 0 }
      details { margin-top: var(--space-4); border-top: 1px solid var(--line); padding-top: var(--space-3) }
      summary { cursor: pointer; font-weight: 600; margin-bottom: var(--space-3) }
      summary span { font-weight: 400 }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('question')) {
      this.byCustomer = this.question.textOf('/customer') !== undefined
        || (this.byCustomer ?? false) && this.question.textOf('/plan') === undefined;
    }
  }

  render() {
    return html`
      <form @submit=${event => event.preventDefault()}>
        ${this.#asker()}
        ${this.#field(this.facts.get('/issueType'), 'choose an issue type')}
        <slot></slot>
        ${this.#known()}
        ${this.#others()}
        ${this.#times()}
      </form>
    `;
  }

  #asker() {
    const reason = session.reasonAgainst('customers');
    return html`
      <fieldset>
        <legend>Who asks</legend>
        ${this.#choice('A plan', false)} ${this.#choice('A customer', true)}
        ${reason ? html`
          <p class="quiet small"><span id="reason">A customer’s contract is not shown to everybody. ${reason}</span>
            ${session.isSignedIn ? nothing : html`<button type="button" class="plain small" @click=${() => session.askToSignIn()}>Sign in to ask for one</button>`}</p>` : nothing}
      </fieldset>
      ${this.byCustomer ? this.#field(this.facts.get('/customer')) : this.#field(this.facts.get('/plan'), 'choose a plan')}
    `;
  }

  #choice(label, byCustomer) {
    const disabled = byCustomer && !session.may('customers');
    return html`
      <label class="choice" aria-disabled=${disabled ? 'true' : nothing}>
        <input type="radio" name="asker" .checked=${this.byCustomer === byCustomer} ?disabled=${disabled}
            aria-describedby=${disabled ? 'reason' : nothing} @change=${() => (this.byCustomer = byCustomer)}>
        ${label}
      </label>
    `;
  }

  /** Each fact has an element of its own: one that is used again for another fact would keep the text that was typed. */
  #field(fact, empty) {
    const {pointer} = fact;
    return keyed(pointer, html`<fact-field class="field" .fact=${{...fact, empty}} .text=${this.question.textOf(pointer)}
      .problem=${this.#errorAt(pointer)}></fact-field>`);
  }

  #fields(facts) {
    return repeat(facts, fact => fact.pointer, fact => this.#field(fact));
  }

  #errorAt(pointer) {
    return this.errors.find(error => error.pointer === pointer);
  }

  /** The facts that are known besides, each with its problem, if there is one, and a way to forget it. */
  #known() {
    const known = this.#optional().filter(fact => this.question.textOf(fact.pointer) !== undefined);
    return known.length === 0 ? nothing : html`
      <h2>What is known</h2>
      <ul class="known">${repeat(known.filter(fact => !this.#errorAt(fact.pointer)), fact => fact.pointer, fact => this.#knownFact(fact))}</ul>
      ${this.#fields(known.filter(fact => this.#errorAt(fact.pointer)))}
    `;
  }

  #knownFact(fact) {
    return html`
      <li>
        <span>${labelOf(fact.words)}: <strong>${sayValue(this.question.textOf(fact.pointer), fact.types)}</strong></span>
        <button type="button" class="plain small" aria-label="Forget ${fact.words}"
            @click=${() => tell(this, fact.pointer, '')}>Forget</button>
      </li>
    `;
  }

  /** Attributes of the address that no table asks for are shown, too: the service refuses them with a reason. */
  #optional() {
    const unknown = this.question.pointers.filter(pointer => pointer.startsWith('/attributes/') && !this.facts.has(pointer));
    return [
      ...optionalFacts(this.facts),
      ...unknown.map(pointer => ({pointer, words: pointer.slice('/attributes/'.length), types: ['text'], names: []})),
    ];
  }

  #others() {
    const others = optionalFacts(this.facts)
      .filter(fact => this.question.textOf(fact.pointer) === undefined && !this.open.includes(fact.pointer));
    const deciding = others.filter(fact => this.missing?.includes(fact.pointer));
    const idle = others.filter(fact => !deciding.includes(fact));
    return others.length === 0 ? nothing : html`
      <details>
        <summary>Tell more</summary>
        ${deciding.length > 0 ? html`<p class="quiet small">The answer depends on ${deciding.length === 1 ? 'this' : 'these'}.</p>` : nothing}
        ${this.#fields(deciding)}
        ${idle.length > 0 ? html`<p class="quiet small">${this.#sayIdle()}The SLA category stands in place of the impact.</p>` : nothing}
        ${this.#fields(idle)}
      </details>
    `;
  }

  #sayIdle() {
    return this.missing ? 'As far as is known now, these change no promise. ' : '';
  }

  /** Both instants are now unless they are told: the line says so while its fields are folded. */
  #times() {
    return html`
      <details ?open=${Boolean(this.#errorAt('/openedAt') ?? this.#errorAt('/asOf'))}>
        <summary>When <span class="quiet small">${this.#sayTimes()}</span></summary>
        ${this.#instant('/openedAt', 'The case is opened', 'now')}
        ${this.#hasPolicyInstant() ? this.#instant('/asOf', 'By the policy in force', 'now') : nothing}
        <zone-field class="field" .zone=${this.zone}></zone-field>
      </details>
    `;
  }

  #sayTimes() {
    const opened = `opened ${this.#sayTime('/openedAt')}`;
    return this.#hasPolicyInstant() ? `${opened}, by the policy of ${this.#sayTime('/asOf')}` : opened;
  }

  /** An address may name an instant for a draft, too: the service refuses it, and the field takes it back. */
  #hasPolicyInstant() {
    return !this.isOfDraft || this.question.textOf('/asOf') !== undefined;
  }

  #sayTime(pointer) {
    const instant = this.question.textOf(pointer);
    return !instant ? 'now' : Number.isNaN(Date.parse(instant)) ? instant : sayInstant(instant, this.zone);
  }

  #instant(pointer, label, empty) {
    return html`<instant-field class="field" .pointer=${pointer} .label=${label} .empty=${empty} .zone=${this.zone}
      .instant=${this.question.textOf(pointer)} .problem=${this.#errorAt(pointer)}></instant-field>`;
  }
}

customElements.define('question-form', QuestionForm);
