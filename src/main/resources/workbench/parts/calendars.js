import {read} from '../app/api.js';
import {isZone} from './zones.js';

const DAY_MILLIS = 24 * 60 * 60_000;
const MARGIN_MILLIS = 30 * DAY_MILLIS;
/** The longest range of which the service lists the open hours. */
const MAX_RANGE_MILLIS = 400 * DAY_MILLIS;

/**
 * The calendars of one policy and their open hours, which are asked for once and kept.
 *
 * @typedef {object} Calendar as `GET /v1/calendars` answers it, with a `zone` that browsers know
 */
export class Calendars {
  /** @type {Map<string, Calendar>} */
  #calendars;
  #asOf;
  /** @type {Map<string, {from: number, to: number, open: Promise<import('./days.js').Interval[]>}>} */
  #hours = new Map();
  /** @type {Map<string, Promise<Map<string, {hours: string[], name: string}>>>} */
  #dates = new Map();

  /** Reads the calendars of the policy in force, or in force at another instant. */
  static async read(asOf, signal) {
    const {calendars} = await read('v1/calendars', {asOf}, {signal});
    return new Calendars(calendars, asOf);
  }

  constructor(calendars, asOf) {
    this.#calendars = new Map(calendars.map(each => [each.name, {...each, zone: zoneOf(each)}]));
    this.#asOf = asOf;
  }

  /** @returns {Calendar[]} */
  get all() {
    return [...this.#calendars.values()];
  }

  find(name) {
    return this.#calendars.get(name);
  }

  /** Returns how many dates tables name one by one; of a calendar that is made of others, those of these. */
  countDates(name) {
    const own = Object.values(this.#calendars.get(name).dates).flat().length;
    return this.#partsOf(name).reduce((sum, part) => sum + this.countDates(part), own);
  }

  /** Returns the days of every year and the regions that tables name, as they are written, with their names. */
  recurringDays(name) {
    const own = (this.#calendars.get(name).recurring ?? []).map(({days, name}) => name ? `${days} (${name})` : days);
    return [...new Set([...own, ...this.#partsOf(name).flatMap(part => this.recurringDays(part))])];
  }

  /**
   * Returns the dates of a year that have hours of their own; of a calendar that is made of others, those of these.
   *
   * @returns {Promise<Map<string, {hours: string[], name: string}>>}
   */
  async datesOf(name, year) {
    const key = `${year} ${name}`;
    if (!this.#dates.has(key)) {
      const reading = this.#readDates(name, year);
      this.#dates.set(key, reading);
      reading.catch(() => this.#dates.delete(key)); // A later call asks again.
    }
    return this.#dates.get(key);
  }

  async #readDates(name, year) {
    const {dates, recurring = []} = this.#calendars.get(name);
    const parts = await Promise.all(this.#partsOf(name).map(part => this.datesOf(part, year)));
    const isAsked = dates[year] !== undefined || recurring.length > 0;
    const path = `v1/calendars/${encodeURIComponent(name)}/holidays`;
    const own = isAsked ? (await read(path, {year, asOf: this.#asOf})).dates : [];
    return new Map([...parts.flatMap(part => [...part]), ...own.map(({date, ...day}) => [date, day])]);
  }

  #partsOf(name) {
    const {openWhenAnyOf, openWhenAllOf, openWhenNoneOf = []} = this.#calendars.get(name);
    return [...openWhenAnyOf, ...openWhenAllOf, ...openWhenNoneOf].filter(part => this.#calendars.has(part));
  }

  /**
   * Returns the open hours of a calendar that lie in an interval, and some around it.
   *
   * @returns {Promise<import('./days.js').Interval[]>}
   */
  async openHours(name, interval) {
    const known = this.#hours.get(name);
    if (known && known.from <= interval.from && interval.to <= known.to) {
      return known.open;
    }
    const margin = Math.max(0, Math.min(MARGIN_MILLIS, (MAX_RANGE_MILLIS - (interval.to - interval.from)) / 2));
    const range = {from: interval.from - margin, to: interval.to + margin};
    const open = this.#readHours(name, range);
    this.#hours.set(name, {...range, open});
    open.catch(() => this.#hours.delete(name)); // A later call asks again.
    return open;
  }

  async #readHours(name, {from, to}) {
    const path = `v1/calendars/${encodeURIComponent(name)}/open-hours`;
    const answer = await read(path, {from: new Date(from).toISOString(), to: new Date(to).toISOString(), asOf: this.#asOf});
    return answer.open.map(stretch => ({from: Date.parse(stretch.from), to: Date.parse(stretch.to)}));
  }
}

/** The service writes UTC as `Z`. */
function zoneOf({zone}) {
  return isZone(zone) ? zone : 'UTC';
}
