import {LitElement, css, html, nothing} from 'lit';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayDate} from '../../app/words.js';
import {showChoices} from '../../parts/choices.js';
import '../../parts/problem-note.js';
import {Question} from '../../parts/question.js';
import {OWN_ZONE} from '../../parts/zones.js';
import {Catalogue} from './catalogue.js';
import {findLitRows} from './lit-rows.js';
import './precedence-page.js';
import {problemsOf, withRefused} from './problem-marks.js';
import './refused-table.js';
import './table-list.js';
import './table-page.js';
import './table-search.js';

/**
 * The tables and documents of a release. The address names them: `#/tables/support-matrix.csv?release=3&row=12&column=E`; with the
 * facts of a question, the rows that answer it are lit. Without a release that in force is shown.
 */
class TablesView extends LitElement {
  static properties = {
    route: {attribute: false},
    catalogue: {state: true},
    page: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .columns { display: grid; grid-template-columns: 12rem minmax(0, 1fr); gap: var(--space-4); align-items: start }
      .top { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4); align-items: center; justify-content: space-between; margin-bottom: var(--space-3) }
      .top p { margin: 0 }
      .release { display: inline-flex; gap: var(--space-2); align-items: center; max-width: 100% }
      select { min-width: 0; max-width: 100% }
      h1 { margin: 0 }
      .busy { color: var(--quiet) }
      @media (max-width: 60rem) {
        .columns { grid-template-columns: minmax(0, 1fr) }
        .columns table-list { display: none }
      }
    `,
  ];

  #loading = new AbortController();

  constructor() {
    super();
    new Listener(this, policyHealth, 'policy', () => (this.release ? this.#readReleases() : this.#load({anew: true})));
    new Listener(this, policyHealth, 'change');
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      const {path, parameters} = this.route;
      this.#takePlace(path.join('/'), Object.fromEntries(['sheet', 'row', 'column'].map(each => [each, parameters.get(each)])));
      this.release = parameters.get('release');
      this.question = Question.of(parameters);
      this.#load();
    }
  }

  render() {
    return html`
      ${this.name ? this.#top() : html`<div class="top"><h1>Tables</h1>${this.#releases()}</div>`}
      <problem-note .problem=${this.problem}></problem-note>
      <div class=${this.busy ? 'busy' : ''} aria-busy=${this.busy ? 'true' : 'false'}>
        ${this.catalogue ? this.#content() : this.problem ? nothing : html`<p class="quiet">Reading the tables …</p>`}
      </div>
    `;
  }

  /** The same place of another release stays the same object, by which the page knows that it need not take the focus; one that is asked for again takes it. */
  #takePlace(name, place) {
    const isSame = !this.route.isAgain && name === this.name && JSON.stringify(place) === JSON.stringify(this.place);
    [this.name, this.place] = [name, isSame ? this.place : place];
  }

  updated() {
    showChoices(this.renderRoot);
  }

  #top() {
    return html`
      <div class="top">
        <p><a href=${addressOf('tables', [], {release: this.release})}>All tables</a></p>
        ${this.#releases()}
      </div>
    `;
  }

  #releases() {
    if (!this.catalogue) {
      return nothing;
    }
    const {release, releases} = this.catalogue;
    const chosen = this.release ?? releases.find(each => each.inForce)?.id ?? release.id;
    const offered = releases.some(each => each.id === release.id) ? releases : [release, ...releases];
    return html`
      <label class="release">
        Release
        <select data-chosen=${chosen} @change=${event => this.#chooseRelease(event.target.value)}>
          ${offered.map(each => html`<option value=${each.id}>
            ${each.id}, ${sayDate(each.effectiveFrom, OWN_ZONE)}${each.inForce ? ', in force' : ''}</option>`)}
        </select>
      </label>
    `;
  }

  #content() {
    if (!this.name) {
      const words = this.route.parameters.get('find')?.trim() ?? '';
      return html`<table-search .catalogue=${this.catalogue} .release=${this.release} .words=${words}></table-search>
        ${words ? nothing : html`<table-list .catalogue=${this.catalogue} .release=${this.release}></table-list>`}`;
    }
    return html`
      <div class="columns">
        <table-list brief .catalogue=${this.catalogue} .release=${this.release} .current=${this.page?.entry}></table-list>
        <div>${this.page ? this.#page() : nothing}</div>
      </div>
    `;
  }

  #page() {
    const {entry, missing, sheet, lighting, unreached, blame} = this.page;
    if (!entry) {
      return this.release
        ? html`<problem-note .problem=${missing}></problem-note>`
        : html`<refused-table .name=${this.name} .missing=${missing}></refused-table>`;
    }
    if (entry.kind === 'precedence') {
      return html`<precedence-page .document=${this.catalogue.precedence} .problems=${entry.problems}></precedence-page>`;
    }
    return html`<table-page .entry=${entry} .sheet=${sheet} .problems=${this.#problems()} .place=${this.shownPlace} .isNoted=${this.route.isNoted} .question=${this.question}
      .lighting=${lighting} .release=${this.release} .unreached=${unreached} .blame=${blame}
      @place=${event => this.#notePlace(event.detail)}></table-page>`;
  }

  /** The problems of the shown table; where it is in force, also those of refused newer tables that concern its cells. */
  #problems() {
    const {entry} = this.page;
    const refused = this.catalogue.isInForce ? policyHealth.policy?.refused : null;
    const key = refused?.at;
    if (this.page.problemsKey !== key || !this.page.problems) {
      this.page.problemsKey = key;
      this.page.problems = withRefused(entry.problems, problemsOf(refused?.problems ?? [], entry));
    }
    return this.page.problems;
  }

  #chooseRelease(id) {
    const {inForce} = this.catalogue.releases.find(release => String(release.id) === id) ?? {};
    router.go(addressOf('tables', this.route.path, {...this.question.parameters, ...this.place, release: inForce ? null : id}));
  }

  /** While another table is being read, the place is one of the table before. */
  #notePlace(place) {
    if (router.route === this.route && !this.busy) {
      router.replace(addressOf('tables', this.route.path, {release: this.release, ...this.question.parameters, ...place}));
    }
  }

  async #load({anew = false} = {}) {
    const wanted = JSON.stringify([this.name, this.place.sheet, this.release, this.question.parameters]);
    if (wanted === this.loaded && !anew && this.#showsTableOf(this.place.row)) {
      this.shownPlace = this.busy ? this.shownPlace : this.place;
      return; // Only the place within the table is another one.
    }
    this.loaded = wanted;
    this.catalogueOf = anew ? undefined : this.catalogueOf; // The next reading reads it if this one is broken off.
    this.#loading.abort();
    const {signal} = (this.#loading = new AbortController());
    this.busy = true;
    try {
      await this.#read(signal, anew);
      this.problem = null;
    } catch (failure) {
      if (signal.aborted) {
        return; // Another place is being read.
      }
      this.problem = failure;
      this.page = null;
      this.loaded = '';
    }
    this.busy = false;
  }

  /** Is false if the address names a row by its file, and another table of that file is shown. */
  #showsTableOf(row) {
    const {entry, sheet} = this.page ?? {};
    return !row || !sheet || entry.name === this.name || sheet.indexOfRow(row) >= 0;
  }

  async #read(signal, anew) {
    const [isFirst, before] = [!this.catalogue, this.page?.entry];
    if (this.catalogueOf !== this.release) {
      this.catalogue = await Catalogue.load(this.release, signal);
      this.catalogueOf = this.release;
    }
    const page = this.name ? await this.#readPage(signal) : null;
    [this.page, this.shownPlace] = [page, this.place];
    if (!isFirst && !anew && before !== page?.entry && !this.place.row) {
      await this.#focusPage();
    }
  }

  /** A release that the address names stays as it is; another one is in force, and may answer the question now. */
  async #readReleases() {
    const {catalogue, page} = this;
    const {signal} = this.#loading;
    try {
      await catalogue?.readReleases(signal);
      if (page?.lighting) {
        page.lighting = await findLitRows(this.question, catalogue.release, signal);
      }
      this.requestUpdate();
    } catch (failure) {
      this.problem = signal.aborted ? this.problem : failure;
    }
  }

  /** Adds what takes longer, when the table is shown already. A table is of use without it. */
  async #complete(page) {
    Object.assign(page, await this.catalogue.readOrigins(page.entry));
    this.requestUpdate();
  }

  async #focusPage() {
    await this.updateComplete;
    const page = this.renderRoot.querySelector('table-page, precedence-page, refused-table');
    await page?.updateComplete;
    page?.focus();
  }

  async #readPage(signal) {
    const entry = await this.catalogue.find(this.name, this.place);
    if (!entry) {
      return {entry: null, missing: this.catalogue.missing(this.name)};
    }
    const sheet = entry.kind === 'precedence' ? null : await this.catalogue.readSheet(entry);
    const lighting = entry.kind === 'table' ? await findLitRows(this.question, this.catalogue.release, signal) : null;
    signal.throwIfAborted();
    const page = {entry, sheet, lighting, unreached: [], blame: null};
    if (entry.kind === 'table') {
      page.blame = undefined;
      this.#complete(page);
    }
    return page;
  }
}

customElements.define('tables-view', TablesView);
