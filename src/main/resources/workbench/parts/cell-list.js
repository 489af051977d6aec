const QUOTED = /[ \t\n\v\f\r]*(?:"((?:[^"]|"")*)"|[“„]([^“”„]*)[“”])[ \t\n\v\f\r]*(?=[,;\n]|$)/y;
const SEPARATOR = /[,;\n]/g;
const BLANKS = /[\p{Zs}\t]+/gu;

/**
 * Finds the names in a cell that holds a list, by the rules of the service: commas, semicolons and line breaks separate them, and a name
 * that holds one of these is in quotes.
 *
 * @param {string} text
 * @returns {{from: number, to: number, name: string}[]} each with its place in the text, without the blanks around it
 */
export function findEntries(text) {
  const entries = [];
  for (let from = 0; from <= text.length;) {
    const {end, name} = entryAt(text, from);
    const whole = text.slice(from, end);
    const start = from + whole.length - whole.trimStart().length;
    entries.push({from: start, to: Math.max(start, from + whole.trimEnd().length), name: normalize(name)});
    from = end + 1;
  }
  return entries.filter(({name}) => name !== '');
}

/** Returns the names in a cell that holds a list. @param {string} text */
export function splitList(text) {
  return findEntries(text).map(({name}) => name);
}

/** Returns a name as it stands in a list: in quotes if it would be read otherwise. @param {string} name */
export function quoteEntry(name) {
  const [read, ...more] = splitList(name);
  return read === name && more.length === 0 ? name : `"${name.replaceAll('"', '""')}"`;
}

function entryAt(text, from) {
  QUOTED.lastIndex = from;
  const quoted = QUOTED.exec(text);
  if (quoted) {
    return {end: QUOTED.lastIndex, name: quoted[1]?.replaceAll('""', '"') ?? quoted[2]};
  }
  SEPARATOR.lastIndex = from;
  const end = SEPARATOR.exec(text)?.index ?? text.length;
  return {end, name: text.slice(from, end)};
}

function normalize(name) {
  return name.normalize('NFC').replace(BLANKS, ' ').trim();
}
