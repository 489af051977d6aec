import {clip, gapsIn} from '../../parts/days.js';

/** The stretches of a walk that the service lists one by one. */
const MOST_STRETCHES = 100;

/**
 * The time of one milestone, ready to be drawn and told. Instants are milliseconds since 1970; null if they are not known.
 *
 * @typedef {object} Story
 * @property {any} status as `POST /v1/sla/status` answers it
 * @property {Verdict} verdict
 * @property {import('../../parts/days.js').Interval[]} open the open hours of its calendar
 * @property {import('../../parts/closed-times.js').ClosedTime[]} closed
 * @property {{at: number, minutes: number}[]} clockChanges those of the calendar's zone
 * @property {import('../../parts/days.js').Interval[]} counted the time that was counted until now, in time
 * @property {import('../../parts/days.js').Interval[]} late the time that was counted after it had fallen due
 * @property {import('../../parts/days.js').Interval[]} ahead the time that counts until it falls due
 * @property {import('../../parts/days.js').Interval[]} pauses those that the service did not count, of this clock
 * @property {number | null} startedAt
 * @property {number | null} dueAt
 * @property {number | null} atRiskFrom
 * @property {number | null} endedAt
 */

/** @typedef {'promised' | 'waiting' | 'running' | 'at-risk' | 'paused' | 'met' | 'met-late' | 'breached' | 'cancelled'} Verdict */

/**
 * @param {any} status
 * @param {{open: any[], closed: any[], clockChanges: any[]}} hours those of its calendar
 * @param {{at: number, hasCase: boolean}} asked
 * @returns {Story}
 */
export function storyOf(status, hours, {at, hasCase}) {
  const [startedAt, dueAt, atRiskFrom, endedAt] = [status.startedAt, status.dueAt, status.atRiskFrom, status.endedAt].map(millis);
  const pauses = (status.pauses ?? []).map(intervalOf);
  const walk = walkOf(status.walk, hours.open, pauses);
  const end = dueAt ?? Infinity;
  const runs = status.state === 'running' && dueAt !== null;
  return {
    status,
    ...hours,
    verdict: verdictOf(status.state, at, atRiskFrom, hasCase),
    counted: clip(walk, {from: -Infinity, to: end}),
    late: clip(walk, {from: end, to: Infinity}),
    ahead: runs ? clip(hours.open, {from: Math.max(at, startedAt), to: dueAt}) : [],
    pauses,
    startedAt,
    dueAt,
    atRiskFrom,
    endedAt,
  };
}

/** Of a long walk the last stretch stands for all further ones: these are the open hours in it that were not paused. */
function walkOf(stretches, open, pauses) {
  const walk = stretches.map(intervalOf);
  return walk.length <= MOST_STRETCHES ? walk : [
    ...walk.slice(0, MOST_STRETCHES),
    ...clip(open, walk.at(-1)).flatMap(stretch => gapsIn(stretch, pauses)),
  ];
}

function intervalOf({from, to}) {
  return {from: millis(from), to: millis(to)};
}

/** Before any event a clock that runs is a promise, and nothing to watch. */
function verdictOf(state, at, atRiskFrom, hasCase) {
  if (state === 'not-started') {
    return 'waiting';
  }
  if (state === 'running') {
    return !hasCase ? 'promised' : atRiskFrom !== null && at >= atRiskFrom ? 'at-risk' : 'running';
  }
  return state;
}

function millis(instant) {
  return instant === null || instant === undefined ? null : Date.parse(instant);
}
