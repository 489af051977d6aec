import {sayDuration, sayList} from '../app/words.js';

const ISO = /^P[\dYMWDTHS.]+$/;
const STRENGTHS = {'target': 'a target, not guaranteed', 'best-effort': 'best effort, not guaranteed'};
const LIMITS = {hard: 'Use beyond it is refused.', soft: 'Use beyond it is recorded, not refused.'};

/** Says a time as tables write it: an ISO duration, a range of two, or words such as “end of next business day”. */
export function sayWithin(within) {
  const ends = within.split('-');
  if (ends.length === 2 && ends.every(end => ISO.test(end))) {
    return `within ${ends.map(sayDuration).join(' to ')}`;
  }
  return /^(same|end of) /.test(within) ? `by the ${within}` : `within ${sayDuration(within)}`;
}

/** Says when a milestone falls due, and how often again: “within 30 minutes”, “every 2 days”. */
export function sayTimes({within, every}) {
  const again = every && `${within ? 'again ' : ''}every ${sayDuration(every)}`;
  return [within && sayWithin(within), again].filter(Boolean).join(', ');
}

/** Says how the time of a milestone is counted: its calendar, the events that start and end its clock, and its strength. */
export function sayClock({calendar, startsAt, endsAt, strength}) {
  return [
    `counted in the calendar “${calendar}”`,
    startsAt && `from the event “${startsAt}” on`,
    endsAt && `reached by the event “${endsAt}”`,
    strength && (STRENGTHS[strength] ?? strength),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Says an allowance, or what a term of a contract states of one: how much, how long, and what lies beyond. */
export function sayAllowance({amount, unit, per, left, carryOver, limit}) {
  const count = number => [number, unit].filter(isTold).join(' ');
  return [
    isTold(amount) && `${count(amount)}${isTold(per) ? ` per ${per}` : ''}.`,
    isTold(left) && `${count(left)} are left.`,
    carryOver && sayCarryOver(carryOver),
    limit && sayLimit(limit),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Says what becomes of the rest at the end of a period. `carryOver` is as in tables, or an ISO period. */
export function sayCarryOver(carryOver) {
  return carryOver === 'none'
    ? 'What is left at the end of a period is lost.'
    : `What is left at the end of a period may be used for another ${sayDuration(carryOver)}.`;
}

/** Says what a limit does with use beyond it. */
export function sayLimit(limit) {
  return LIMITS[limit] ?? `Limit: ${limit}.`;
}

/** Says what something is called, or which things: “Category 1”, “Categories 1 and 2”. */
export function sayNames(one, many, names) {
  return `${names.length === 1 ? one : many} ${sayList(names)}`;
}

function isTold(value) {
  return value !== null && value !== undefined;
}
