import {sayCount, sayDuration, sayInstant, sayTime} from '../../app/words.js';
import {sayChange, sayDay, sayMillis} from '../../parts/day-words.js';
import {dateOf} from '../../parts/days.js';
import {sayEvents} from '../../parts/promise-words.js';
import {sayDue, sayTerms} from '../ask/answer-words.js';

export const VERDICTS = {
  'promised': 'Promised',
  'waiting': 'Not started',
  'running': 'Running',
  'at-risk': 'At risk',
  'paused': 'Paused',
  'met': 'Met',
  'met-late': 'Met late',
  'breached': 'Breached',
  'cancelled': 'Not owed any more',
};
const CLOSED = {
  'night': 'night', 'break': 'break', 'weekend': 'weekend', 'holiday': 'holiday', 'special': 'other hours', 'closed': 'closed',
};
/** Nights and breaks are as usual. */
const NAMED = ['weekend', 'holiday', 'special'];
const MAX_STRETCHES = 8;

/** Says why a calendar is closed, in one word. */
export function sayClosed({kind}) {
  return CLOSED[kind];
}

/** Says when it is due, or became so: “Due Friday 6 March 2026 at 17:30”. */
export function sayOutcome(story, zone) {
  const {status, verdict} = story;
  if (verdict === 'paused') {
    return sayPaused(status, zone);
  }
  if (verdict === 'met' || verdict === 'met-late') {
    return `Reached ${sayInstant(status.endedAt, zone)}${status.endedBy ? ` by “${status.endedBy}”` : ''}`;
  }
  if (verdict === 'cancelled') {
    return status.endedAt ? `Not owed since ${sayInstant(status.endedAt, zone)}` : 'Not owed any more';
  }
  return `${status.dueAt ? (verdict === 'breached' ? 'Was due ' : 'Due ') : ''}${sayDue(status, zone)}`;
}

/** Says what a paused clock waits for. One without a time, or whose calendar is not stated, never falls due. */
function sayPaused(status, zone) {
  if (!status.within && !status.every) {
    return 'The clock stands still';
  }
  if (status.calendarStated === false) {
    return sayDue(status, zone);
  }
  return `Due once ${status.resumedBy ? `${sayEvents(status.resumedBy)} comes` : 'the case has been resumed'}: the clock stands still`;
}

/** Says the further facts about a milestone, one sentence each. */
export function sayDetails(story, zone) {
  const {status, verdict} = story;
  const isOpen = ['promised', 'running', 'paused', 'at-risk'].includes(verdict);
  return [
    isOpen && status.atRiskFrom && `At risk from ${sayInstant(status.atRiskFrom, zone)}`,
    ['met', 'met-late'].includes(verdict) && status.dueAt && `Due ${sayInstant(status.dueAt, zone)}`,
    ['running', 'at-risk', 'paused'].includes(verdict) && status.openRemaining && status.openRemaining !== 'PT0S' && `${sayDuration(status.openRemaining)} left`,
    status.missed && `${sayCount(status.missed.length, 'interval')} missed, the last one due ${sayInstant(status.missed.at(-1).dueAt, zone)}`,
    status.changed && 'The promise has changed since the case was opened',
  ].filter(Boolean);
}

/** Says the promise: “within 3 hours, counted in the calendar …”. */
export function sayPromise({status}) {
  return sayTerms({...status, strength: status.strength === 'guaranteed' ? null : status.strength});
}

/** Says which stretches of open time are counted: “Thursday 2 April 2026 at 16:00 to 18:00 (2 hours)”. */
export function sayWalk(story, zone) {
  const stretches = joinTouching([...story.counted, ...story.ahead, ...story.late].sort((a, b) => a.from - b.from));
  const said = stretches.slice(0, MAX_STRETCHES).map(stretch => sayStretch(stretch, zone));
  const rest = stretches.length - said.length;
  return rest > 0 ? [...said, `and ${rest} more`] : said;
}

/** Says what lies between the start and the end of the time that counts: holidays, weekends, changes of the clocks. */
export function sayBetween(story, zone) {
  const {startedAt, closed, clockChanges} = story;
  const last = [...story.counted, ...story.ahead, ...story.late].map(({to}) => to);
  const isBetween = ({at, from = at}) => startedAt !== null && from >= startedAt && from < Math.max(...last);
  const days = closed.filter(each => NAMED.includes(each.kind) && isBetween(each));
  const changes = clockChanges.filter(isBetween);
  const said = [
    ...days.map(each => ({from: each.from, words: `${sayClosed(each)} ${sayDay(each.date)}`})),
    ...changes.map(each => ({from: each.at, words: `${sayChange(each).toLowerCase()} ${sayInstant(new Date(each.at).toISOString(), zone)}`})),
  ];
  return said.sort((a, b) => a.from - b.from).slice(0, MAX_STRETCHES).map(({words}) => words);
}

function sayStretch({from, to}, zone) {
  const end = new Date(to).toISOString();
  const isSameDay = dateOf(from, zone) === dateOf(to, zone);
  const until = isSameDay ? sayTime(end, zone) : sayInstant(end, zone);
  return `${sayInstant(new Date(from).toISOString(), zone)} to ${until} (${sayMillis(to - from)})`;
}

function joinTouching(stretches) {
  const joined = [];
  for (const stretch of stretches) {
    if (joined.at(-1)?.to === stretch.from) {
      joined.at(-1).to = stretch.to;
    } else {
      joined.push({...stretch});
    }
  }
  return joined;
}
