import {ask} from '../../app/api.js';
import {closedTimes} from '../../parts/closed-times.js';
import {addDays, clockChanges, dateOf, daysIn, startOf} from '../../parts/days.js';
import {storyOf} from './milestone-story.js';

/** The days that a picture has at least: nights and a weekend are seen. */
const FEWEST_DAYS = 7;
/** The days that it has at most: the service lists the open hours of 400, and those of other zones begin and end beyond. */
export const MOST_DAYS = 390;

/**
 * A case as the picture shows it: the answer, a story for each milestone, and the span of time.
 *
 * @typedef {object} Case
 * @property {any} answer that of `POST /v1/sla/status`
 * @property {import('./milestone-story.js').Story[]} stories
 * @property {import('../../parts/days.js').Interval} range
 * @property {boolean} isCut whether something lies beyond the range
 */

/**
 * Asks where the milestones of a case stand, and for the hours of their calendars.
 *
 * @param {import('./case-question.js').CaseQuestion} asked
 * @param {{facts: any[], opening: number, calendars: import('../../parts/calendars.js').Calendars,
 *     zoneOf: (answer: any) => string, range: import('../../parts/days.js').Interval | undefined, isHeld: boolean, signal: AbortSignal}} context
 *     `range` is what is shown now; it is held while the opening is dragged
 * @returns {Promise<Case>}
 */
export async function readCase(asked, {facts, opening, calendars, zoneOf, range, isHeld, signal}) {
  const answer = await ask('v1/sla/status', asked.toBody(facts, new Date(opening).toISOString()), {signal});
  const at = Date.parse(answer.at);
  const [shown, isCut] = rangeOf(instantsOf(asked, answer, opening), {zone: zoneOf(answer), range, isHeld});
  const context = {at, hasCase: asked.hasCase};
  const stories = await Promise.all(answer.milestones.map(async status => storyOf(status, await hoursOf(status.calendar, calendars, shown), context)));
  return {answer, stories, range: shown, isCut};
}

function instantsOf({events, hasCase}, {at, milestones}, opening) {
  const instants = milestones.flatMap(({dueAt, endedAt, startedAt}) => [dueAt, endedAt, startedAt]);
  return [...instants, ...events.map(event => event.at), hasCase ? at : null]
    .filter(Boolean)
    .map(instant => Date.parse(instant))
    .filter(instant => !Number.isNaN(instant))
    .concat(opening);
}

/** Keeps what is shown as long as it shows everything, and is not much too long: a picture that stands still is easier to read. */
function rangeOf(instants, {zone, range, isHeld}) {
  const [fitting, isCut] = fit(instants, zone);
  const isKept = range && (isHeld || !isCut && covers(range, instants) && lengthOf(range) <= 2 * lengthOf(fitting));
  return isKept ? [range, false] : [fitting, isCut];
}

function covers({from, to}, instants) {
  return instants.every(instant => instant >= from && instant < to);
}

function lengthOf({from, to}) {
  return to - from;
}

/** Whole days around all instants, with a day before and after, to which the opening can be dragged. */
function fit(instants, zone) {
  const first = addDays(dateOf(Math.min(...instants), zone), -1);
  const last = addDays(dateOf(Math.max(...instants), zone), 2);
  const days = [addDays(first, FEWEST_DAYS), last].sort().at(-1);
  const longest = addDays(first, MOST_DAYS);
  const isCut = days > longest;
  return [{from: startOf(first, zone), to: startOf(isCut ? longest : days, zone)}, isCut];
}

/** A milestone whose calendar is not stated has no hours. */
async function hoursOf(name, calendars, range) {
  if (!name) {
    return {open: [], closed: [], clockChanges: []};
  }
  const {zone} = calendars.find(name);
  const days = daysIn(range, zone);
  const years = [...new Set(days.map(({date}) => Number(date.slice(0, 4))))];
  const [open, ...dates] = await Promise.all([
    calendars.openHours(name, {from: days[0].from, to: days.at(-1).to}),
    ...years.map(year => calendars.datesOf(name, year)),
  ]);
  const special = new Map(dates.flatMap(ofYear => [...ofYear]));
  return {open, closed: closedTimes(open, days, special), clockChanges: clockChanges(days, zone)};
}
