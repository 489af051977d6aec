import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCell} from '../../parts/change-words.js';
import {columnLetters} from '../tables/places.js';
import {sayPlace} from './foresight/foresight-words.js';
import {cellButton} from './foresight/show-cell.js';

/** So much of a text is said on a button. */
const MAX_SAID = 80;

/**
 * The cells that were changed here and by somebody else, each with both texts to take one, or to write another; and the texts that were typed into
 * cells which are gone: `<draft-conflicts .session=${session} .conflicts=${conflicts} .lost=${lost}>`. Sends `show-cell`.
 */
class DraftConflicts extends LitElement {
  static properties = {
    session: {attribute: false},
    conflicts: {attribute: false},
    lost: {attribute: false},
    /** The name of the conflict for which another text is written. */
    edited: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      section { padding: var(--space-3) var(--space-4); border-left: 4px solid var(--warning); background: var(--warning-back); margin-bottom: var(--space-3) }
      h2 { margin: 0 0 var(--space-2); font-size: var(--size-text) }
      ul { margin: 0; padding: 0; list-style: none }
      li, form { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; padding: var(--space-1) 0 }
      form { flex-basis: 100% }
      textarea { flex: 1 1 20rem; min-height: 2.25rem; field-sizing: content }
      button { text-align: left; max-width: 100%; overflow-wrap: anywhere }
      button.cell { padding: 0 }
    `,
  ];

  constructor() {
    super();
    [this.conflicts, this.lost, this.edited] = [[], [], ''];
  }

  render() {
    const {conflicts, lost} = this;
    return html`<div aria-live="polite">
      ${conflicts.length === 0 ? nothing : html`
        <section aria-labelledby="title">
          <h2 id="title">You and somebody else changed the same ${conflicts.length === 1 ? 'cell' : 'cells'}. Take one of both texts.</h2>
          <ul>${conflicts.map(conflict => this.#conflict(conflict))}</ul>
        </section>`}
      ${lost.length === 0 ? nothing : html`
        <section aria-labelledby="gone">
          <h2 id="gone">Somebody else deleted the ${lost.length === 1 ? 'cell' : 'cells'} that you had typed into.</h2>
          <ul>${lost.map(each => this.#lost(each))}</ul>
        </section>`}
    </div>`;
  }

  #conflict(conflict) {
    const {mine, theirs, by} = conflict;
    const place = placeOf(conflict);
    const name = JSON.stringify(place);
    return html`
      <li>
        ${cellButton(this, place, sayPlace(this.session.draft, place))}
        <button type="button" @click=${() => this.#settle(conflict)}>Take mine, ${sayText(mine)}</button>
        <button type="button" @click=${() => this.#settle(conflict, theirs)}>Take that of ${by ?? 'the other one'}, ${sayText(theirs)}</button>
        ${this.edited === name ? this.#form(conflict) : html`<button type="button" @click=${() => this.#edit(name)}>Write another text …</button>`}
      </li>
    `;
  }

  #form(conflict) {
    const write = event => {
      event.preventDefault();
      this.#settle(conflict, event.target.querySelector('textarea').value);
    };
    return html`
      <form @submit=${write}>
        <textarea aria-label="Another text" rows="1" .value=${conflict.mine}></textarea>
        <button class="main">Write it</button>
        <button type="button" @click=${() => { this.edited = ''; }}>Cancel</button>
      </form>`;
  }

  #lost(lost) {
    const {file, sheet, cell = null, row, column, mine} = lost;
    const place = {file, sheet, cell: cell ?? (row === undefined ? null : columnLetters(column) + (row + 1))};
    return html`
      <li>
        <span>It was ${sayPlace(this.session.draft, place)}, and your text was ${sayCell(mine)}.</span>
        <button type="button" @click=${() => this.session.forget(lost)}>I do not need it any more</button>
      </li>`;
  }

  async #edit(name) {
    this.edited = name;
    await this.updateComplete;
    this.renderRoot.querySelector('textarea').select();
  }

  #settle(conflict, text) {
    this.edited = '';
    this.session.settle(conflict, text);
  }
}

function placeOf(conflict) {
  const {sheet} = conflict;
  if (conflict.id === undefined) {
    return {file: sheet.file};
  }
  const [row, column] = sheet.placeOf(conflict);
  return {file: sheet.file, sheet: sheet.sheet, cell: columnLetters(column) + (row + 1)};
}

function sayText(text) {
  return sayCell(text.length > MAX_SAID ? `${text.slice(0, MAX_SAID)} …` : text);
}

customElements.define('draft-conflicts', DraftConflicts);
