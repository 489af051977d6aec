import {LitElement, html} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {dialogStyles} from '../../parts/dialog-styles.js';
import '../../parts/problem-note.js';

/** A dialog that makes something in a draft: `show()` opens it, `made` tells the place of what was made. Subclasses say what. */
export class FileDialog extends LitElement {
  static properties = {
    session: {attribute: false},
    problem: {state: true},
    busy: {state: true},
  };

  static styles = [sharedStyles, dialogStyles];

  /** @param {Record<string, string>} [values] texts of fields that are known, by their names */
  async show(values = {}) {
    Object.assign(this, {problem: null, busy: false});
    await this.updateComplete;
    const form = this.renderRoot.querySelector('form');
    form.reset();
    Object.entries(values).forEach(([name, text]) => (form.elements[name].value = text));
    this.renderRoot.querySelector('dialog').showModal();
  }

  /** @param {string} title @param {unknown} fields @param {string} action */
  template(title, fields, action) {
    return html`
      <dialog aria-labelledby="title">
        <form @submit=${this.#make}>
          <h2 id="title">${title}</h2>
          ${fields}
          <problem-note .problem=${this.problem}></problem-note>
          <p class="buttons">
            <button class="main" ?disabled=${this.busy}>${action}</button>
            <button type="button" @click=${this.#close}>Cancel</button>
          </p>
        </form>
      </dialog>
    `;
  }

  #make = async event => {
    event.preventDefault();
    this.busy = true;
    try {
      const detail = await this.make(Object.fromEntries(new FormData(event.target)));
      this.#close();
      this.dispatchEvent(new CustomEvent('made', {detail}));
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  };

  #close = () => {
    this.renderRoot.querySelector('dialog').close();
  };
}
