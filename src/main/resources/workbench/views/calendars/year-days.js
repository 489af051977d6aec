import {clip, clockChanges, daysIn, startOf} from '../../parts/days.js';

/**
 * A day of a year view.
 *
 * @typedef {object} YearDay
 * @property {string} date
 * @property {string} name that of the holiday; blank if it has none
 * @property {number} weekday
 * @property {'open' | 'other' | 'holiday' | 'closed'} kind `other` are days with hours of their own, on which it opens
 * @property {import('../../parts/days.js').Interval[]} open
 * @property {{at: number, minutes: number} | undefined} change
 */

/** Returns the first instants of a year and of the next, in milliseconds since 1970. */
export function rangeOf(year, zone) {
  return {from: startOf(`${year}-01-01`, zone), to: startOf(`${year + 1}-01-01`, zone)};
}

/**
 * @param {import('../../parts/days.js').Interval} range that of the year
 * @param {import('../../parts/days.js').Interval[]} open
 * @param {Map<string, {name: string}>} dates those that have hours of their own
 * @returns {YearDay[]}
 */
export function daysOfYear(range, zone, open, dates) {
  const days = daysIn(range, zone);
  const changes = new Map(clockChanges(days, zone).map(change => [change.date, change]));
  return days.map(day => {
    const hours = clip(open, day);
    return {...day, name: dates.get(day.date)?.name ?? '', open: hours, kind: kindOf(hours.length > 0, dates.has(day.date)), change: changes.get(day.date)};
  });
}

function kindOf(opens, isSpecial) {
  if (isSpecial) {
    return opens ? 'other' : 'holiday';
  }
  return opens ? 'open' : 'closed';
}

/** @returns {YearDay[][]} the days by month */
export function monthsOf(days) {
  return Array.from({length: 12}, (_, month) => days.filter(({date}) => Number(date.slice(5, 7)) === month + 1));
}

/** Returns the weeks of a month, from Monday to Sunday; undefined stands for days of other months. */
export function weeksOf(days) {
  const cells = [...Array(days[0].weekday - 1).fill(undefined), ...days];
  return Array.from({length: Math.ceil(cells.length / 7)}, (_, week) =>
    Array.from({length: 7}, (_, day) => cells[7 * week + day]));
}
