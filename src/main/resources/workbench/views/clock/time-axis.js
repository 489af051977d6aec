import {nothing, svg} from 'lit';
import {sayInstant} from '../../app/words.js';
import {sayChange} from '../../parts/day-words.js';
import {clockChanges, daysIn} from '../../parts/days.js';
import {ticksOf} from './ticks.js';

/** Places on the axis, in units of the size of letters. */
export const AXIS_HEIGHT = 5.5;
const MARKS = 3;
const DAYS = 4.2;

/**
 * Draws the days, the changes of the clocks, and the events of the case.
 *
 * @param {{at: number, label: string}[]} marks the events, and the instant asked about
 */
export function drawAxis(scale, marks, {em, zone}) {
  return svg`
    ${ticksOf(scale, zone, em).map(tick => drawTick(tick, scale, em))}
    ${clockChanges(daysIn(scale, zone), zone).map(change => drawChange(change, scale, em))}
    ${marks.filter(mark => scale.has(mark.at)).map((mark, i, all) => drawMark(mark, all[i + 1], scale, {em, zone}))}
  `;
}

/** Draws the lines that go through a lane: the beginnings of days, and the instant asked about. */
export function drawGrid(scale, asked, {em, zone}) {
  const days = ticksOf(scale, zone, em).filter(tick => tick.isDay);
  const line = (at, kind) => svg`<line class=${kind} x1=${scale.x(at)} x2=${scale.x(at)} y1="0" y2="100%"></line>`;
  return svg`
    ${days.filter(tick => tick.label || scale.dayWidth > em).map(tick => line(tick.at, 'day'))}
    ${asked !== null && scale.has(asked) ? line(asked, 'asked') : nothing}
  `;
}

function drawTick({at, label, isDay}, scale, em) {
  const x = scale.x(at);
  const top = isDay && label ? DAYS - 0.9 : AXIS_HEIGHT - 0.4;
  return svg`
    <line class="day" x1=${x} x2=${x} y1=${top * em} y2="100%"></line>
    ${label === '' || x + (0.6 * label.length + 0.3) * em > scale.width ? nothing : svg`
      <text class=${isDay ? '' : 'small quiet'} x=${x + 0.3 * em} y=${DAYS * em}>${label}</text>
    `}
  `;
}

function drawChange(change, scale, em) {
  const x = scale.x(change.at);
  const words = sayChange(change);
  const anchor = x > scale.width / 2 ? 'end' : 'start';
  return svg`
    <line class="change" x1=${x} x2=${x} y1=${(MARKS - 0.9) * em} y2="100%"></line>
    <text class="small change" x=${x + (anchor === 'end' ? -0.3 : 0.3) * em} y=${(DAYS + 0.85) * em} text-anchor=${anchor}>${words}</text>
  `;
}

/** The label is left out where the next mark is too near: the list of events says it, too. */
function drawMark({at, label}, next, scale, {em, zone}) {
  const x = scale.x(at);
  const room = (next && scale.has(next.at) ? scale.x(next.at) : scale.width) - x;
  return svg`
    <g>
      <title>${label}: ${sayInstant(new Date(at).toISOString(), zone)}</title>
      <circle class="event" cx=${x} cy=${(MARKS - 0.35) * em} r=${0.35 * em}></circle>
      ${room < (0.6 * label.length + 1) * em ? nothing : svg`
        <text class="small" x=${x + 0.55 * em} y=${MARKS * em}>${label}</text>
      `}
    </g>
  `;
}
