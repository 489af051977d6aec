import {LitElement, html} from 'lit';
import {sharedStyles} from '../app/shared-styles.js';
import {dialogStyles} from './dialog-styles.js';

/** Asks for one line of words: `await dialog.ask({title, label, value, action})` returns them, or null if the person gives up. */
class WordsDialog extends LitElement {
  static properties = {question: {state: true}};

  static styles = [sharedStyles, dialogStyles];

  #answer = () => {};

  constructor() {
    super();
    this.question = {title: '', label: '', value: '', action: ''};
  }

  /** @param {{title: string, label: string, value?: string, action: string}} question @returns {Promise<string | null>} */
  async ask(question) {
    this.question = question;
    await this.updateComplete;
    const field = this.renderRoot.querySelector('input');
    field.value = question.value ?? '';
    this.renderRoot.querySelector('dialog').showModal();
    field.select();
    return new Promise(resolve => { this.#answer = resolve; });
  }

  render() {
    const {title, label, action} = this.question;
    return html`
      <dialog aria-labelledby="title" @close=${() => this.#answer(null)}>
        <form method="dialog" @submit=${this.#take}>
          <h2 id="title">${title}</h2>
          <label>${label}<input required autocomplete="off"></label>
          <p class="buttons">
            <button class="main">${action}</button>
            <button type="button" @click=${() => this.#close()}>Cancel</button>
          </p>
        </form>
      </dialog>
    `;
  }

  /** Gives the focus back before the words are used. */
  #take() {
    const words = this.renderRoot.querySelector('input').value.trim();
    this.#close();
    this.#answer(words);
  }

  #close() {
    this.renderRoot.querySelector('dialog').close();
  }
}

customElements.define('words-dialog', WordsDialog);
