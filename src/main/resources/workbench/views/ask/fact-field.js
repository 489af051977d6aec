import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {LateInput} from './late-input.js';
import {labelOf, tell} from './telling.js';

/**
 * A field of the form for one fact: `<fact-field .fact=${fact} .text=${text} .problem=${error}>`. `fact` has `pointer`, `words`,
 * `types` and `names` as the vocabulary has them. A choice is told at once (`tell`), a text or a typed date when the field is left.
 */
class FactField extends LitElement {
  static properties = {
    fact: {attribute: false},
    text: {attribute: false},
    problem: {attribute: false},
    disabledBecause: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      label { display: block; font-weight: 600; margin-bottom: var(--space-1) }
      select, input { width: 100% }
      p { margin: var(--space-1) 0 0; font-size: var(--size-small) }
      .wrong { padding: var(--space-2) var(--space-3); border-left: 3px solid var(--bad); background: var(--bad-back) }
      .wrong button { margin-top: var(--space-2); background: var(--back) }
      [aria-invalid] { border-color: var(--bad); border-width: 2px }
    `,
  ];

  #date = new LateInput(text => tell(this, this.fact.pointer, text));

  /** A choice that was made counts for browsers more than a marked option, so it is set. */
  updated() {
    const select = this.renderRoot.querySelector('select');
    if (select) {
      select.value = this.text ?? '';
    }
  }

  render() {
    return html`
      <label for="value">${labelOf(this.fact.words)}</label>
      ${this.#control()}
      ${this.disabledBecause ? html`<p id="why" class="quiet">${this.disabledBecause}</p>` : nothing}
      ${this.#problem()}
    `;
  }

  focus() {
    this.renderRoot.querySelector('#value').focus();
  }

  #control() {
    if (this.fact.types.includes('flag')) {
      return this.#select([['true', 'yes'], ['false', 'no']]);
    }
    return this.fact.isClosed ? this.#select(this.fact.names.map(name => [name, name])) : this.#input();
  }

  /** A value that is none of the choices, as an address may have it, stays the chosen one: its problem is said below. */
  #select(choices) {
    const text = this.text ?? '';
    const all = text === '' || choices.some(([value]) => value === text) ? choices : [[text, text], ...choices];
    return html`
      <select id="value" .disabled=${Boolean(this.disabledBecause)} aria-invalid=${this.problem ? 'true' : nothing}
          aria-describedby=${this.#descriptions()} @change=${event => tell(this, this.fact.pointer, event.target.value)}>
        <option value="">${this.fact.empty ?? 'not known'}</option>
        ${all.map(([value, words]) => html`<option value=${value}>${words}</option>`)}
      </select>
    `;
  }

  /** A text that is no date, as an address may have it, stays readable; its problem is said below. */
  #isDate() {
    return this.fact.types.length > 0 && this.fact.types.every(type => type === 'date') && /^(\d{4}-\d\d-\d\d)?$/.test(this.text ?? '');
  }

  #input() {
    return this.#isDate() ? this.#dateInput() : html`
      <input id="value" type="text"
          list=${this.fact.names.length > 0 ? 'names' : nothing} .value=${this.text ?? ''} autocomplete="off"
          inputmode=${this.fact.types.includes('number') && this.fact.types.length === 1 ? 'decimal' : nothing}
          .disabled=${Boolean(this.disabledBecause)} aria-invalid=${this.problem ? 'true' : nothing}
          aria-describedby=${this.#descriptions()} @change=${event => tell(this, this.fact.pointer, event.target.value.trim())}>
      <datalist id="names">${this.fact.names.map(name => html`<option value=${name}></option>`)}</datalist>
    `;
  }

  #dateInput() {
    return html`
      <input id="value" type="date" .value=${this.text ?? ''} .disabled=${Boolean(this.disabledBecause)}
          aria-invalid=${this.problem ? 'true' : nothing} aria-describedby=${this.#descriptions()}
          @keydown=${this.#date.onKey} @change=${this.#date.onChange} @blur=${this.#date.onLeave}>
    `;
  }

  #descriptions() {
    const ids = [this.problem && 'wrong', this.disabledBecause && 'why'].filter(Boolean).join(' ');
    return ids || nothing;
  }

  #problem() {
    if (!this.problem) {
      return nothing;
    }
    const {detail, nearest} = this.problem;
    return html`
      <div class="wrong" id="wrong">
        <p>${detail}</p>
        ${nearest
          ? html`<button type="button" @click=${() => this.#take(nearest)}>Take “${nearest}”</button>`
          : nothing}
      </div>
    `;
  }

  #take(name) {
    this.focus();
    tell(this, this.fact.pointer, name);
  }
}

customElements.define('fact-field', FactField);
