import {LitElement, css, html, nothing} from 'lit';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';
import {cutAround, findText} from './text-search.js';

const PAUSE_OF_TYPING = 250;
const MARGIN = 60;

/**
 * A field that finds a text in every table and document of a release: `<table-search .catalogue=${catalogue} .release=${release}
 * .words=${words}>`. The words are those of the address, where the field writes them.
 */
class TableSearch extends LitElement {
  static properties = {
    catalogue: {attribute: false},
    release: {attribute: false},
    words: {attribute: false},
    findings: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      form { margin-top: var(--space-2) }
      label { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-3) }
      input { width: min(24rem, 100%); box-sizing: border-box }
      p { margin: var(--space-2) 0 0 }
      h2 { margin: var(--space-4) 0 var(--space-1) }
      ul { margin: 0; padding: 0; list-style: none; max-width: 80rem }
      li { display: grid; grid-template-columns: minmax(10rem, 15rem) minmax(0, 1fr); gap: 0 var(--space-4); padding: var(--space-1) 0; border-bottom: 1px solid var(--line) }
      mark { color: inherit; background: var(--marked-back); font-weight: 600 }
      @media (max-width: 40rem) { li { grid-template-columns: minmax(0, 1fr) } }
      @media print { form { display: none } }
    `,
  ];

  #typing;

  constructor() {
    super();
    this.findings = null;
  }

  willUpdate(changed) {
    if (changed.has('catalogue') || changed.has('words')) {
      this.#search();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  render() {
    return html`
      <form role="search" @submit=${event => event.preventDefault()}>
        <label>Find in all tables
          <input type="search" autocomplete="off" spellcheck="false" .value=${this.words} @input=${this.#type}>
        </label>
      </form>
      <p role="status" class="quiet">${this.words === '' ? '' : this.#summary()}</p>
      ${(this.findings ?? []).map(finding => this.#finding(finding))}
    `;
  }

  #summary() {
    if (this.findings === null) {
      return 'Searching …';
    }
    const places = this.findings.reduce((sum, {count}) => sum + count, 0);
    const closed = this.catalogue.maySeeDocuments ? '' : ' Scenarios and rules of precedence are searched for callers with a token.';
    return (places === 0 ? `Nothing holds “${this.words}”.` : `“${this.words}” stands in ${sayCount(places, 'place')}.`) + closed;
  }

  #finding({entry, cells, count, failure}) {
    return html`
      <section>
        <h2><a href=${this.#addressOf(entry)}>${entry.title}</a></h2>
        ${failure ? html`<p>It could not be searched: ${failure}</p>` : nothing}
        ${cells.length === 0 ? nothing : html`<ul aria-label="Places in ${entry.title}">${cells.map(cell => this.#cell(entry, cell))}</ul>`}
        ${count > cells.length ? html`<p class="quiet small">${cells.length === 0 ? sayCount(count, 'place') : `${sayCount(count - cells.length, 'more place')}: use “Filter rows” in the table.`}</p>` : nothing}
      </section>
    `;
  }

  #cell(entry, {row, column, title, text}) {
    const [before, found, after] = cutAround(text, this.words, MARGIN);
    return html`<li><a href=${this.#addressOf(entry, {row, column})}>Row ${row}, ${title}</a><span>${before}<mark>${found}</mark>${after}</span></li>`;
  }

  #addressOf(entry, place = {}) {
    return addressOf('tables', entry.name.split('/'), {release: this.release, ...place});
  }

  #type(event) {
    clearTimeout(this.#typing);
    const find = event.target.value.trim();
    this.#typing = setTimeout(() => router.replace(addressOf('tables', [], {release: this.release, find})), PAUSE_OF_TYPING);
  }

  async #search() {
    const {catalogue, words} = this;
    this.findings = null;
    const findings = words === '' ? null : await findText(catalogue, words);
    if (catalogue === this.catalogue && words === this.words) {
      this.findings = findings;
    }
  }
}

customElements.define('table-search', TableSearch);
