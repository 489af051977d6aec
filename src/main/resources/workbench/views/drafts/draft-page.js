import {LitElement, css, html, nothing} from 'lit';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/problem-note.js';
import './draft-conflicts.js';
import './draft-difference.js';
import './draft-files.js';
import {entriesOf} from './draft-files.js';
import './draft-head.js';
import {DraftText} from './draft-text.js';
import './foresight/draft-foresight.js';
import {questionParameters} from './foresight/draft-question.js';
import './new-file-tools.js';
import {parsePlace} from '../tables/places.js';
import './precedence-editor.js';
import './table-editor.js';
import './warning-acceptance.js';

const EVENTS = ['change', 'conflict', 'notice', 'problems', 'sheet'];

/**
 * A draft: its files, and one of them to be edited: `<draft-page .session=${session} .place=${{file, sheet, row, column}}>`. Sends `place`
 * when another cell has got the focus.
 */
class DraftPage extends LitElement {
  static properties = {
    session: {attribute: false},
    place: {attribute: false},
    sheet: {state: true},
    litRows: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .columns { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: var(--space-4); align-items: start }
      .notice { padding: var(--space-2) var(--space-4); border-left: 4px solid var(--accent); background: var(--accent-back) }
      draft-files { position: sticky; top: var(--space-4); max-height: calc(100vh - 2rem); overflow: auto }
      @media (max-width: 60rem) {
        .columns { grid-template-columns: minmax(0, 1fr); gap: var(--space-3) }
        draft-files { position: static; max-height: none }
      }
    `,
  ];

  #onEvent = () => this.requestUpdate();
  #opened = '';
  #beside;

  willUpdate(changed) {
    if (changed.has('session')) {
      this.#leave(changed.get('session'));
      EVENTS.forEach(type => this.session.addEventListener(type, this.#onEvent));
      [this.sheet, this.litRows, this.#opened] = [undefined, [], ''];
    }
    this.#openSheet();
  }

  connectedCallback() {
    super.connectedCallback();
    EVENTS.forEach(type => this.session?.addEventListener(type, this.#onEvent));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leave(this.session);
  }

  render() {
    const {session} = this;
    const entry = this.#findEntry();
    return html`
      <draft-head .session=${session} .draft=${session.draft}></draft-head>
      <draft-conflicts .session=${session} .conflicts=${session.conflicts} .lost=${session.lost} @show-cell=${this.#showCell}></draft-conflicts>
      ${session.notice ? html`
        <p class="notice" role="status">${session.notice} <button type="button" @click=${() => session.setNotice('')}>Close</button></p>` : nothing}
      <div class="columns">
        <draft-files .draft=${session.draft} .current=${entry}>
          ${session.isOpen ? html`<new-file-tools .session=${session}></new-file-tools>` : nothing}
        </draft-files>
        <div @show-cell=${this.#showCell} @make-calendar=${event => this.#newFiles.makeCalendar(event.detail)} @copy-rows=${event => this.#newFiles.copyRows(event.detail)} @lit-rows=${event => { this.litRows = event.detail ?? []; }}
          @accept-warning=${event => this.#acceptance.accept(event.detail)} @take-back-acceptance=${event => this.#acceptance.takeBack(event.detail)}>
          <warning-acceptance .session=${session}></warning-acceptance>${this.#content(entry)}</div>
      </div>
    `;
  }

  #content(entry) {
    if (!entry) {
      return html`
        <p>${this.place.file ? `The draft has no file “${this.place.file}”. Choose another one.` : 'Choose a table to change it.'}</p>
        <draft-difference .session=${this.session} .files=${this.session.draft.files}></draft-difference>
        ${this.#foresight()}`;
    }
    if (!isEdited(entry)) {
      return html`<p>${this.#whyClosed(entry)}</p>${this.#foresight()}`;
    }
    return html`
      <problem-note .problem=${this.problem}></problem-note>
      ${this.sheet ? this.#editor(entry) : this.problem ? nothing : html`<p class="quiet">Reading the table …</p>`}
    `;
  }

  get #newFiles() {
    return this.renderRoot.querySelector('new-file-tools');
  }

  get #acceptance() {
    return this.renderRoot.querySelector('warning-acceptance');
  }

  #whyClosed({file, state}) {
    const {basedOn} = this.session.draft;
    return state === 'removed'
      ? html`The draft removes ${file}. <a href=${addressOf('tables', file.split('/'), {release: basedOn})}>Read it in release ${basedOn}</a>`
      : `${file} has no rows and columns, so it is changed as a file: drop it here.`;
  }

  #editor(entry) {
    return this.sheet instanceof DraftText ? html`
        <precedence-editor .session=${this.session} .sheet=${this.sheet} .place=${this.place} .problems=${this.session.problems}
          .version=${this.session.version}>${this.#foresight()}</precedence-editor>` : html`
        <table-editor .session=${this.session} .sheet=${this.sheet} .entry=${entry} .place=${this.place} .problems=${this.session.problems}
          .version=${this.session.version} .conflicts=${this.session.conflicts} .litRows=${this.litRows}>${this.#foresight()}</table-editor>`;
  }

  /** One element, which stays when another table is shown. */
  #foresight() {
    this.#beside ??= document.createElement('draft-foresight');
    this.#beside.session = this.session;
    return this.#beside;
  }

  #findEntry() {
    const {file, sheet} = this.place;
    return entriesOf(this.session.draft).find(entry => entry.file === file && (!sheet || entry.sheet === sheet));
  }

  #leave(session) {
    EVENTS.forEach(type => session?.removeEventListener(type, this.#onEvent));
  }

  #showCell({detail: {file, sheet, cell}}) {
    const place = parsePlace(cell) ?? {row: /^\d+$/.test(cell ?? '') ? cell : null};
    const address = addressOf('drafts', [String(this.session.id), ...file.split('/')], {
      sheet, row: place.row, column: place.column, ...questionParameters(),
    });
    this.renderRoot.querySelector('table-editor, precedence-editor')?.forgetPlace();
    router.go(address);
  }

  async #openSheet() {
    const entry = this.#findEntry();
    const wanted = entry && isEdited(entry) ? JSON.stringify([entry.file, entry.sheet]) : '';
    if (wanted === this.#opened && (!this.sheet || this.session.holds(this.sheet))) {
      return;
    }
    this.#opened = wanted;
    [this.sheet, this.problem] = [undefined, null];
    if (wanted === '') {
      return;
    }
    const {session} = this;
    try {
      const sheet = await session.openSheet(entry.file, entry.sheet);
      this.sheet = wanted === this.#opened && session === this.session ? sheet : this.sheet;
    } catch (problem) {
      this.problem = wanted === this.#opened ? problem : this.problem;
    }
  }
}

/** A draft that removes its rules of precedence has those of the service. */
function isEdited({kind, state}) {
  return kind === 'precedence' || (state !== 'removed' && ['table', 'scenarios', 'accepted-warnings'].includes(kind));
}

customElements.define('draft-page', DraftPage);
