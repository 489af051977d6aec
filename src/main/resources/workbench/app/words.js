const LANGUAGE = 'en-GB';
const formats = new Map();
const UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];
const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const DATE = {weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'};
const TIME = {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'};

/**
 * Says an instant as people do: “Friday 6 March 2026 at 17:30”.
 *
 * @param {string} instant as in answers: `2026-03-06T17:30:00+01:00`
 * @param {string} [zone] such as `Europe/Zurich`; without it, the offset that the instant is written with
 */
export function sayInstant(instant, zone = offsetOf(instant)) {
  return `${sayDate(instant, zone)} at ${sayTime(instant, zone)}`;
}

/** Says the date of an instant: “Friday 6 March 2026”. */
export function sayDate(instant, zone = offsetOf(instant)) {
  return format(instant, DATE, zone).replace(',', '');
}

/** Says the time of an instant: “17:30”. */
export function sayTime(instant, zone = offsetOf(instant)) {
  return format(instant, TIME, zone);
}

/** Says an ISO duration: `PT3H30M` is “3 hours 30 minutes”. What is no duration is returned as it is. */
export function sayDuration(duration) {
  const parts = DURATION.exec(duration)?.slice(1) ?? [];
  const words = UNITS.map((unit, i) => parts[i] && `${parts[i]} ${unit}${parts[i] === '1' ? '' : 's'}`).filter(Boolean);
  return words.length === 0 ? duration : words.join(' ');
}

/** Says a list: “a, b and c”. */
export function sayList(items, type = 'conjunction') {
  return new Intl.ListFormat(LANGUAGE, {type}).format(items);
}

/** Says a number of things: “1 row”, “2 rows”. */
export function sayCount(count, thing, things = thing + 's') {
  return `${count.toLocaleString(LANGUAGE)} ${count === 1 ? thing : things}`;
}

function format(instant, form, zone) {
  return formatOf(form, zone).format(new Date(instant));
}

/** Formats are kept, since making one takes much longer than using it, and a view may say thousands of instants. */
function formatOf(form, zone) {
  const key = `${zone} ${Object.keys(form)}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.DateTimeFormat(LANGUAGE, {...form, timeZone: zone}));
  }
  return formats.get(key);
}

function offsetOf(instant) {
  return /[+-]\d\d:\d\d$/.exec(instant)?.[0] ?? 'UTC';
}
