import {LitElement, css, html, nothing} from 'lit';
import {session as caller} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/problem-note.js';
import {FollowsModel} from './follows-model.js';

const PAUSE_MILLIS = 700;
const RULE = /^\s*rule\s+"([^"]*)"/gm;
const KINDS = {error: 'Error', warning: 'Warning', info: 'Note'};

/**
 * The rules of precedence of a draft as text, with the problems of its lines: `<precedence-editor .session=${session} .sheet=${text}
 * .place=${{row}} .problems=${check}>`. What is typed is saved after a pause. The slot stands beside it.
 */
class PrecedenceEditor extends LitElement {
  static properties = {
    session: {attribute: false},
    /** @type {import('./draft-text.js').DraftText} */
    sheet: {attribute: false},
    /** The line of the address. */
    place: {attribute: false},
    /** @type {import('./draft-session.js').Check | null} */
    problems: {attribute: false},
    version: {attribute: false},
    typed: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      h2 { margin: 0 0 var(--space-2) }
      .about { max-width: 50rem }
      .about p, .about ol { margin: 0 0 var(--space-2) }
      .beside { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: var(--space-4); align-items: start }
      .aside { border-left: 1px solid var(--line); padding-left: var(--space-4); min-width: 0 }
      .box { display: grid; grid-template-columns: max-content minmax(0, 1fr); max-height: max(24rem, calc(100vh - 22rem)); overflow: auto;
        border: 1px solid var(--strong-line); border-radius: var(--radius); font-family: var(--font-code); font-size: var(--size-small) }
      .lines { margin: 0; padding: var(--space-2); text-align: right; color: var(--quiet); background: var(--raised); font: inherit; line-height: 1.6; user-select: none }
      .lines span { display: block }
      .lines .problem { color: var(--bad); font-weight: 700 }
      .lines .problem::before { content: "✕ " }
      textarea { padding: var(--space-2); border: 0; border-radius: 0; resize: none; overflow: auto hidden; white-space: pre; font: inherit; line-height: 1.6 }
      textarea:focus-visible { outline-offset: -2px; border-radius: 0 }
      .problems { margin: var(--space-2) 0 0; padding: 0; list-style: none }
      .problems li { padding: var(--space-2) var(--space-3); margin-bottom: var(--space-2); border-left: 4px solid var(--bad); background: var(--bad-back) }
      .problems button { min-height: 1.5rem; padding: 0 }
      @media (max-width: 75rem) {
        .beside { grid-template-columns: minmax(0, 1fr); gap: var(--space-3) }
        .aside { border: none; padding: 0 }
      }
    `,
  ];

  #timer;
  #seen = '';
  /** The text when typing began. */
  #before;
  #commit = () => this.#write();

  constructor() {
    super();
    new FollowsModel(this);
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('pagehide', this.#commit);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#commit();
    window.removeEventListener('pagehide', this.#commit);
  }

  willUpdate(changed) {
    if (changed.has('sheet')) {
      [this.typed, this.problem, this.#seen] = [undefined, null, ''];
    }
    if (changed.has('place') && this.place?.isAgain) {
      this.#seen = '';
    }
  }

  /** Lets the next place take the focus, also if it was shown already. */
  forgetPlace() {
    this.#seen = '';
  }

  render() {
    const {sheet, session} = this;
    const isEditable = session.isOpen && caller.may('checking');
    const text = this.#text;
    const lines = text.split('\n');
    const problems = this.#ofFile;
    const wrong = new Set(problems.map(({cell}) => Number(cell)));
    return html`
      <div class="about">
        <h2>Rules of precedence</h2>
        <p>Where a contract and the published policy both say something about one part of an answer, these rules decide which of the two
          stands: each names two such claims, and says which prevails.
          ${sheet.shipped ? 'The draft has none of its own, so those of the service apply; what you type here becomes its own.' : 'The draft has its own.'}</p>
        ${sheet.shipped || !isEditable ? nothing : html`<p><button type="button" @click=${this.#remove}>Use those of the service again</button></p>`}
        ${this.#names(text)}
        <problem-note .problem=${this.problem}></problem-note>
      </div>
      <div class="beside">
        <div>
          <div class="box">
            <pre class="lines" aria-hidden="true">${lines.map((_, at) => html`<span class=${wrong.has(at + 1) ? 'problem' : ''}>${at + 1}</span>`)}</pre>
            <textarea aria-label="Text of ${sheet.file}" aria-describedby="problems" spellcheck="false" wrap="off" rows=${lines.length} .value=${text}
              ?readonly=${!isEditable} aria-invalid=${problems.length > 0 ? 'true' : 'false'} @input=${this.#type} @blur=${this.#commit}></textarea>
          </div>
          <div id="problems" aria-live="polite">${problems.length === 0 ? nothing : html`
            <ul class="problems">${problems.map(problem => this.#problem(problem))}</ul>`}</div>
        </div>
        <div class="aside"><slot></slot></div>
      </div>
    `;
  }

  updated() {
    const line = Number(this.place?.row);
    if (line > 0 && this.#seen !== this.place.row) {
      this.#showLine(line);
    }
    this.#seen = this.place?.row;
  }

  get #text() {
    return this.typed ?? this.sheet.text;
  }

  get #ofFile() {
    return (this.problems?.problems ?? []).filter(({file}) => file === this.sheet.file);
  }

  #names(text) {
    const names = [...text.matchAll(RULE)].map(([, name]) => name);
    return names.length === 0 ? nothing : html`<ol>${names.map(name => html`<li>${name}</li>`)}</ol>`;
  }

  #problem({severity, cell, value, message, remedy}) {
    return html`
      <li><strong>${KINDS[severity]}</strong>
        ${cell ? html`in <button type="button" class="plain" @click=${() => this.#showLine(Number(cell))}>line ${cell}</button>` : nothing}${value
          ? html` “${value}”` : nothing}: ${message} ${remedy}</li>`;
  }

  #type({target}) {
    this.#before = this.typed === undefined ? this.sheet.text : this.#before;
    this.typed = target.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), PAUSE_MILLIS);
  }

  #write() {
    clearTimeout(this.#timer);
    if (this.typed !== undefined) {
      const {typed, sheet} = this;
      this.typed = undefined;
      if (sheet.text === this.#before) {
        sheet.write(typed);
      } else {
        sheet.hold({mine: typed}); // Somebody else has written meanwhile.
        this.session.tell('conflict');
      }
    }
  }

  async #remove() {
    this.#write();
    this.problem = null;
    try {
      await this.session.makeChange([{op: 'remove-file', file: this.sheet.file}]);
      await this.session.reload();
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** Selects a line. */
  #showLine(number) {
    const area = this.renderRoot.querySelector('textarea');
    const lines = area.value.split('\n');
    const from = lines.slice(0, number - 1).reduce((length, line) => length + line.length + 1, 0);
    area.focus({preventScroll: true});
    area.setSelectionRange(from, from + (lines[number - 1]?.length ?? 0));
    this.renderRoot.querySelectorAll('.lines span')[number - 1]?.scrollIntoView({block: 'nearest'});
  }
}

customElements.define('precedence-editor', PrecedenceEditor);
