import {LitElement, css, html, nothing} from 'lit';
import {ask} from '../../app/api.js';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount, sayList} from '../../app/words.js';
import '../../parts/problem-note.js';
import {findRelease, listTables, readTable} from './release-tables.js';
import './table-excerpt.js';

const NEAREST = 3;
const MANY = 10;
const TRIED_AT_MOST = 1_000;
/** Codes of problems with the chosen row only. */
const UNKNOWN = ['unknown-table', 'unknown-row'];

/**
 * The tables behind an answer, the rows that answered lit: `<answer-tables .answer=${answer} .question=${question} .body=${body}
 * .chosen=${{table, row}}>`. Any row can be chosen, and is explained. Sends `choose` with `table` and `row`.
 */
class AnswerTables extends LitElement {
  static properties = {
    answer: {attribute: false},
    question: {attribute: false},
    body: {attribute: false},
    chosen: {attribute: false},
    release: {state: true},
    tables: {state: true},
    trial: {state: true},
    problem: {state: true},
    rowProblem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      h3 { margin: var(--space-6) 0 var(--space-1); font-size: var(--size-text) }
      .line { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); align-items: baseline; margin-bottom: var(--space-2) }
      .line p { margin: 0 }
      form { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: baseline; margin: var(--space-2) 0 0 }
      .wrong { margin: 0; color: var(--bad) }
      form input { width: 6rem; min-height: 1.75rem }
      form button { min-height: 1.75rem; padding: 0 var(--space-3) }
    `,
  ];

  #loading = new AbortController();

  willUpdate(changed) {
    if (changed.has('answer')) {
      this.#load();
    } else if (changed.has('chosen')) {
      this.#tryChosen(this.#loading.signal);
    }
  }

  render() {
    if (this.problem) {
      return html`<problem-note .problem=${this.problem}></problem-note>`;
    }
    return this.tables
      ? html`${this.#unknownTable()}${this.tables.filter(table => table.isShown).map((table, i) => this.#table(table, i))}${this.#silent()}`
      : html`<p class="quiet">Reading the tables …</p>`;
  }

  /** An address may name a table that the policy does not have, or has no longer. */
  #unknownTable() {
    const {rowProblem} = this;
    return rowProblem && !this.tables.some(({summary}) => summary.table === rowProblem.table)
      ? html`<p class="wrong" role="alert">${rowProblem.message}</p>`
      : nothing;
  }

  #table({summary, table, lit, near, tried}, i) {
    const chosen = this.chosen?.table === summary.table ? this.chosen.row : null;
    const problem = this.rowProblem?.table === summary.table ? this.rowProblem.message : '';
    return html`
      <section aria-labelledby="table${i}">
        <h3 id="table${i}">${summary.table}</h3>
        <div class="line">
          <p>${sayAnswering(lit, near, tried)}</p>
          <a class="small" href=${this.#tableAddress(summary)}>Whole table (${sayCount(summary.rows, 'row')})</a>
        </div>
        <table-excerpt .table=${table} .lit=${lit} .near=${near} .chosen=${chosen} .trial=${chosen === null ? null : this.trial}
            @choose=${event => this.#choose(summary.table, event.detail)}></table-excerpt>
        ${summary.rows > MANY ? this.#rowField(summary.table, problem) : nothing}
        <p class="small wrong" aria-live="polite">${problem}</p>
      </section>
    `;
  }

  /** A table with many rows is asked about one by its number. */
  #rowField(table, problem) {
    return html`
      <form @submit=${event => this.#chooseTyped(event, table)}>
        <label class="small">Why not row <input inputmode="numeric" pattern="[0-9]+" required autocomplete="off"
          aria-invalid=${problem ? 'true' : nothing}></label>
        <button class="small">Explain</button>
      </form>
    `;
  }

  #silent() {
    const silent = this.tables.filter(table => !table.isShown);
    return silent.length === 0 ? nothing : html`
      <h3>Tables that say nothing here</h3>
      <p>${silent.map(({summary}, i) => html`${i === 0 ? '' : ' · '}<button type="button" class="plain"
        aria-label="Show ${summary.table}" @click=${() => this.#show(summary)}>${summary.table}</button>`)}</p>
    `;
  }

  #tableAddress(summary) {
    return addressOf('tables', [nameOf(summary)], {release: this.release, ...this.question.parameters});
  }

  #choose(table, row) {
    this.dispatchEvent(new CustomEvent('choose', {detail: row === null ? null : {table, row}}));
  }

  #chooseTyped(event, table) {
    event.preventDefault();
    this.#choose(table, Number(event.target.querySelector('input').value));
  }

  async #load() {
    this.#loading.abort();
    const {signal} = (this.#loading = new AbortController());
    this.tables = null; // Rows that answered before are not shown beside a new answer.
    this.problem = null;
    try {
      const release = await findRelease(this.answer.policy.revision);
      const summaries = await listTables(release);
      const tables = await Promise.all(summaries.map(summary => this.#read(release, summary, signal)));
      if (!signal.aborted) {
        Object.assign(this, {release, tables});
        await this.#tryChosen(signal);
      }
    } catch (failure) {
      this.#fail(failure, signal);
    }
  }

  /** Reads a table if it answered, should have answered, or holds the chosen row. */
  async #read(release, summary, signal) {
    const lit = new Set(this.answer.because.filter(cause => cause.table === summary.table).map(cause => cause.row));
    const lacks = this.answer.noRowIn.some(table => table.table === summary.table);
    if (lit.size === 0 && !lacks && this.chosen?.table !== summary.table) {
      return {summary, isShown: false};
    }
    const table = await readTable(release, nameOf(summary));
    const nearest = lit.size === 0 ? await this.#findNearest(summary, signal) : {near: new Set(), tried: null};
    return {summary, table, lit, ...nearest, isShown: true};
  }

  /** Returns the rows with the fewest conditions that fail, and how many rows were tried; null if all were. */
  async #findNearest(summary, signal) {
    const {rows, next} = await this.#try({table: summary.table, limit: TRIED_AT_MOST}, signal);
    const failing = row => row.conditions.filter(condition => !condition.holds).length;
    const near = rows.toSorted((one, other) => failing(one) - failing(other)).slice(0, NEAREST).map(row => row.row);
    return {near: new Set(near), tried: next === null ? null : new Set(rows.map(row => row.row)).size};
  }

  async #show(summary) {
    const {signal} = this.#loading;
    try {
      const table = await readTable(this.release, nameOf(summary));
      const shown = {summary, table, lit: new Set(), ...await this.#findNearest(summary, signal), isShown: true};
      if (!signal.aborted) {
        this.tables = this.tables.map(each => (each.summary === summary ? shown : each));
      }
    } catch (failure) {
      this.#fail(failure, signal);
    }
  }

  async #tryChosen(signal) {
    this.trial = null;
    this.rowProblem = null;
    const {chosen} = this;
    if (!chosen || !this.tables) {
      return;
    }
    this.problem = null;
    try {
      const hidden = this.tables.find(each => each.summary.table === chosen.table && !each.isShown);
      if (hidden) {
        await this.#show(hidden.summary);
      }
      const trial = await this.#try({table: chosen.table, row: chosen.row}, signal);
      if (this.chosen === chosen) {
        this.trial = trial;
      }
    } catch (failure) {
      if (this.chosen !== chosen) {
        return; // Another row is tried.
      }
      if (UNKNOWN.includes(failure.code)) {
        this.rowProblem = {table: chosen.table, message: failure.message};
      } else {
        this.#fail(failure, signal);
      }
    }
  }

  #try(parameters, signal) {
    return ask('v1/evaluation/rows?' + new URLSearchParams(parameters), this.body, {signal});
  }

  #fail(failure, signal) {
    if (!signal.aborted) {
      this.problem = failure;
    }
  }
}

/** A workbook may hold several tables, so they are addressed by their names; a file of text by its own. */
function nameOf(summary) {
  return summary.sheet ? summary.table : summary.file;
}

function sayAnswering(lit, near, tried) {
  if (lit.size > 0) {
    return `${lit.size === 1 ? 'Row' : 'Rows'} ${sayList([...lit].map(String))} ${lit.size === 1 ? 'answers' : 'answer'}.`;
  }
  if (near.size === 0) {
    return 'No row answers.';
  }
  return tried === null ? 'No row answers. These come nearest:'
    : `No row answers. Of the first ${sayCount(tried, 'row')}, these come nearest:`;
}

customElements.define('answer-tables', AnswerTables);
