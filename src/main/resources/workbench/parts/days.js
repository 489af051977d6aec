import {offsetMinutes, toInstant, toWallTime} from './zones.js';

/**
 * A stretch of time, in milliseconds since 1970; it ends before `to`.
 *
 * @typedef {{from: number, to: number}} Interval
 */

/**
 * A day on the clocks of a zone.
 *
 * @typedef {object} Day
 * @property {string} date such as `2026-03-06`
 * @property {number} weekday 1 is Monday, 7 is Sunday
 * @property {number} from its first instant, in milliseconds since 1970
 * @property {number} to that of the next day
 */

const DAY_MILLIS = 24 * 60 * 60_000;

/** Returns the date that is so many days later, or earlier. */
export function addDays(date, days) {
  return new Date(Date.parse(date + 'T00:00Z') + days * DAY_MILLIS).toISOString().slice(0, 10);
}

/** Returns the date of an instant in a zone: `2026-03-06`. */
export function dateOf(millis, zone) {
  return toWallTime(new Date(millis).toISOString(), zone).slice(0, 10);
}

/** Returns 1 for Monday to 7 for Sunday. */
export function weekdayOf(date) {
  return new Date(date + 'T00:00Z').getUTCDay() || 7;
}

/** Returns the first instant of a date in a zone, in milliseconds since 1970. */
export function startOf(date, zone) {
  return Date.parse(toInstant(date + 'T00:00', zone));
}

/** @returns {Day[]} the days that share time with an interval, whole ones */
export function daysIn({from, to}, zone) {
  const days = [];
  let date = dateOf(from, zone);
  for (let start = startOf(date, zone); start < to;) {
    const next = addDays(date, 1);
    const end = startOf(next, zone);
    days.push({date, weekday: weekdayOf(date), from: start, to: end});
    [date, start] = [next, end];
  }
  return days;
}

/**
 * Returns the instants at which the clocks of a zone are changed during days.
 *
 * @param {Day[]} days
 * @returns {{at: number, minutes: number, date: string}[]} `minutes` are those by which they are put forward; negative if back
 */
export function clockChanges(days, zone) {
  return days.flatMap(({date, from, to}) => {
    const before = offsetMinutes(new Date(from), zone);
    const minutes = offsetMinutes(new Date(to), zone) - before;
    return minutes === 0 ? [] : [{at: findChange(from, to, before, zone), minutes, date}];
  });
}

/** Returns the first minute at which the offset is not that of before. */
function findChange(from, to, before, zone) {
  let [early, late] = [from / 60_000, to / 60_000];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (offsetMinutes(new Date(middle * 60_000), zone) === before) {
      early = middle;
    } else {
      late = middle;
    }
  }
  return late * 60_000;
}

/** Returns the parts of intervals that lie within another. */
export function clip(intervals, {from, to}) {
  return intervals
    .filter(each => Math.max(each.from, from) < Math.min(each.to, to))
    .map(each => ({...each, from: Math.max(each.from, from), to: Math.min(each.to, to)}));
}

/** Returns the parts of an interval that none of the sorted intervals covers. */
export function gapsIn({from, to}, intervals) {
  const gaps = [];
  let end = from;
  for (const each of clip(intervals, {from, to})) {
    if (each.from > end) {
      gaps.push({from: end, to: each.from});
    }
    end = Math.max(end, each.to);
  }
  return end < to ? [...gaps, {from: end, to}] : gaps;
}
