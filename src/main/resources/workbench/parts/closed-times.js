import {clip, gapsIn} from './days.js';

const LONGEST_BREAK_MILLIS = 4 * 60 * 60_000;
const SATURDAY = 6;

/**
 * A stretch in which a calendar is closed.
 *
 * @typedef {object} ClosedTime
 * @property {number} from
 * @property {number} to
 * @property {'night' | 'break' | 'weekend' | 'holiday' | 'special' | 'closed'} kind `special` are other hours on one date
 * @property {string} date the first date of it
 */

/**
 * Returns when a calendar is closed, by kinds.
 *
 * @param {import('./days.js').Interval[]} open its open hours
 * @param {import('./days.js').Day[]} days days of its zone
 * @param {Map<string, object>} dates those that have hours of their own
 * @returns {ClosedTime[]}
 */
export function closedTimes(open, days, dates) {
  return merge(days.flatMap(day => closedTimesOf(day, clip(open, day), dates)));
}

function closedTimesOf(day, open, dates) {
  return gapsIn(day, open).map(gap => ({...gap, date: day.date, kind: kindOf(gap, day, open.length > 0, dates.has(day.date))}));
}

function kindOf(gap, day, opens, isSpecial) {
  if (!opens) {
    return isSpecial ? 'holiday' : day.weekday >= SATURDAY ? 'weekend' : 'closed';
  }
  if (isSpecial && gap.from > day.from) {
    return 'special';
  }
  if (gap.from === day.from || gap.to === day.to) {
    return 'night';
  }
  return gap.to - gap.from <= LONGEST_BREAK_MILLIS ? 'break' : 'closed';
}

/** The evening and the next morning are one night, Saturday and Sunday one weekend. */
function merge(times) {
  const merged = [];
  for (const time of times) {
    const last = merged.at(-1);
    if (last && last.kind === time.kind && last.to === time.from && time.kind !== 'holiday') {
      last.to = time.to;
    } else {
      merged.push({...time});
    }
  }
  return merged;
}
