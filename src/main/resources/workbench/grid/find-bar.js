import {css, html, LitElement, nothing} from 'lit';
import {sharedStyles} from '../app/shared-styles.js';

/**
 * Finds cells by text in a grid of which only a part is in the page, where the browser's own search sees too little.
 * Says by the events `find-text`, `find-next`, `find-previous` and `find-close` what is asked for; if it `replaces`, also by
 * `replace-one` and `replace-all`, whose detail is the text to write.
 */
export class GridFindBar extends LitElement {
  static properties = {
    found: {attribute: false},
    replaces: {type: Boolean},
  };

  static styles = [sharedStyles, css`
    :host { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center }
    input { min-width: 8rem; flex: 0 1 16rem }
    div { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center }`];

  constructor() {
    super();
    /** `{count, place}`: how many cells hold the text, and the place of the selected one among them, from 1. */
    this.found = {count: 0, place: 0};
  }

  focus() {
    this.updateComplete.then(() => this.renderRoot.querySelector('input').select());
  }

  render() {
    return html`
      <label for="text">Find in cells</label>
      <input id="text" type="search" autocomplete="off" @input=${this.#onInput} @keydown=${this.#onKey}>
      <span role="status">${this.#words()}</span>
      <button type="button" @click=${() => this.#tell('find-previous')}>Previous</button>
      <button type="button" @click=${() => this.#tell('find-next')}>Next</button>
      ${this.replaces ? this.#replacement() : nothing}
      <button type="button" @click=${() => this.#tell('find-close')}>Close</button>`;
  }

  #replacement() {
    const isFound = this.found.count > 0;
    return html`
      <div>
        <label for="replacement">Replace by</label>
        <input id="replacement" autocomplete="off" @keydown=${this.#onReplacementKey}>
        <button type="button" ?disabled=${!isFound} @click=${() => this.#replace('replace-one')}>Replace</button>
        <button type="button" ?disabled=${!isFound} @click=${() => this.#replace('replace-all')}>Replace all</button>
      </div>`;
  }

  #words() {
    const {text, count, place} = this.found;
    if (!text) {
      return '';
    }
    return count === 0 ? 'not found' : `${place} of ${count.toLocaleString('en')}`;
  }

  #onInput(event) {
    this.#tell('find-text', event.target.value);
  }

  #onKey(event) {
    const type = {Enter: event.shiftKey ? 'find-previous' : 'find-next', Escape: 'find-close'}[event.key];
    if (type) {
      event.preventDefault();
      event.stopPropagation();
      this.#tell(type);
    }
  }

  #onReplacementKey(event) {
    event.stopPropagation();
    if (event.key === 'Enter' && this.found.count > 0) {
      this.#replace('replace-one');
    } else if (event.key === 'Escape') {
      this.#tell('find-close');
    }
  }

  #replace(type) {
    this.#tell(type, this.renderRoot.querySelector('#replacement').value);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, {detail}));
  }
}

customElements.define('grid-find-bar', GridFindBar);
