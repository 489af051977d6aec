import {sayDuration} from '../app/words.js';

const LANGUAGE = 'en-GB';
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Says a date: “Friday 6 March 2026”, or in a form of `Intl.DateTimeFormat`. */
export function sayDay(date, form = {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'}) {
  return new Intl.DateTimeFormat(LANGUAGE, {...form, timeZone: 'UTC'}).format(new Date(date + 'T00:00Z')).replace(',', '');
}

/** Says a length of time: “2 hours 30 minutes”. */
export function sayMillis(millis) {
  const minutes = Math.round(millis / 60_000);
  return sayDuration(`PT${Math.floor(minutes / 60)}H${minutes % 60}M`).replace(/^0 hours |(^| )0 minutes$/g, '') || '0 minutes';
}

/** Says a change of the clocks: “Clocks go forward by 30 minutes”. */
export function sayChange({minutes}) {
  return `Clocks go ${minutes > 0 ? 'forward' : 'back'} by ${sayMillis(Math.abs(minutes) * 60_000)}`;
}
