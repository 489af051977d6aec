import {ask} from '../../../app/api.js';
import {namePromises} from './promise-names.js';

/** The columns of where a case stands, each with the values of a milestone. */
const EXPECTED = {
  'Expect state': ({state}) => [state],
  'Expect due at': ({dueAt}) => [dueAt],
  'Expect due from': ({dueFrom}) => [dueFrom],
  'Expect pauses': ({pauses = []}) => pauses.map(({from, to}) => `${from}/${to}`),
  'Expect missed': ({missed = []}) => missed.map(({dueAt}) => dueAt),
};
/** Events of the opening, which has a column of its own. */
const OPENING = /^open(?:s|ed|ing)?$/i;

/**
 * Asks a draft where a case stands.
 *
 * @param {string} draft
 * @param {any} body of a request for the status of a case
 * @returns {Promise<{asked: any, answer: any}>} the query with the opening, and the status
 */
export async function askCase(draft, {asOf, customer, ...body}) {
  const answer = await ask('v1/sla/status', {...body, draft});
  return {asked: {...body, openedAt: body.openedAt ?? body.events.find(({type}) => OPENING.test(type))?.at}, answer};
}

/**
 * Writes the events of a case as the columns of a scenario. What came after the instant of the answer changes nothing, and is left out.
 *
 * @returns {Record<string, string>} cells by the titles of their columns
 */
export function eventsOf({events}, {at}) {
  const columns = {};
  const told = events.filter(event => !OPENING.test(event.type) && Date.parse(event.at) <= Date.parse(at));
  for (const {type, at: instant} of told) {
    const title = `Event ${type.trim().toLowerCase()}`;
    columns[title] = columns[title] ? `${columns[title]}, ${instant}` : instant;
  }
  return {...columns, At: at};
}

/** Lists what a scenario expects of where a case stands, by the titles of the columns. @returns {[string, string[]][]} */
export function standingOf({milestones}) {
  const names = namePromises(milestones);
  return Object.entries(EXPECTED).map(([title, valuesOf]) =>
    [title, milestones.flatMap((milestone, at) => valuesOf(milestone).filter(Boolean).map(value => `${names[at]}: ${value}`))]);
}
