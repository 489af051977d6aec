import {nothing, svg} from 'lit';
import {sayInstant, sayTime} from '../../app/words.js';
import {sayChange, sayDay, sayMillis} from '../../parts/day-words.js';
import {clip, dateOf} from '../../parts/days.js';
import {sayClosed} from './story-words.js';

/** Places in a lane, in units of the size of letters. */
const BAND = {top: 1.75, height: 2.5};
const WALK = {top: 2.25, height: 1.5};
const PAUSE = {top: 5, height: 0.95};
const BASE = BAND.top + BAND.height;

/** The pixels from which on a closed time can be seen: in a picture of months, nights cannot. */
const NARROWEST = 2;

/**
 * Draws the time of a milestone: the open hours of its calendar, the stretches that count, pauses, and its instants.
 *
 * @param {import('./milestone-story.js').Story} story
 * @param {import('./time-scale.js').TimeScale} scale
 * @param {{em: number, zone: string}} look
 */
export function drawLane(story, scale, look) {
  const bars = (intervals, kind, place) => clip(intervals, scale).map(each => bar(each, kind, place, scale, look.em));
  return svg`
    ${clip(story.closed, scale).map(time => closedTime(time, scale, look))}
    ${bars(story.open, 'open', BAND)}
    ${bars(story.ahead, 'ahead', WALK)}
    ${bars(story.counted, 'counted', WALK)}
    ${bars(story.late, 'late', WALK)}
    ${clip(story.pauses, scale).map(pause => drawPause(pause, scale, look.em))}
    ${story.clockChanges.filter(change => scale.has(change.at)).map(change => clockChange(change, scale, look))}
    ${drawInstants(story, scale, look)}
  `;
}

function bar({from, to}, kind, {top, height}, scale, em) {
  const x = scale.x(from);
  return svg`<rect class=${kind} x=${x} y=${top * em} width=${Math.max(1, scale.x(to) - x)} height=${height * em}></rect>`;
}

function closedTime(time, scale, {em, zone}) {
  const width = scale.x(time.to) - scale.x(time.from);
  if (width < NARROWEST) {
    return nothing;
  }
  const words = sayClosed(time);
  const title = `${words}: closed from ${sayMoment(time.from, zone)} to ${sayMoment(time.to, zone)}`;
  return svg`
    <g>
      <title>${title}</title>
      ${bar(time, `closed ${time.kind}`, BAND, scale, em)}
      ${width < em * (0.55 * words.length + 0.5) ? nothing : svg`
        <text class="small quiet" x=${scale.x((time.from + time.to) / 2)} y=${(BAND.top + 1.6) * em} text-anchor="middle">${words}</text>
      `}
    </g>
  `;
}

function drawPause(pause, scale, em) {
  const width = scale.x(pause.to) - scale.x(pause.from);
  return svg`
    <g>
      <title>Paused: this time does not count</title>
      ${bar(pause, 'pause', PAUSE, scale, em)}
      ${width < 4 * em ? nothing : svg`
        <text class="small" x=${scale.x((pause.from + pause.to) / 2)} y=${(PAUSE.top + 0.75) * em} text-anchor="middle">paused</text>
      `}
    </g>
  `;
}

function clockChange(change, scale, {em, zone}) {
  const x = scale.x(change.at);
  return svg`
    <g>
      <title>${sayChange(change)}, ${sayMoment(change.at, zone)}</title>
      <line class="change" x1=${x} x2=${x} y1=${(BAND.top - 0.5) * em} y2=${(BASE + 0.5) * em}></line>
      <text class="small change" x=${x + 0.3 * em} y=${(BASE + 0.85) * em}>${change.minutes > 0 ? '+' : '−'}${sayMillis(Math.abs(change.minutes) * 60_000)}</text>
    </g>
  `;
}

/** Each kind of instant has a form of its own: nobody has to tell colours apart. */
function drawInstants({atRiskFrom, dueAt, endedAt, verdict}, scale, {em, zone}) {
  const place = (at, name, draw) => at === null || !scale.has(at) ? nothing : svg`
    <g><title>${name}: ${sayMoment(at, zone)}</title>${draw(scale.x(at))}</g>
  `;
  const isLate = verdict === 'breached' || verdict === 'met-late';
  return svg`
    ${place(atRiskFrom, 'At risk from', x => svg`
      <path class="risk" d=${`M ${x} ${BASE * em} l ${0.5 * em} ${0.8 * em} h ${-em} z`}></path>
      <line class="risk" x1=${x} x2=${x} y1=${BAND.top * em} y2=${BASE * em}></line>
    `)}
    ${place(dueAt, 'Due', x => svg`
      <line class=${isLate ? 'due missed' : 'due'} x1=${x} x2=${x} y1=${0.4 * em} y2=${(BASE + 0.4) * em}></line>
      <path class=${isLate ? 'due missed' : 'due'} d=${flag(x, 0.4 * em, em)}></path>
      ${dueTime(x, dueAt, scale, {em, zone})}
    `)}
    ${place(endedAt, verdict === 'cancelled' ? 'Ended' : 'Reached', x => svg`
      <circle class=${`ended ${verdict}`} cx=${x} cy=${(WALK.top + 0.75) * em} r=${0.55 * em}></circle>
      <path class="sign" d=${`M ${x - 0.25 * em} ${(WALK.top + 0.75) * em} l ${0.2 * em} ${0.2 * em} l ${0.35 * em} ${-0.4 * em}`}></path>
    `)}
  `;
}

/** Stands to the right of the flag, or to the left of its pole where there is no room. */
function dueTime(x, dueAt, scale, {em, zone}) {
  const time = `${sayDay(dateOf(dueAt, zone), {weekday: 'short'})} ${sayTime(new Date(dueAt).toISOString(), zone)}`;
  const isRight = x + 7.5 * em < scale.width;
  return svg`<text class="small" x=${isRight ? x + 1.3 * em : x - 0.4 * em} y=${1.25 * em} text-anchor=${isRight ? 'start' : 'end'}>${time}</text>`;
}

function flag(x, y, em) {
  return `M ${x} ${y} h ${em} l ${-0.3 * em} ${0.4 * em} l ${0.3 * em} ${0.4 * em} h ${-em} z`;
}

function sayMoment(millis, zone) {
  return sayInstant(new Date(millis).toISOString(), zone);
}
