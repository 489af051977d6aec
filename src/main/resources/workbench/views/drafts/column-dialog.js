import {LitElement, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {dialogStyles} from '../../parts/dialog-styles.js';
import '../../parts/problem-note.js';
import {factOf, insertColumn, kindsFor, needsName, needsZone, readColumnKinds} from './column-kinds.js';

const WORDS = {
  CONDITION: {title: 'Test a fact', hint: 'A row counts only if the fact compares so with its cell. A blank cell asks nothing.'},
  ACTION: {title: 'Say something', hint: 'What a cell of the column holds, the row says in the answer. A blank cell says nothing.'},
};
const ZONE = 'Time zone in which a day begins, such as Europe/Zurich';
const ATTRIBUTE = 'another fact that callers send';

/** Makes a new column by words: `show('CONDITION', sheet)` or `show('ACTION', sheet)`. Sends `inserted` with its index. */
class ColumnDialog extends LitElement {
  static properties = {
    keyword: {state: true},
    kinds: {state: true},
    chosen: {state: true},
    comparison: {state: true},
    name: {state: true},
    zone: {state: true},
    /** Undefined as long as the title follows from the choices. */
    title: {state: true},
    problem: {state: true},
  };

  static styles = [sharedStyles, dialogStyles];

  constructor() {
    super();
    this.keyword = 'CONDITION';
    this.kinds = null;
  }

  async show(keyword, sheet) {
    Object.assign(this, {keyword, sheet, chosen: 0, comparison: 0, name: '', zone: '', title: undefined, problem: null});
    await this.updateComplete;
    this.renderRoot.querySelector('dialog').showModal();
    try {
      this.kinds = await readColumnKinds();
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const {title, hint} = WORDS[this.keyword];
    return html`
      <dialog aria-labelledby="title">
        <form method="dialog" @submit=${this.#insert}>
          <h2 id="title">${title}</h2>
          <p class="hint">${hint}</p>
          <problem-note .problem=${this.problem}></problem-note>
          ${this.kinds && this.sheet ? this.#fields() : this.problem ? nothing : html`<p class="quiet">Reading what there is …</p>`}
          <p class="buttons">
            <button class="main" ?disabled=${!this.kinds || !this.sheet || !this.#kind}>Insert the column</button>
            <button type="button" @click=${this.#close}>Cancel</button>
          </p>
        </form>
      </dialog>
    `;
  }

  #fields() {
    const offered = this.#offered;
    const kind = this.#kind;
    if (!kind) {
      return html`<p>The technical rows do not say what this table looks at. Show them, and name a fact.</p>`;
    }
    return html`
      <label>${this.keyword === 'CONDITION' ? 'Fact' : 'What to say'}
        <select .value=${String(this.chosen)} @change=${event => this.#choose({chosen: Number(event.target.value), comparison: 0})}>
          ${offered.map((each, at) => html`<option value=${at}>${this.#wordsOf(each)}</option>`)}
        </select>
      </label>
      ${needsName(this.#template) ? html`
        <label>${this.#nameLabel}
          <input required maxlength="100" pattern='[^"\\\\$\\{\\}]+' title="Letters, digits, blanks and signs other than quotes, braces, $ and backslashes"
            .value=${this.name} @input=${event => this.#choose({name: event.target.value})}>
        </label>` : nothing}
      ${needsZone(this.#template) ? html`
        <label>${ZONE}
          <input required maxlength="60" pattern="[A-Za-z0-9\\/_+\\-]+" title="A region and a city, such as Europe/Zurich"
            .value=${this.zone} @input=${event => this.#choose({zone: event.target.value})}>
        </label>` : nothing}
      ${kind.comparisons ? html`
        <label>Comparison
          <select .value=${String(this.comparison)} @change=${event => this.#choose({comparison: Number(event.target.value)})}>
            ${kind.comparisons.map(({words}, at) => html`<option value=${at}>${words} …</option>`)}
          </select>
        </label>` : nothing}
      <p class="hint">A cell holds ${kind.form}.</p>
      <label>Title of the column<input required .value=${this.#title} @input=${event => { this.title = event.target.value; }}></label>
    `;
  }

  get #offered() {
    const fact = factOf(this.sheet);
    return kindsFor(this.keyword === 'CONDITION' ? this.kinds.tests : this.kinds.statements, fact);
  }

  /** Tells if the opening is compared with days, so that the name in the template is their time zone. */
  get #isOnOpening() {
    return this.#template.startsWith('openedAt');
  }

  get #nameLabel() {
    if (this.#isOnOpening) {
      return ZONE;
    }
    return this.keyword === 'CONDITION' ? 'Name of the fact, as callers send it' : 'Name of the term';
  }

  get #kind() {
    return this.#offered[this.chosen];
  }

  get #template() {
    return this.#kind.comparisons?.[this.comparison].template ?? this.#kind.template;
  }

  /** Words that follow from the choices; the first comparison goes without saying. */
  get #title() {
    if (this.title !== undefined) {
      return this.title;
    }
    const subject = needsName(this.#template) && !this.#isOnOpening ? this.name : this.#kind.words;
    const comparison = this.keyword === 'CONDITION' && this.comparison > 0 ? ` ${this.#kind.comparisons[this.comparison].words}` : '';
    return subject ? subject[0].toLocaleUpperCase() + subject.slice(1) + comparison : '';
  }

  #wordsOf({words, form}) {
    return words ? (this.keyword === 'CONDITION' ? words : `${words} …`) : `${ATTRIBUTE}: ${form}`;
  }

  #choose(choice) {
    Object.assign(this, choice);
  }

  #insert() {
    const column = {keyword: this.keyword, template: this.#template, name: this.name.trim(), zone: this.zone.trim(), title: this.#title.trim()};
    const detail = {column: insertColumn(this.sheet, column)};
    this.#close(); // It gives the focus back, before the new column gets it.
    this.dispatchEvent(new CustomEvent('inserted', {detail}));
  }

  #close() {
    this.renderRoot.querySelector('dialog').close();
  }
}

customElements.define('column-dialog', ColumnDialog);
