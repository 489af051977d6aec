import {LitElement, css, html} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {showDraft} from '../../parts/drafts.js';
import '../../parts/problem-note.js';
import '../../parts/words-dialog.js';
import './calendar-dialog.js';
import './copy-rows-dialog.js';
import './holidays-dialog.js';
import {freeFileName} from './new-files.js';
import './table-dialog.js';

const SCENARIO_TITLES = ['Scenario', 'Plan', 'Issue type', 'SLA category', 'Expect entitled', 'Expect channels', 'Notes'];

/** Makes new files of a draft by words: `<new-file-tools .session=${session}>`. */
class NewFileTools extends LitElement {
  static properties = {
    session: {attribute: false},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      details { margin-top: var(--space-4) }
      summary { cursor: pointer; font-size: var(--size-small); color: var(--quiet) }
      .buttons { display: grid; justify-items: start; gap: var(--space-1); padding-top: var(--space-1) }
    `,
  ];

  render() {
    return html`
      <details>
        <summary>Something new</summary>
        <div class="buttons">
          <button type="button" class="plain" @click=${() => this.#show('table-dialog')}>Table …</button>
          <button type="button" class="plain" @click=${() => this.#show('calendar-dialog')}>Calendar …</button>
          <button type="button" class="plain" @click=${() => this.#show('holidays-dialog')}>Holidays …</button>
          <button type="button" class="plain" @click=${this.#addScenarios}>Scenarios …</button>
        </div>
      </details>
      <problem-note .problem=${this.problem}></problem-note>
      <table-dialog .session=${this.session} @made=${this.#goTo}></table-dialog>
      <calendar-dialog .session=${this.session} @made=${this.#goTo}></calendar-dialog>
      <holidays-dialog .session=${this.session} @made=${this.#goTo}></holidays-dialog>
      <copy-rows-dialog .session=${this.session} @made=${this.#goTo}></copy-rows-dialog>
      <words-dialog></words-dialog>
    `;
  }

  /** Opens the dialog for a calendar of this name. */
  makeCalendar(name) {
    this.renderRoot.querySelector('calendar-dialog').show({name});
  }

  /** Opens the dialog that copies rows for another name, for the column at a place and the names that are known. */
  async copyRows(place) {
    this.problem = null;
    try {
      await this.renderRoot.querySelector('copy-rows-dialog').open(place);
    } catch (problem) {
      this.problem = problem;
    }
  }

  #show(dialog) {
    this.renderRoot.querySelector(dialog).show();
  }

  #goTo({detail}) {
    if (detail) {
      showDraft(this.session.id, detail);
    }
  }

  async #addScenarios() {
    const title = await this.renderRoot.querySelector('words-dialog')
      .ask({title: 'New file of scenarios', label: 'What the scenarios are about', action: 'Make the file'});
    if (!title) {
      return;
    }
    const {session} = this;
    const file = freeFileName(session.draft, title, 'scenarios/');
    const rows = [SCENARIO_TITLES, SCENARIO_TITLES.map(() => '')];
    if (await session.change([{op: 'put-file', file, rows}])) {
      await session.reload();
      showDraft(session.id, {file, row: 2, column: 'A'});
    }
  }
}

customElements.define('new-file-tools', NewFileTools);
