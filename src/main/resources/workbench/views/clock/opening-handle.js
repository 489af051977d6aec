import {addDays} from '../../parts/days.js';
import {toInstant, toWallTime} from '../../parts/zones.js';

const MINUTE_MILLIS = 60_000;
const STEP_MILLIS = 15 * MINUTE_MILLIS;
const HOUR_MILLIS = 60 * MINUTE_MILLIS;
/** The pixels of a day from which on a quarter of an hour can be aimed at. */
const FINE_DAY_WIDTH = 60;

/** Keys that move by time that passes. */
const STEPS = {ArrowRight: STEP_MILLIS, ArrowUp: STEP_MILLIS, ArrowLeft: -STEP_MILLIS, ArrowDown: -STEP_MILLIS};
/** Keys that move by days on the calendar: the time on the clock stays as it is. */
const DAYS = {PageUp: 1, PageDown: -1};

/** Returns the instant to which a key moves the opening; null if it is none of the keys that move. */
export function movedByKey({key, shiftKey}, opening, zone) {
  if (key in STEPS) {
    return opening + STEPS[key] * (shiftKey ? HOUR_MILLIS / STEP_MILLIS : 1);
  }
  return key in DAYS ? addToDate(opening, DAYS[key] * (shiftKey ? 7 : 1), zone) : null;
}

function addToDate(instant, days, zone) {
  const wallTime = toWallTime(new Date(instant).toISOString(), zone);
  return Date.parse(toInstant(addDays(wallTime.slice(0, 10), days) + wallTime.slice(10), zone));
}

/** Follows a pointer that drags the opening, with `move(instant)` while it moves and `end()` when it is let go. */
export class OpeningDrag {
  /**
   * @param {PointerEvent} event
   * @param {import('./time-scale.js').TimeScale} scale
   * @param {number} opening
   */
  constructor(event, scale, opening, {move, end}) {
    this.scale = scale;
    this.offset = scale.x(opening) - event.clientX;
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    const follow = moved => move(this.#instantAt(moved.clientX));
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('lostpointercapture', () => {
      handle.removeEventListener('pointermove', follow);
      end();
    }, {once: true});
  }

  #instantAt(clientX) {
    const {scale} = this;
    const step = scale.dayWidth >= FINE_DAY_WIDTH ? STEP_MILLIS : HOUR_MILLIS;
    const instant = scale.instantAt(clientX + this.offset);
    return Math.round(Math.min(Math.max(instant, scale.from), scale.to) / step) * step;
  }
}
