import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';
import '../../parts/access-note.js';
import {sayColumns, sayProblemCount, severityOf} from './table-words.js';

const MAX_ROWS_READ = 1_000;
const GROUPS = [
  {name: 'tables', title: 'Tables', words: 'In the order in which they are read. Each goes on from the results of those above.'},
  {name: 'calendars', title: 'Calendars and holidays', words: 'They say when the clock of a promise runs.'},
  {name: 'documents', title: 'Scenarios and rules of precedence',
    words: 'Scenarios are questions with the answers that must come out. The rules decide between a contract and the published policy.'},
];

/**
 * The tables and documents of a release: `<table-list .catalogue=${catalogue} .release=${release} .current=${entry}>`. `release` is
 * the one that addresses name; `brief` leaves out all but the names.
 */
class TableList extends LitElement {
  static properties = {
    catalogue: {attribute: false},
    release: {attribute: false},
    current: {attribute: false},
    brief: {type: Boolean, reflect: true},
    sheets: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      h2 { margin: var(--space-6) 0 0; font-size: var(--size-heading) }
      .words { margin: 0 0 var(--space-2) }
      :host(:not([brief])) { max-width: 80rem }
      ul { margin: 0; padding: 0; list-style: none }
      li { padding: var(--space-2) 0; border-bottom: 1px solid var(--line) }
      :host(:not([brief])) li { display: grid; grid-template-columns: minmax(10rem, 15rem) minmax(0, 1fr) 6rem 10rem; gap: 0 var(--space-4) }
      li p { margin: 0 }
      li a { font-weight: 600 }
      .rows { text-align: right; font-variant-numeric: tabular-nums }
      .error { color: var(--bad) }
      .warning { color: var(--warning) }

      :host([brief]) h2 { margin: var(--space-4) 0 var(--space-1); font-size: var(--size-small); color: var(--quiet); font-weight: 600 }
      :host([brief]) li { padding: 0; border: none }
      :host([brief]) a {
        display: flex; justify-content: space-between; gap: var(--space-2);
        padding: var(--space-1) var(--space-2); border-radius: var(--radius);
        font-weight: 400; color: var(--text); text-decoration: none;
      }
      :host([brief]) a:hover { background: var(--sunken) }
      :host([brief]) a[aria-current] { background: var(--accent-back); font-weight: 600 }
      .sign { font-weight: 700 }

      @media (max-width: 60rem) {
        :host(:not([brief])) li { grid-template-columns: minmax(0, 1fr) max-content }
        .what { grid-column: 1 / -1 }
        .what:empty, .found:empty { display: none }
        .rows { grid-column: 2; grid-row: 1 }
        .found { grid-column: 1 / -1 }
      }
    `,
  ];

  constructor() {
    super();
    /** What the list says of the columns comes with the rows, so it is filled in when the list is shown already. */
    this.sheets = new Map();
  }

  willUpdate(changed) {
    if (changed.has('catalogue') && !this.brief) {
      this.#readSheets(this.catalogue);
    }
  }

  render() {
    return html`${GROUPS.map(group => this.#group(group))}`;
  }

  #group({name, title, words}) {
    const entries = this.catalogue.entries.filter(entry => entry.group === name);
    const isClosed = name === 'documents' && !this.catalogue.maySeeDocuments;
    if (entries.length === 0 && (!isClosed || this.brief)) {
      return nothing;
    }
    return html`
      <section aria-labelledby=${name}>
        <h2 id=${name}>${title}</h2>
        ${this.brief ? nothing : html`<p class="words quiet">${words}</p>`}
        ${isClosed ? html`<access-note right="sources"></access-note>` : nothing}
        <ul>${entries.map(entry => html`<li>${this.brief ? this.#link(entry) : this.#entry(entry)}</li>`)}</ul>
      </section>
    `;
  }

  #entry(entry) {
    const {rows, file, problems} = entry;
    return html`
      <p>${this.#link(entry)}<br><span class="quiet small">${file}${entry.sheet ? `, sheet ${entry.sheet}` : ''}</span></p>
      <p class="what">${this.#what(entry)}</p>
      <p class="rows">${rows === null ? '' : sayCount(rows, 'row')}</p>
      <p class="found ${worstOf(problems)}">${sayProblemCount(problems)}</p>
    `;
  }

  #what(entry) {
    const sheet = this.sheets.get(entry);
    return sheet ? sayColumns(sheet) : '';
  }

  async #readSheets(catalogue) {
    for (const entry of catalogue.entries.filter(({rows}) => rows !== null && rows <= MAX_ROWS_READ)) {
      const sheet = await catalogue.readSheet(entry).catch(() => null); // The page of the table says why it cannot be read.
      if (sheet) {
        this.sheets = new Map(this.sheets).set(entry, sheet);
      }
    }
  }

  #link(entry) {
    const severity = worstOf(entry.problems);
    const isMarked = this.brief && ['error', 'warning'].includes(severity);
    return html`<a href=${addressOf('tables', entry.name.split('/'), {release: this.release})}
      aria-current=${entry === this.current ? 'page' : nothing}>${entry.title}${isMarked
        ? html`<span class="sign ${severity}" aria-hidden="true">!</span><span class="visually-hidden">, ${sayProblemCount(entry.problems)}</span>`
        : nothing}</a>`;
  }
}

function worstOf(problems) {
  return ['error', 'warning', 'info'].find(severity => problems.some(problem => severityOf(problem) === severity)) ?? '';
}

customElements.define('table-list', TableList);
