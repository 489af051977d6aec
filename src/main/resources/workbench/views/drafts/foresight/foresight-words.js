import {entriesOf} from '../draft-files.js';

/** Says how old something is that was found out: “of version 7, older than what is typed”. Empty if it is that of what is typed. */
export function sayStale(version, session) {
  return version === session.version && session.waiting === 0 ? '' : `of version ${version}, older than what is typed`;
}

/**
 * Says a place by the title of its table, as the list of files has it: “SLA agreements, C12”.
 *
 * @param {{files: any[]}} draft
 * @param {{file: string, sheet?: string | null, cell?: string | null}} place
 */
export function sayPlace(draft, {file, sheet, cell}) {
  const entry = entriesOf(draft).find(each => each.file === file && (!sheet || each.sheet === sheet));
  const title = entry ? `${entry.kind === 'scenarios' ? 'scenarios ' : ''}${entry.title}` : file;
  return [title, cell && (/^\d+$/.test(cell) ? `line ${cell}` : cell)].filter(Boolean).join(', ');
}

/**
 * Returns the cell that a text of the check names, such as `sla-agreements.csv!E12` or `plans.xlsx!Plans!C4`.
 *
 * @param {string} text
 * @returns {{file: string, sheet: string | null, cell: string | null}}
 */
export function parseCell(text) {
  const [file, ...rest] = text.split('!');
  const cell = rest.at(-1) ?? null;
  return {file, sheet: rest.length > 1 ? rest.slice(0, -1).join('!') : null, cell};
}
