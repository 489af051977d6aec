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
      .wrong { color: var(--bad) }
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
      ? html`${this.tables.filter(table => table.isShown).map(table => this.#table(table))}${this.#silent()}`
      : html`<p class="quiet">Reading the tables …</p>`;
  }

  #table({summary, table, lit, near}) {
    const chosen = this.chosen?.table === summary.table ? this.chosen.row : null;
    return html`
      <section aria-labelledby="title">
        <h3>${summary.table}</h3>
        <div class="line">
          <p>${sayAnswering(lit, near)}</p>
          <a class="small" href=${this.#tableAddress(summary)}>Whole table (${sayCount(summary.rows, 'row')})</a>
        </div>
        <table-excerpt .table=${table} .lit=${lit} .near=${near} .chosen=${chosen} .trial=${chosen === null ? null : this.trial}
            @choose=${event => this.#choose(summary.table, event.detail)}></table-excerpt>
        ${summary.rows > MANY ? this.#rowField(summary.table) : nothing}
      </section>
    `;
  }

  /** A table with many rows is asked about one by its number. */
  #rowField(table) {
    const problem = this.rowProblem?.table === table ? this.rowProblem.message : '';
    return html`
      <form @submit=${event => this.#chooseTyped(event, table)}>
        <label class="small">Why not row <input inputmode="numeric" pattern="[0-9]+" required autocomplete="off"
          aria-invalid=${problem ? 'true' : nothing}></label>
        <button class="small">Explain</button>
        <span class="small wrong" aria-live="polite">${problem}</span>
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
    try {
      const release = await findRelease(this.answer.policy.revision);
      const summaries = await listTables(release);
      const tables = await Promise.all(summaries.map(summary => this.#read(release, summary, signal)));
      if (!signal.aborted) {
        Object.assign(this, {release, tables, problem: null});
      }
      await this.#tryChosen(signal);
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
    return {summary, table, lit, near: lit.size === 0 ? await this.#findNearest(summary, signal) : new Set(), isShown: true};
  }

  /** Returns the rows with the fewest conditions that fail. */
  async #findNearest(summary, signal) {
    const {rows} = await this.#try({table: summary.table, limit: TRIED_AT_MOST}, signal);
    const failing = row => row.conditions.filter(condition => !condition.holds).length;
    return new Set(rows.toSorted((one, other) => failing(one) - failing(other)).slice(0, NEAREST).map(row => row.row));
  }

  async #show(summary) {
    const {signal} = this.#loading;
    try {
      const table = await readTable(this.release, nameOf(summary));
      const near = await this.#findNearest(summary, signal);
      this.tables = this.tables.map(each => (each.summary === summary ? {summary, table, lit: new Set(), near, isShown: true} : each));
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
      if (failure.code === 'unknown-row') {
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

function sayAnswering(lit, near) {
  if (lit.size > 0) {
    return `${lit.size === 1 ? 'Row' : 'Rows'} ${sayList([...lit].map(String))} ${lit.size === 1 ? 'answers' : 'answer'}.`;
  }
  return near.size === 0 ? 'No row answers.' : 'No row answers. These come nearest:';
}

customElements.define('answer-tables', AnswerTables);
