import {LitElement, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant, sayTime} from '../../app/words.js';
import {WEEKDAYS, sayChange, sayDay, sayMillis} from '../../parts/day-words.js';
import '../../parts/problem-note.js';
import {daysOfYear, monthsOf, rangeOf, weeksOf} from './year-days.js';
import {yearStyles} from './year-styles.js';

const KINDS = {open: 'open', other: 'open at other hours', holiday: 'closed on this date', closed: 'closed'};

/** A year of a calendar, by months: `<calendar-year .calendars=${calendars} .name=${name} .year=${2026} .addressOf=${year => …}>`. */
class CalendarYear extends LitElement {
  static properties = {
    calendars: {attribute: false},
    name: {attribute: false},
    year: {attribute: false},
    addressOf: {attribute: false},
    days: {state: true},
    problem: {state: true},
  };

  static styles = [sharedStyles, yearStyles];

  willUpdate(changed) {
    if (['calendars', 'name', 'year'].some(name => changed.has(name))) {
      this.#read();
    }
  }

  render() {
    return html`
      <nav aria-label="Years">
        <a href=${this.addressOf(this.year - 1)} aria-label="Year ${this.year - 1}">← ${this.year - 1}</a>
        <h2>${this.year}</h2>
        <a href=${this.addressOf(this.year + 1)} aria-label="Year ${this.year + 1}">${this.year + 1} →</a>
      </nav>
      ${this.problem ? html`<problem-note .problem=${this.problem}></problem-note>` : this.days ? this.#year() : html`<p class="quiet">Reading the hours …</p>`}
    `;
  }

  #year() {
    const marked = this.days.filter(day => day.kind === 'holiday' || day.kind === 'other' || day.change);
    return html`
      <ul class="key" aria-label="Signs">
        ${this.#kinds().map(kind => html`<li><span class="day ${kind}"></span>${KINDS[kind]}</li>`)}
        ${this.days.some(day => day.change) ? html`<li><span class="day change">±</span>the clocks change</li>` : nothing}
      </ul>
      <div class="months">${monthsOf(this.days).map(days => this.#month(days))}</div>
      <h3>Dates to know</h3>
      ${marked.length === 0
        ? html`<p class="quiet">No date of this year has hours of its own, and the clocks do not change.</p>`
        : html`<ul class="dates">${marked.flatMap(day => this.#sentences(day)).map(text => html`<li>${text}</li>`)}</ul>`}
    `;
  }

  #kinds() {
    return Object.keys(KINDS).filter(kind => this.days.some(day => day.kind === kind));
  }

  #month(days) {
    return html`
      <table>
        <caption>${sayDay(days[0].date, {month: 'long'})}</caption>
        <thead><tr>${WEEKDAYS.map(name => html`<th scope="col" abbr=${name}>${name.slice(0, 2)}</th>`)}</tr></thead>
        <tbody>${weeksOf(days).map(week => html`<tr>${week.map(day => day ? this.#day(day) : html`<td></td>`)}</tr>`)}</tbody>
      </table>
    `;
  }

  /** The kind of a day is said, too, unless it is as on most days of the week. */
  #day(day) {
    const words = this.#sentences(day);
    return html`
      <td class="day ${day.kind} ${day.change ? 'change' : ''}" title=${words.length > 0 ? words.join('. ') : this.#hoursOf(day)}>
        ${Number(day.date.slice(8))}${day.change ? html`<span aria-hidden="true">${day.change.minutes > 0 ? '+' : '−'}</span>` : nothing}
        ${words.length > 0 || day.kind === 'closed' ? html`<span class="visually-hidden">${words.join('. ') || 'closed'}</span>` : nothing}
      </td>
    `;
  }

  #hoursOf({open}) {
    return open.length === 0 ? 'closed' : open.map(({from, to}) => `${this.#time(from)} to ${this.#time(to)}`).join(', ');
  }

  #time(millis) {
    return sayTime(new Date(millis).toISOString(), this.#zone);
  }

  #sentences(day) {
    const date = `${sayDay(day.date)}${day.name ? `, ${day.name}` : ''}`;
    return [
      day.kind === 'holiday' && `${date}: closed`,
      day.kind === 'other' && `${date}: open ${this.#hoursOf(day)} (${sayMillis(day.open.reduce((sum, {from, to}) => sum + to - from, 0))})`,
      day.change && `${sayInstant(new Date(day.change.at).toISOString(), this.#zone)}: ${sayChange(day.change).toLowerCase()}`,
    ].filter(Boolean);
  }

  get #zone() {
    return this.calendars.find(this.name).zone;
  }

  async #read() {
    const {calendars, name, year} = this;
    this.days = null; // The days of another year are not shown under the heading of this one.
    this.problem = null;
    const isAsked = () => calendars === this.calendars && name === this.name && year === this.year;
    try {
      const zone = this.#zone;
      const range = rangeOf(year, zone);
      const [open, dates] = await Promise.all([calendars.openHours(name, range), calendars.datesOf(name, year)]);
      if (isAsked()) {
        this.days = daysOfYear(range, zone, open, dates);
      }
    } catch (failure) {
      if (isAsked()) {
        this.problem = failure;
      }
    }
  }
}

customElements.define('calendar-year', CalendarYear);
