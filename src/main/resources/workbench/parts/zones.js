const FIELDS = {
  year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
};
const MINUTE_MILLIS = 60_000;
const formats = new Map();

/** The zone of the browser. */
export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Returns true if browsers know the zone. */
export function isZone(name) {
  try {
    return Boolean(name && new Intl.DateTimeFormat('en-GB', {timeZone: name}));
  } catch {
    return false; // The name is none, which is the answer.
  }
}

/**
 * Returns the zone in which times are said: the one that the address names, that of the customer's contract, or that of the browser.
 *
 * @param {string | null} named
 * @param {{zone: string} | null | undefined} contract as answers have it
 */
export function zoneFor(named, contract) {
  return [named, contract?.zone].find(isZone) ?? OWN_ZONE;
}

/** @returns {string[]} the zones that browsers know */
export function listZones() {
  return Intl.supportedValuesOf('timeZone');
}

/**
 * Says the wall time of an instant in a zone, as fields of forms write it: `2026-03-06T17:30`.
 *
 * @param {string} instant as in answers: `2026-03-06T17:30:00+01:00`
 */
export function toWallTime(instant, zone) {
  const parts = partsOf(new Date(instant), zone);
  return `${parts.year.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * Returns the instant of a wall time in a zone, with its offset: `2026-03-06T17:30:00+01:00`. Where clocks are put forward, a time
 * that is skipped is as long after the change as it stands after the skipped hour's beginning; a time that comes twice is the first.
 *
 * @param {string} wallTime such as `2026-03-06T17:30`
 */
export function toInstant(wallTime, zone) {
  const asUtc = Date.parse(wallTime.slice(0, 16) + ':00Z');
  const dayBefore = offsetMinutes(new Date(asUtc - 24 * 60 * MINUTE_MILLIS), zone);
  const early = new Date(asUtc - dayBefore * MINUTE_MILLIS);
  const offset = offsetMinutes(early, zone);
  const instant = offset === dayBefore ? early : ofOtherOffset(early, asUtc, offset, zone);
  return writeInstant(instant, offsetMinutes(instant, zone));
}

/** Returns this instant, to the minute, with the offset of the zone. */
export function nowIn(zone) {
  return toInstant(toWallTime(new Date().toISOString(), zone), zone);
}

/** The clocks change between: the wall time counts after the change, or was skipped by it. */
function ofOtherOffset(early, asUtc, offset, zone) {
  const late = new Date(asUtc - offset * MINUTE_MILLIS);
  return offsetMinutes(late, zone) === offset ? late : early;
}

/** Writes an instant with the offset that the zone has then: `2026-03-06T17:30:00+01:00`. */
export function atZone(instant, zone) {
  const date = new Date(instant);
  return writeInstant(date, offsetMinutes(date, zone));
}

/** Returns the minutes by which the clocks of the zone are ahead of UTC at an instant. */
export function offsetMinutes(instant, zone) {
  const {year, month, day, hour, minute, second} = partsOf(instant, zone);
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((wall - Math.floor(instant / 1000) * 1000) / MINUTE_MILLIS);
}

function partsOf(instant, zone) {
  const parts = formatOf(zone).formatToParts(instant);
  return Object.fromEntries(parts.map(part => [part.type, part.value]));
}

/** Formats are kept, since making one takes much longer than using it, and a year has many days. */
function formatOf(zone) {
  if (!formats.has(zone)) {
    formats.set(zone, new Intl.DateTimeFormat('en-GB', {...FIELDS, timeZone: zone}));
  }
  return formats.get(zone);
}

function writeInstant(instant, offset) {
  const wall = new Date(instant.getTime() + offset * MINUTE_MILLIS).toISOString().slice(0, 19);
  const size = Math.abs(offset);
  const two = number => String(number).padStart(2, '0');
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
