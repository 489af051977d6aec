import {sayDuration, sayList} from '../app/words.js';

const IMMEDIATELY = 'PT0S';
const ISO = /^P[\dYMWDTHS.]+$/;
const STRENGTHS = {'target': 'a target, not guaranteed', 'best-effort': 'best effort, not guaranteed'};
const LIMITS = {hard: 'Use beyond it is refused.', soft: 'Use beyond it is recorded, not refused.'};

/** Says a time as tables write it: an ISO duration, a range of two, words such as “end of next business day”, or no time. */
export function sayWithin(within) {
  if (within === IMMEDIATELY) {
    return 'immediately';
  }
  const ends = within.split('-');
  if (ends.length === 2 && ends.every(end => ISO.test(end))) {
    return `within ${ends.map(sayDuration).join(' to ')}`;
  }
  return /^(same|end of) /.test(within) ? `by the ${within}` : `within ${sayDuration(within)}`;
}

/** Says when a milestone falls due, how often again and until which event: “within 30 minutes”, “every 2 days until “estimated””. */
export function sayTimes({within, every, repeatedUntil}) {
  const end = repeatedUntil ? ` until ${sayEvents(repeatedUntil)}` : '';
  const again = every && `${within ? 'again ' : ''}every ${sayDuration(every)}${end}`;
  return [within && sayWithin(within), again].filter(Boolean).join(', ');
}

/** Says how the time of a milestone is counted: its calendar, the events that start and end its clock, and its strength. */
export function sayClock({calendar, startsAt, startsDuring, endsAt, pausedBy, resumedBy, strength}) {
  return [
    calendar ? `counted in the calendar “${calendar}”` : 'counted in a calendar that is not stated',
    startsAt && `from the event “${startsAt}” on`,
    startsDuring && `beginning in the hours of “${startsDuring}”`,
    endsAt && `reached by the event “${endsAt}”`,
    pausedBy && `paused by ${sayEvents(pausedBy)} until ${sayEvents(resumedBy)}`,
    strength && (STRENGTHS[strength] ?? strength),
  ]
    .filter(Boolean)
    .join(', ');
}

/** Says the events of which one is enough: “on hold” or “waiting”. */
export function sayEvents(events) {
  return sayList(events.map(event => `“${event}”`), 'disjunction');
}

/** Says an allowance, or what a term of a contract states of one: how much, how long, and what lies beyond. */
export function sayAllowance(allowance) {
  const {amount, unit, per, left, carryOver, limit, limits} = allowance;
  if (limits) {
    return limits.map(each => sayAllowance(each)).join(' And ');
  }
  const count = number => [number, unit].filter(isTold).join(' ');
  const granted = allowance.unlimited ? ['unlimited', unit].filter(isTold).join(' ') : isTold(amount) && count(amount);
  return [
    granted && `${granted}${isTold(per) ? ` per ${per}` : ''}.`,
    ...sayRules(allowance),
    isTold(left) && `${count(left)} are left.`,
    carryOver && sayCarryOver(carryOver),
    limit && sayLimit(limit),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Says the further rules of an allowance, each as a sentence. */
export function sayRules({limitName, pool, counts, further, fee}) {
  return [
    limitName && `Limit “${limitName}”.`,
    pool && `Shared in the pool “${pool}”.`,
    further && `It grows by ${further}.`,
    counts && `What is booked counts ${counts}.`,
    fee && `Each unit beyond it costs ${fee}.`,
  ].filter(Boolean);
}

/** Says what becomes of the rest at the end of a period. `carryOver` is as in tables, or an ISO period. */
export function sayCarryOver(carryOver) {
  const rest = 'What is left at the end of a period';
  const [reach, within] = carryOver.split(/(?= within the term$)/);
  if (carryOver === 'none') {
    return `${rest} is lost.`;
  }
  if (!ISO.test(reach)) {
    const further = reach.replace(/^(\d+) (periods?)$/, (_, count, word) => `for ${count} more ${word}`);
    return `${rest} may still be used ${further}${within ?? ''}.`;
  }
  return `${rest} may be used for another ${sayDuration(reach)}${within ?? ''}.`;
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
