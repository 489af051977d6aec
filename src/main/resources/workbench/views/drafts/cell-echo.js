import {LitElement, css, html, nothing} from 'lit';
import {read} from '../../app/api.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayDate, sayInstant} from '../../app/words.js';

const PAUSE_MILLIS = 200;
const DATE = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const NOT_STATED = /^not stated$/i;
const CALENDAR = /\.calendar\s*\(/;

/**
 * Says what a time or a date in a cell means, also while it is typed: `<cell-echo .draft=${id} .sheet=${sheet} .cell=${cell}
 * .text=${text}>`.
 */
class CellEcho extends LitElement {
  static properties = {
    draft: {attribute: false},
    sheet: {attribute: false},
    cell: {attribute: false},
    text: {attribute: false},
    words: {state: true},
  };

  static styles = [sharedStyles, css`p { margin: 0 0 var(--space-3); padding: var(--space-2) var(--space-3); background: var(--accent-back); border-radius: var(--radius) }`];

  #asked = '';
  #timer;
  #asking = new AbortController();

  willUpdate() {
    const wanted = this.#wanted();
    const key = JSON.stringify(wanted);
    if (key !== this.#asked) {
      this.#asked = key;
      this.#asking.abort();
      clearTimeout(this.#timer);
      this.words = wanted?.words;
      if (wanted?.calendar) {
        this.#asking = new AbortController();
        const {signal} = this.#asking;
        this.#timer = setTimeout(() => this.#ask(wanted, signal), PAUSE_MILLIS);
      }
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#asking.abort();
    clearTimeout(this.#timer);
  }

  render() {
    return html`<div aria-live="polite">${this.words ? html`<p>${this.words}</p>` : nothing}</div>`;
  }

  /** The words about the cell, or the question to the service that finds them. */
  #wanted() {
    const {sheet, cell} = this;
    const text = this.text.trim();
    if (text === '' || !sheet.model.rows[cell.row] || cell.row < sheet.headCount) {
      return null;
    }
    if (DATE.test(text) || INSTANT.test(text)) {
      return {words: sayDay(text)};
    }
    return sheet.columns[cell.column]?.type === 'time' ? this.#timeOf(text) : null;
  }

  #timeOf(within) {
    const {sheet, cell} = this;
    const at = sheet.columns.findIndex(({template}) => CALENDAR.test(template ?? ''));
    const calendar = at < 0 ? '' : sheet.model.text(cell.row, at).trim();
    if (NOT_STATED.test(calendar)) {
      return {words: 'When it falls due is not computed, because the row states no calendar.'};
    }
    return calendar ? {within, calendar} : {words: 'When it falls due is said here once the row names a calendar.'};
  }

  async #ask({within, calendar}, signal) {
    try {
      const {dueAt, zone} = await this.#readDue(calendar, within, signal);
      this.words = `Opened now, it is due ${sayInstant(dueAt)}${zone === 'Z' ? ' UTC' : `, ${zone}`}.`;
    } catch (problem) {
      this.words = signal.aborted ? this.words : isAbout(problem, '/within') ? '' : problem.message; // What is no time yet gets its problem when it is written.
    }
  }

  /** A draft that has errors counts no time; then a calendar that is in force does. */
  async #readDue(calendar, within, signal) {
    const path = `v1/calendars/${encodeURIComponent(calendar)}/due`;
    try {
      return await read(path, {within, draft: this.draft}, {signal});
    } catch (problem) {
      if (!isAbout(problem, '/draft')) {
        throw problem;
      }
    }
    return read(path, {within}, {signal}).catch(problem => {
      throw isAbout(problem, '/calendar') ? new Error('When it falls due is said here once the errors of the draft are mended.') : problem;
    });
  }
}

function isAbout(problem, field) {
  return problem.errors?.some(({pointer}) => pointer === field);
}

function sayDay(text) {
  const isDay = DATE.test(text);
  const instant = isDay ? `${text}T00:00:00Z` : text;
  if (Number.isNaN(Date.parse(instant))) {
    return 'There is no such day.';
  }
  return isDay ? sayDate(instant) : sayInstant(instant);
}

customElements.define('cell-echo', CellEcho);
