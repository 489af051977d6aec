import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';
import '../../parts/problem-note.js';
import {parsePlace} from '../tables/places.js';
import {findFileChanges} from './file-changes.js';

/** So many changes of a file are listed. */
const SHOWN = 50;
const STATES = {added: 'new', removed: 'removed', changed: 'changed'};

/** All files that a draft changes, each with its changes, which lead to their cells: `<draft-difference .session=${session} .files=${files}>`. */
class DraftDifference extends LitElement {
  static properties = {
    session: {attribute: false},
    /** The files of the draft as they are known; others are read when these are. */
    files: {attribute: false},
    found: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      :host { max-width: 60rem }
      .files { margin: 0 0 var(--space-4); padding: 0; list-style: none }
      .files > li { padding: var(--space-2) 0; border-bottom: 1px solid var(--line) }
      p { margin: 0 }
      .title { font-weight: 600 }
      .state { color: var(--accent); font-size: var(--size-small) }
      ul ul { margin: var(--space-1) 0 0; padding-left: var(--space-4) }
      ul ul li { padding: var(--space-1) 0 }
    `,
  ];

  #reading = new AbortController();

  willUpdate(changed) {
    if (changed.has('session')) {
      this.found = undefined;
    }
    if (changed.has('session') || changed.has('files')) {
      this.#read();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#reading.abort();
  }

  render() {
    const {found, problem} = this;
    if (problem || !found) {
      return problem ? html`<problem-note .problem=${problem}></problem-note>` : html`<p class="quiet">Comparing the files …</p>`;
    }
    return html`
      <h2>What it changes</h2>
      ${found.files.length === 0 ? html`<p class="quiet">Nothing yet.</p>` : nothing}
      <ul class="files">${found.files.map(file => this.#file(file))}</ul>
      ${found.others.length === 0 ? nothing : html`<ul>${found.others.map(({message}) => html`<li>${message}</li>`)}</ul>`}
    `;
  }

  #file({entry, changes, extent}) {
    const {file, title, state} = entry;
    return html`
      <li>
        <p><a class="title" href=${this.#addressOf(entry)}>${title}</a> <span class="state">${STATES[state]}</span>
          <span class="quiet small">${file}${entry.sheet ? `, sheet ${entry.sheet}` : ''}${extent ? ` · ${extent}` : ''}</span></p>
        ${changes.length === 0 ? nothing : html`<ul>${changes.slice(0, SHOWN).map(change => this.#change(entry, change))}</ul>`}
        ${changes.length > SHOWN ? html`<p class="quiet small">${sayCount(changes.length - SHOWN, 'more change')}.</p>` : nothing}
      </li>`;
  }

  #change(entry, {cell, message}) {
    return html`<li>${cell ? html`<a href=${this.#addressOf(entry, cell)}>${cell}</a> ` : nothing}${message}</li>`;
  }

  #addressOf({file, sheet}, cell = null) {
    const {row, column} = parsePlace(cell) ?? {};
    return addressOf('drafts', [String(this.session.id), ...file.split('/')], {sheet, row, column});
  }

  async #read() {
    this.#reading.abort();
    const {signal} = (this.#reading = new AbortController());
    try {
      const found = await findFileChanges(this.session, signal);
      if (!signal.aborted) {
        [this.found, this.problem] = [found, null];
      }
    } catch (problem) {
      this.problem = signal.aborted ? this.problem : problem;
    }
  }
}

customElements.define('draft-difference', DraftDifference);
