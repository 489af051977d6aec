import {sayCount, sayDate} from '../../../app/words.js';
import {OWN_ZONE} from '../../../parts/zones.js';
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

/** Says of how many customers under contract an answer changes, now and later, with the first of them for those who may know. */
export function sayConcerned({changed, customers, later}) {
  const now = changed === 0 ? '' : `${sayCount(changed, 'customer')} under contract${sayNames(changed, customers)}.`;
  const more = changed === 0 ? sayCount(later.changed, 'customer') + ' under contract' : `${later.changed.toLocaleString('en-GB')} more`;
  const then = later.changed === 0 ? '' : `Later, from ${sayDate(later.from, OWN_ZONE)}, ${more}${sayNames(later.changed, later.customers)}.`;
  return [now, then].filter(Boolean).join(' ') || 'Nobody under contract.';
}

function sayNames(count, customers) {
  const rest = count - customers.length;
  return customers.length === 0 ? '' : `: ${customers.join(', ')}${rest > 0 ? ` and ${rest.toLocaleString('en-GB')} more` : ''}`;
}

/** Says of how many customers any answer changes, and how far that is known. */
export function sayCustomers({state, reason, contracts, total, others}) {
  if (total === null) {
    return state === 'none' ? '' : `How many customers this concerns is not known: ${reason ?? 'they were not counted.'}`;
  }
  const all = contracts === 0 && total.later.changed === 0 ? 'No contract is in force.' : `In all: ${sayConcerned(total)}`;
  const byTerms = others.changed + others.later.changed;
  const beside = byTerms > 0 ? `Of these, ${sayCount(byTerms, 'customer')} by terms of their own.` : '';
  return [all, beside, state === 'incomplete' ? `There may be more: ${reason}` : ''].filter(Boolean).join(' ');
}
