import {daysIn} from '../../parts/days.js';
import {sayDay} from '../../parts/day-words.js';

const HOUR_MILLIS = 60 * 60_000;

/**
 * A mark on the axis of time. `label` is empty where there is no room for one; `isDay` is true where a day begins.
 *
 * @typedef {{at: number, label: string, isDay: boolean}} Tick
 */

/** The labels of days by the room that they need, in units of the size of letters; the first that fits is taken. */
const LABELS = [
  {room: 7.5, form: {weekday: 'short', day: 'numeric', month: 'short'}, every: 1},
  {room: 4, form: {weekday: 'short', day: 'numeric'}, every: 1},
  {room: 2.4, form: {weekday: 'narrow', day: 'numeric'}, every: 1},
  {room: 4, form: {day: 'numeric', month: 'short'}, every: 7},
  {room: 4, form: {month: 'short'}, every: 31},
];

/**
 * @param {import('./time-scale.js').TimeScale} scale
 * @param {string} zone
 * @param {number} em the size of letters in pixels
 * @returns {Tick[]}
 */
export function ticksOf(scale, zone, em) {
  const days = daysIn(scale, zone).filter(day => day.from >= scale.from);
  const {form, every} = LABELS.find(({room, every}) => every * scale.dayWidth >= room * em) ?? LABELS.at(-1);
  return days.flatMap(day => [
    {at: day.from, label: isLabelled(day, every) ? sayDay(day.date, form) : '', isDay: true},
    ...hoursOf(day, scale, em),
  ]);
}

function isLabelled({date, weekday}, every) {
  return every === 1 || (every === 7 ? weekday === 1 : date.endsWith('-01'));
}

/** Quarters of a day on its clock: where the clocks change, the later ones are an hour off their place in the day. */
function hoursOf(day, scale, em) {
  if (scale.dayWidth < 5 * em) {
    return [];
  }
  const shift = day.to - day.from - 24 * HOUR_MILLIS;
  return [6, 12, 18].map(hour => ({
    at: day.from + hour * HOUR_MILLIS + shift,
    label: scale.dayWidth >= 16 * em ? `${String(hour).padStart(2, '0')}:00` : '',
    isDay: false,
  }));
}
