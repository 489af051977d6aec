import {LitElement, css, html, nothing} from 'lit';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount, sayList} from '../../app/words.js';
import {Calendars} from '../../parts/calendars.js';
import '../../parts/problem-note.js';
import './calendar-year.js';

/** Lists the calendars in which milestones are counted, and shows a year of one: `#/calendars/NAME?year=2026`. */
class CalendarsView extends LitElement {
  static properties = {
    route: {attribute: false},
    calendars: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .scroll { overflow-x: auto }
      table { min-width: 40rem }
      .back { margin-bottom: var(--space-2) }
      @media print { .back { display: none } }
    `,
  ];

  #reading = new AbortController();
  #readAsOf = null;

  constructor() {
    super();
    new Listener(this, policyHealth, 'policy', () => this.#read());
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      const asOf = this.route.parameters.get('asOf') ?? '';
      if (!this.calendars || asOf !== this.#readAsOf) {
        this.#read(asOf);
      }
    }
  }

  render() {
    const name = this.route.path[0];
    if (this.problem) {
      return html`<h1>Calendars</h1><problem-note .problem=${this.problem}></problem-note>`;
    }
    if (!this.calendars) {
      return html`<h1>Calendars</h1><p class="quiet">Reading the calendars …</p>`;
    }
    return name === undefined ? this.#list() : this.#one(name);
  }

  #list() {
    return html`
      <h1>Calendars</h1>
      <p>The time of a milestone is counted while its calendar is open. Holidays and hours of single dates count, and so do changes of the clocks.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Calendars">
        <table>
          <thead><tr><th scope="col">Calendar</th><th scope="col">Open</th><th scope="col">Zone</th><th scope="col">Holidays and other days with hours of their own</th></tr></thead>
          <tbody>${this.calendars.all.map(calendar => this.#row(calendar))}</tbody>
        </table>
      </div>
      <p>A new calendar is made in a draft, under “Something new”: <a href=${addressOf('drafts')}>choose or begin a draft</a>.</p>
    `;
  }

  #row(calendar) {
    const count = this.calendars.countDates(calendar.name);
    const days = [...this.calendars.recurringDays(calendar.name), ...(count === 0 ? [] : [sayCount(count, 'date')])];
    return html`
      <tr>
        <th scope="row"><a href=${this.#addressOf(calendar.name)}>${calendar.name}</a></th>
        <td>${sayHours(calendar)}</td>
        <td>${calendar.zone}</td>
        <td>${days.length === 0 ? html`<span class="quiet">none</span>` : sayList(days)}</td>
      </tr>
    `;
  }

  /** An answer names a calendar with the zone that a query chose, as in “Local hours (Asia/Tokyo)”: shown are its hours where none is chosen. */
  #one(asked) {
    const name = this.calendars.find(asked) ? asked : asked.replace(/ \([^()]+\)$/, '');
    const calendar = this.calendars.find(name);
    return html`
      <p class="back"><a href=${this.#addressOf()}>All calendars</a></p>
      <h1>${name}</h1>
      ${calendar
        ? html`
            <p>${sayHours(calendar)}${calendar.alwaysOpen ? nothing : html`, on the clocks of ${calendar.zone}`}.</p>
            <calendar-year .calendars=${this.calendars} .name=${name} .year=${this.#year()}
                .addressOf=${year => this.#addressOf(name, year)}></calendar-year>
          `
        : html`<p>No calendar of the policy is called so.</p>`}
    `;
  }

  #year() {
    const year = Number(this.route.parameters.get('year'));
    return Number.isInteger(year) && year >= 1971 && year <= 9998 ? year : new Date().getFullYear();
  }

  #addressOf(name, year = this.route.parameters.get('year')) {
    return addressOf('calendars', name === undefined ? [] : [name], {year, asOf: this.route.parameters.get('asOf')});
  }

  async #read(asOf = this.#readAsOf ?? '') {
    this.#reading.abort();
    const {signal} = (this.#reading = new AbortController());
    this.#readAsOf = asOf;
    try {
      this.calendars = await Calendars.read(asOf, signal);
      this.problem = null;
    } catch (failure) {
      if (!signal.aborted) {
        this.problem = failure;
      }
    }
  }
}

/** Says when a calendar is open. */
function sayHours({alwaysOpen, hours, openWhenAnyOf, openWhenAllOf, openWhenNoneOf = []}) {
  if (alwaysOpen) {
    return 'Always open';
  }
  const parts = [
    hours,
    openWhenAnyOf.length > 0 && `open when ${sayList(openWhenAnyOf.map(quote), 'disjunction')} is`,
    openWhenAllOf.length > 0 && `open while ${sayList(openWhenAllOf.map(quote))} are`,
    openWhenNoneOf.length > 0 && `open while none of ${sayList(openWhenNoneOf.map(quote))} is`,
  ];
  const text = parts.filter(Boolean).join('; ');
  return text === '' ? 'Never open' : text[0].toUpperCase() + text.slice(1);
}

function quote(name) {
  return `“${name}”`;
}

customElements.define('calendars-view', CalendarsView);
