import {LitElement, css, html} from 'lit';
import {sharedStyles} from '../../../app/shared-styles.js';
import {sayCell} from '../../../parts/change-words.js';
import {sayPlace} from './foresight-words.js';

const SIDES = ['draft', 'release'];

/**
 * The cells that a draft and a newer release both changed, each with its texts, to take one: `<rebase-conflicts .conflicts=${conflicts}
 * .draft=${draft}>`.
 * Sends `take` with the chosen values.
 */
class RebaseConflicts extends LitElement {
  static properties = {conflicts: {attribute: false}, draft: {attribute: false}, busy: {attribute: false}, chosen: {state: true}};

  static styles = [
    sharedStyles,
    css`
      fieldset { margin: 0 0 var(--space-3); padding: 0; border: none }
      legend { padding: 0; font-weight: 600 }
      label { display: flex; gap: var(--space-2); align-items: baseline; padding: var(--space-1) 0 }
      input { min-height: 0; accent-color: var(--accent) }
      p { margin: 0 }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('conflicts')) {
      this.chosen = this.conflicts.map(() => null);
    }
  }

  render() {
    const open = this.chosen.filter(side => side === null).length;
    return html`
      <form @submit=${this.#take}>
        ${this.conflicts.map((conflict, i) => this.#conflict(conflict, i))}
        <button class="main" ?disabled=${this.busy || open > 0}>${open > 0 ? `Choose for ${open} more` : 'Bring it up to date with these'}</button>
      </form>
    `;
  }

  #conflict(conflict, i) {
    const {base, draft, release, author} = conflict;
    const words = {draft: `of this draft: ${sayText(draft)}`, release: `of the release${author ? ` by ${author}` : ''}: ${sayText(release)}`};
    return html`
      <fieldset>
        <legend>${sayPlace(this.draft, conflict)}</legend>
        <p class="quiet small">It was ${sayText(base)}.</p>
        ${SIDES.map(side => html`
          <label><input type="radio" name="conflict${i}" .checked=${this.chosen[i] === side} @change=${() => this.#choose(i, side)}>
            <span>${words[side]}</span></label>`)}
      </fieldset>
    `;
  }

  #choose(at, side) {
    this.chosen = this.chosen.with(at, side);
  }

  #take(event) {
    event.preventDefault();
    const detail = this.conflicts.map((conflict, i) => ({
      file: conflict.file, sheet: conflict.sheet, cell: conflict.cell, value: conflict[this.chosen[i]],
    }));
    this.dispatchEvent(new CustomEvent('take', {detail}));
  }
}

/** Says the text of a cell; null is one that is not there. */
function sayText(text) {
  return text === null ? 'not there' : sayCell(text);
}

customElements.define('rebase-conflicts', RebaseConflicts);
