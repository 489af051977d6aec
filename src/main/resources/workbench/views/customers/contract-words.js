import {sayDuration, sayList} from '../../app/words.js';
import {sayAllowance, sayEvents, sayWithin} from '../../parts/promise-words.js';

const DAY = {day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'};
const SCOPE = {
  issueType: 'issue type',
  slaCategory: 'SLA category',
  milestone: 'milestone',
  channel: 'channel',
  allowance: 'allowance counted in',
};
const PARTS = {
  within: 'Time of',
  every: 'Interval of',
  calendar: 'Calendar of',
  strength: 'Strength of',
  'starts at': 'Start of',
  'starts during': 'Hours of the start of',
  'ends at': 'End of',
  pauses: 'Pauses of',
  'repeated until': 'End of the repetition of',
  channels: 'Channels',
  channel: 'Channel',
  guarantee: 'Guarantee',
  amount: 'Amount of the allowance',
  unit: 'Unit of the allowance',
  per: 'Period of the allowance',
  'carry over': 'Carry-over of the allowance',
  limit: 'Limit of the allowance',
  pool: 'Pool of the allowance',
  counts: 'Count of the allowance',
  fee: 'Fee beyond the allowance',
  term: 'Term',
};
const KINDS = {
  'response-time': 'a guaranteed response time',
  'priority-flag': 'a priority flag',
  'best-effort': 'best effort',
  'none': 'no response time',
};

/** Says a day as in answers, `2026-03-06`: “6 March 2026”. */
export function sayDay(day) {
  return new Intl.DateTimeFormat('en-GB', DAY).format(new Date(`${day}T00:00:00Z`));
}

/** Says the days on which something holds: “from 1 January 2026 to 31 December 2030”; empty if always. */
export function sayDays(first, last) {
  return [first && `from ${sayDay(first)}`, last && `to ${sayDay(last)}`].filter(Boolean).join(' ');
}

/** Says what a term of a contract speaks of. */
export function sayScope(scope) {
  const named = Object.entries(SCOPE).filter(([name]) => scope[name]).map(([name, words]) => `${words} “${scope[name]}”`);
  return named.length === 0 ? 'everything' : sayList(named);
}

/** Says what a term of a contract states: a sentence for each thing. */
export function sayTerm(term) {
  return [
    term.within && capitalize(`${sayWithin(term.within)}.`),
    term.every && `Again every ${sayDuration(term.every)}.`,
    term.calendar && `Counted in the calendar “${term.calendar}”.`,
    term.strength && `Strength: ${term.strength}.`,
    ...sayEventsOfClock(term),
    ...sayChannels(term.channels),
    term.guarantee && sayGuarantee(term.guarantee),
    term.allowance && sayAllowance(term.allowance),
    ...Object.entries(term.terms).map(([name, value]) => `${name}: ${value}.`),
  ].filter(Boolean);
}

function sayEventsOfClock({startsAt, startsDuring, endsAt, pausedBy, resumedBy, repeatedUntil}) {
  return [
    startsAt && `Counted from the event “${startsAt}” on.`,
    startsDuring && `The clock starts in the hours of “${startsDuring}”.`,
    endsAt && `Reached by the event “${endsAt}”.`,
    pausedBy && `Paused by ${sayEvents(pausedBy)} until ${sayEvents(resumedBy)}.`,
    repeatedUntil && `Repeated until ${sayEvents(repeatedUntil)}.`,
  ];
}

function sayChannels(channels) {
  if (!channels) {
    return [];
  }
  const {add, remove, replace} = channels;
  return [
    replace && (replace.length ? `Only the channels ${sayNames(replace)}.` : 'No channel.'),
    add?.length && `Also ${sayNames(add)}.`,
    remove?.length && `Without ${sayNames(remove)}.`,
  ];
}

function sayNames(names) {
  return sayList(names.map(name => `“${name}”`));
}

function sayGuarantee({kind, text}) {
  return [kind && `Guarantee: ${KINDS[kind] ?? kind}.`, text].filter(Boolean).join(' ');
}

/** Says which part of answers a term changes: “Time of …” with the name of the milestone. */
export function sayPart(part, of) {
  const words = PARTS[part] ?? part;
  return of && of !== part ? `${words} “${of}”` : words;
}

function capitalize(words) {
  return words[0].toUpperCase() + words.slice(1);
}
