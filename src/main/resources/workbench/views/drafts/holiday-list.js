const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const IN_WORDS = /^(\d{1,2})\.?\s+(\p{L}+)\.?\s+(\d{4})$/u;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = MONTHS.map(month => `${month}[a-z]*`).join('|');
const DATE = new RegExp(
  String.raw`(?<![\d.-])(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{1,2}\.?\s+(?:${MONTH})\.?\s+\d{4})(?![\w-]|\.\d)`, 'iu');

/** The forms of days of every year, and of regions; the service reads what they say. */
const EVERY_YEAR = new RegExp(
  String.raw`^(?:(?:(?:the )?(?:\d{1,2} )?days? (?:before|after) )?(?:\d{1,2}\.? (?:${MONTH})|(?:first|second|third|fourth|fifth|last) [a-z]+ (?:in|of) (?:${MONTH}))`
  + String.raw`|\d{1,3} days? (?:before|after) easter|easter ?[+-] ?\d{1,3}(?: days?)?|easter(?: (?:sun|mon)day)?|good friday)`
  + String.raw`(?:,? (?:and )?if [a-z]+(?:(?:, | or )[a-z]+)*,? then (?:on )?(?:(?:the )?(?:next|following|previous) )?[a-z]+day(?: (?:before|after))?)*`
  + String.raw`(?:,? from \d{4})?(?:,? until \d{4})?(?![\w-]|\.?\s+\d{4}|\s+(?:from|until)\s)`, 'i');
/**
 * Words that move a day or limit its years, which are no part of a name. Where one is left after the day was read, the line says more than was
 * understood.
 */
const NOT_UNDERSTOOD = /^if\s|\bif\s.*\b(?:mon|tue|wed|thu|fri|sat|sun)|\bthen\b|\b(?:from|until)(?:\s+\d{4}\b|$)/i;
/** A region is the whole line, or its name stands behind a comma or a dash; with a number it may be one of its holidays. */
const REGION = /^([A-Z]{2,}(?:-[A-Z0-9_]+)*)(?:\s*,\D*|\s+[-–]\s\D*)?$/;

/**
 * Reads holidays from a list, a line each with a day and perhaps a name: `2026-12-25 Christmas Day`, `25.12.2026`,
 * `Christmas Day, 25 December 2026`, `25 December Christmas Day` for one of every year, or the region `DE-BY`, alone or as `DE-BY, Bavaria`. Dates such as
 * 1/2/2026 have two readings and are not taken.
 *
 * @param {string} text
 * @returns {{days: {date: string, name: string}[], refused: string[]}} dates in ISO form or days as they are written, and the
 *   lines without one
 */
export function parseHolidays(text) {
  const [days, refused] = [[], []];
  for (const line of text.split(/\r?\n/).map(each => each.trim()).filter(Boolean)) {
    const every = EVERY_YEAR.exec(line)?.[0] ?? REGION.exec(line)?.[1];
    const found = every ?? DATE.exec(line)?.[0];
    const date = every ?? (found && toIso(found));
    const name = line.replace(found, '').replace(/^[\s,;:.–-]+|[\s,;:.–-]+$/g, '');
    if (date && !NOT_UNDERSTOOD.test(name)) {
      days.push({date, name});
    } else {
      refused.push(line);
    }
  }
  return {days, refused};
}

function toIso(text) {
  const [, year, month, day] = ISO.exec(text) ?? reversed(DAY_FIRST.exec(text)) ?? inWords(IN_WORDS.exec(text)) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isDay ? date.toISOString().slice(0, 10) : undefined;
}

function reversed(match) {
  return match && [match[0], match[3], match[2], match[1]];
}

function inWords(match) {
  const month = match ? MONTHS.indexOf(match[2].slice(0, 3).toLowerCase()) + 1 : 0;
  return month > 0 ? [match[0], match[3], month, match[1]] : undefined;
}
