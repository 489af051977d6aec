import {LitElement, css, html, nothing} from 'lit';
import {createDraftOfFiles, showDraft} from '../parts/drafts.js';
import '../parts/problem-note.js';
import {session} from './session.js';
import {sharedStyles} from './shared-styles.js';

const TABLE = /\.(csv|xlsx)$/i;

/** Takes tables that are dropped anywhere on the page, and makes a draft of them. */
class TableDrop extends LitElement {
  static properties = {
    isOver: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .over {
        position: fixed; inset: var(--space-4); z-index: 10; display: grid; place-content: center; pointer-events: none;
        border: 3px dashed var(--accent); border-radius: var(--radius); background: var(--accent-back); font-size: var(--size-heading); font-weight: 600;
      }
      .note { padding: var(--space-2) var(--space-4) }
    `,
  ];

  #listeners = {
    dragover: event => this.#onOver(event),
    dragleave: event => { this.isOver = event.relatedTarget !== null && this.isOver; },
    drop: event => this.#onDrop(event),
  };

  connectedCallback() {
    super.connectedCallback();
    Object.entries(this.#listeners).forEach(([type, listener]) => window.addEventListener(type, listener));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    Object.entries(this.#listeners).forEach(([type, listener]) => window.removeEventListener(type, listener));
  }

  render() {
    return html`
      ${this.isOver ? html`<div class="over">Drop the tables here, and they become a draft.</div>` : nothing}
      ${this.busy ? html`<p class="note" role="status">Making a draft of the tables …</p>` : nothing}
      ${this.problem ? html`
        <div class="note">
          <problem-note .problem=${this.problem}></problem-note>
          <button type="button" @click=${() => { this.problem = null; }}>Close</button>
        </div>` : nothing}
    `;
  }

  #onOver(event) {
    if (event.dataTransfer?.types.includes('Files')) {
      event.preventDefault();
      this.isOver = true;
    }
  }

  #onDrop(event) {
    const files = [...(event.dataTransfer?.files ?? [])];
    this.isOver = false;
    if (files.length > 0) {
      event.preventDefault();
      this.#take(files);
    }
  }

  async #take(files) {
    const refused = files.find(({name}) => !TABLE.test(name));
    this.problem = null;
    if (refused || !session.may('checking')) {
      this.problem = new Error(refused ? `${refused.name} is no table. Drop files that end in .xlsx or .csv.` : session.reasonAgainst('checking'));
      return;
    }
    this.busy = true;
    try {
      const draft = await createDraftOfFiles(files.map(({name}) => name).join(', ').slice(0, 200), files);
      showDraft(draft.id);
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }
}

customElements.define('table-drop', TableDrop);
