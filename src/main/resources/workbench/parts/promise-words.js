import {sayDuration, sayList} from '../app/words.js';

const ISO = /^P[\dYMWDTHS.]+$/;

/** Says a time as answers write it: an ISO duration, a range of two, or words such as “end of next business day”. */
export function sayWithin(within) {
  const ends = within.split('-');
  return ends.length === 2 && ends.every(end => ISO.test(end)) ? ends.map(sayDuration).join(' to ') : sayDuration(within);
}

/** Says when a milestone must be reached: “within 30 minutes”, “by the end of next business day, and every 2 days”. */
export function sayTimes({within, every}) {
  const first = within && (/business day$/.test(within) && !/^\d/.test(within) ? `by the ${within}` : `within ${sayWithin(within)}`);
  return [first, every && `every ${sayWithin(every)}`].filter(Boolean).join(', and ');
}

/** Says how the clock of a milestone runs: its calendar, and the events that start and end it where they are not the usual ones. */
export function sayClock({calendar, startsAt, endsAt, strength}) {
  return [
    calendar,
    startsAt && `from “${startsAt}”`,
    endsAt && `until “${endsAt}”`,
    strength && `as ${strength.replaceAll('-', ' ')}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** Says an allowance: “20 sessions per month; what is left lapses; more is refused”. */
export function sayAllowance({amount, unit, per, carryOver, limit}) {
  const amounts = [amount, unit].filter(part => part !== null).join(' ');
  return [
    per === null ? amounts : `${amounts} per ${per}`,
    carryOver === 'none' ? 'what is left lapses' : `what is left can be used for another ${sayDuration(carryOver)}`,
    limit === 'hard' ? 'more is refused' : 'more is possible, and counted',
  ].join('; ');
}

/** Says the names of things of one kind: “Category 1”, “Categories 1 and 2”. */
export function sayNames(one, many, names) {
  return `${names.length === 1 ? one : many} ${sayList(names)}`;
}
