import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import '../../parts/problem-note.js';
import {OWN_ZONE} from '../../parts/zones.js';
import './save-state.js';

/** The name of a draft, what it is based on, and how far it is saved: `<draft-head .session=${session} .draft=${draft}>`. */
class DraftHead extends LitElement {
  static properties = {
    session: {attribute: false},
    draft: {attribute: false},
    isRenaming: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .head { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); align-items: center; justify-content: space-between; margin-bottom: var(--space-3) }
      .name { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; margin: 0 }
      h1, p { margin: 0 }
      .about { flex-basis: 100% }
      form { display: flex; flex-wrap: wrap; gap: var(--space-2) }
      input { width: min(24rem, 80vw) }
    `,
  ];

  render() {
    const {name, basedOn, author, created, state, release, proposal} = this.draft;
    return html`
      <div class="head">
        ${this.isRenaming ? this.#form() : html`
          <div class="name"><h1 tabindex="-1">${name}</h1>
            ${this.session.isOpen ? html`<button type="button" class="plain" @click=${this.#begin}>Rename</button>` : nothing}
          </div>`}
        <save-state .session=${this.session}></save-state>
        <p class="about quiet small">
          <a href=${addressOf('drafts')}>All drafts</a> · Draft of ${author} from ${sayInstant(created, OWN_ZONE)}, based on ${basedOn > 0
            ? html`<a href=${addressOf('tables', [], {release: basedOn})}>release ${basedOn}</a>`
            : 'no release'}.
          ${state === 'published' ? html`It was published as <a href=${addressOf('releases')}>release ${release}</a>.` : nothing}
          ${state === 'proposed' ? html`It waits for approval as <a href=${addressOf('releases')}>proposal ${proposal}</a>.` : nothing}
        </p>
      </div>
      <problem-note .problem=${this.problem}></problem-note>
    `;
  }

  #form() {
    return html`
      <form @submit=${this.#rename} @keydown=${event => event.key === 'Escape' && this.#end()}>
        <input aria-label="Name of the draft" required maxlength="200" .value=${this.draft.name}>
        <button class="main">Rename</button>
        <button type="button" @click=${this.#end}>Cancel</button>
      </form>`;
  }

  async #begin() {
    this.isRenaming = true;
    await this.updateComplete;
    this.renderRoot.querySelector('input').select();
  }

  async #rename(event) {
    event.preventDefault();
    try {
      await this.session.rename(this.renderRoot.querySelector('input').value.trim());
      this.problem = null;
      await this.#end();
    } catch (problem) {
      this.problem = problem;
    }
  }

  async #end() {
    this.isRenaming = false;
    await this.updateComplete;
    this.renderRoot.querySelector('h1').focus();
  }
}

customElements.define('draft-head', DraftHead);
