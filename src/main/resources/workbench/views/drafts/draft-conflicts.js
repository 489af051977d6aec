import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCell} from '../../parts/change-words.js';
import {columnLetters} from '../tables/places.js';

/** The cells that were changed here and by somebody else, each with both texts to take one: `<draft-conflicts .conflicts=${conflicts}>`. */
class DraftConflicts extends LitElement {
  static properties = {
    session: {attribute: false},
    conflicts: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      section { padding: var(--space-3) var(--space-4); border-left: 4px solid var(--warning); background: var(--warning-back); margin-bottom: var(--space-3) }
      h2 { margin: 0 0 var(--space-2); font-size: var(--size-text) }
      ul { margin: 0; padding: 0; list-style: none }
      li { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; padding: var(--space-1) 0 }
      button { text-align: left; max-width: 100%; overflow-wrap: anywhere }
    `,
  ];

  render() {
    return html`<div aria-live="polite">${this.conflicts.length === 0 ? nothing : html`
      <section aria-labelledby="title">
        <h2 id="title">You and somebody else changed the same ${this.conflicts.length === 1 ? 'cell' : 'cells'}. Take one of both texts.</h2>
        <ul>${this.conflicts.map(conflict => this.#conflict(conflict))}</ul>
      </section>`}</div>`;
  }

  #conflict(conflict) {
    const {sheet, mine, theirs, by} = conflict;
    const [row, column] = sheet.placeOf(conflict);
    const place = `${sheet.file} ${columnLetters(column)}${row + 1}`;
    return html`
      <li>
        <span>${place}:</span>
        <button type="button" @click=${() => this.session.settle(conflict, 'mine')}>Take mine, ${sayCell(mine)}</button>
        <button type="button" @click=${() => this.session.settle(conflict, 'theirs')}>Take that of ${by ?? 'the other one'}, ${sayCell(theirs)}</button>
      </li>
    `;
  }
}

customElements.define('draft-conflicts', DraftConflicts);
