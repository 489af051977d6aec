import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount, sayList} from '../../app/words.js';
import {sayOutcomes} from './choice-outcomes.js';
import {labelOf, sayValue, tell} from './telling.js';

/**
 * Asks for the next of the facts that would change the answer: `<next-fact .fact=${fact} .count=${open} .known=${known}>`. `known` has
 * the `question` so far, its `answer`, and all `facts`: with it, each choice says its outcome. A choice is told at once. Sends `skip`
 * if the reader does not know it.
 */
class NextFact extends LitElement {
  static properties = {
    fact: {attribute: false},
    count: {attribute: false},
    known: {attribute: false},
    outcomes: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      section { padding: var(--space-4); border: 1px solid var(--accent); border-radius: var(--radius); background: var(--accent-back) }
      h2 { margin: 0 0 var(--space-1); font-size: var(--size-heading) }
      p { margin: 0 0 var(--space-3) }
      ul { display: flex; flex-direction: column; gap: var(--space-2); margin: 0 0 var(--space-3); padding: 0; list-style: none }
      li { display: grid; grid-template-columns: minmax(8rem, 16rem) 1fr; gap: var(--space-1) var(--space-3); align-items: center }
      li button { text-align: left }
      @media (max-width: 40rem) { li { grid-template-columns: 1fr } }
      form { display: flex; gap: var(--space-2); margin: 0 0 var(--space-3) }
      input { flex: 1; min-width: 0 }
      button.plain { padding: 0; min-height: 1.5rem }
    `,
  ];

  #asking = new AbortController();
  #isAnother = false;
  #hadFocus = false;

  constructor() {
    super();
    this.outcomes = new Map();
  }

  willUpdate(changed) {
    const before = changed.get('fact');
    this.#isAnother = before !== undefined && before.pointer !== this.fact.pointer;
    this.#hadFocus = this.#isAnother && this.renderRoot.activeElement !== null;
    if (this.known && (changed.has('known') || changed.has('fact'))) {
      this.#findOutcomes();
    }
  }

  /** Another question begins without the text that answered the one before, and with its heading. */
  updated() {
    if (this.#isAnother) {
      this.renderRoot.querySelector('form')?.reset();
    }
    if (this.#hadFocus) {
      this.focus();
    }
  }

  render() {
    const {fact} = this;
    return html`
      <section aria-labelledby="question">
        <h2 id="question" tabindex="-1">${labelOf(fact.words)}?</h2>
        <p class="small">${this.#reason()}</p>
        ${this.#choices()}
        ${fact.types.some(type => ['number', 'date', 'instant'].includes(type) || type === 'text' && !fact.isClosed) ? this.#field() : nothing}
        <button type="button" class="plain small" @click=${this.#skip}>I do not know</button>
      </section>
    `;
  }

  focus() {
    this.renderRoot.querySelector('h2').focus();
  }

  #reason() {
    const columns = this.fact.askedBy.map(place => `“${place.column}” of ${place.table}`);
    return `Asked because the answer depends on it: see ${sayList(columns)}.`
      + (this.count > 1 ? ` ${sayCount(this.count - 1, 'more question')} may follow.` : '');
  }

  #choices() {
    const choices = this.#texts();
    return choices.length === 0
      ? nothing
      : html`<ul>${choices.map((text, i) => html`<li>
          <button type="button" aria-describedby="outcome${i}" @click=${() => tell(this, this.fact.pointer, text)}>
            ${sayValue(text, this.fact.types)}</button>
          <span class="small quiet" id="outcome${i}">${this.outcomes.get(text)}</span>
        </li>`)}</ul>`;
  }

  #texts() {
    const {types, names} = this.fact;
    return [...(types.includes('flag') ? ['true', 'false'] : []), ...names];
  }

  /** A hint that cannot be had is left out: the question can be answered without it. */
  async #findOutcomes() {
    this.#asking.abort();
    const {signal} = (this.#asking = new AbortController());
    this.outcomes = new Map();
    try {
      const outcomes = await sayOutcomes(this.#texts(), this.fact, this.known, signal);
      if (!signal.aborted) {
        this.outcomes = outcomes;
      }
    } catch (failure) {
      if (!signal.aborted) {
        console.warn('The outcomes of the choices are not known.', failure);
      }
    }
  }

  /** Attributes may have values that no table names: all of those lead to one answer. */
  #field() {
    const {types, numbers, dates = [], fromOpening = [], names} = this.fact;
    const numeric = types.includes('number');
    const bounds = [...numbers.map(String), ...dates, ...fromOpening];
    return html`
      <form @submit=${this.#submit}>
        <input aria-label=${names.length > 0 ? 'Another value' : labelOf(this.fact.words)} autocomplete="off" required
            placeholder=${names.length > 0 ? 'another value' : nothing} inputmode=${numeric ? 'decimal' : nothing}
            type=${types.every(type => type === 'date') ? 'date' : 'text'} aria-describedby=${bounds.length > 0 ? 'numbers' : nothing}>
        <button>Answer</button>
      </form>
      ${bounds.length > 0
        ? html`<p class="small quiet" id="numbers">The tables tell apart at ${sayList(bounds)}.</p>`
        : nothing}
    `;
  }

  #submit(event) {
    event.preventDefault();
    tell(this, this.fact.pointer, event.target.querySelector('input').value.trim());
  }

  #skip() {
    this.dispatchEvent(new CustomEvent('skip', {detail: this.fact.pointer}));
  }
}

customElements.define('next-fact', NextFact);
