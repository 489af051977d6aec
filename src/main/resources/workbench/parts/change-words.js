import {sayCount, sayList} from '../app/words.js';

const MAX_LABEL_CELLS = 4;
const DIRECTIONS = ['worse', 'mixed', 'better', 'unknown'];
/** The numbers of customers by the direction of the answers; a customer of a mixed one is among both. */
const COUNTS = {worse: 'worse', better: 'better', unknown: 'otherwise'};
const WORDS = {worse: 'worse', mixed: 'better in one part and worse in another', better: 'better', unknown: 'different'};

/** Says how much of a table differs: “2 cells changed, 1 row removed”. */
export function sayExtent({state, hitPolicy, columns, rows}) {
  if (state !== 'changed') {
    return state === 'added' ? 'the table is new' : 'the table was removed';
  }
  const cells = rows.reduce((count, row) => count + row.changes.length, 0);
  const count = (test, words) => [rows.filter(test).length, words];
  return sayList(
    [
      hitPolicy && `the hit policy is “${hitPolicy.after}”, was “${hitPolicy.before}”`,
      ...columns.map(column => `the column “${column.title}” ${{added: 'is new', removed: 'was removed', changed: 'means something else'}[column.state]}`),
      cells > 0 && `${sayCount(cells, 'cell')} changed`,
      ...[
        count(row => row.state === 'added', 'added'),
        count(row => row.state === 'removed', 'removed'),
        count(row => row.moved, 'moved'),
      ].map(([number, words]) => number > 0 && `${sayCount(number, 'row')} ${words}`),
    ].filter(Boolean),
  );
}

/** Says which row it is by the first of its cells, which are its conditions in most tables. */
export function sayRow(cells) {
  return Object.values(cells).slice(0, MAX_LABEL_CELLS).join(' · ');
}

/** Says the text of a cell, in quotes. */
export function sayCell(text) {
  return text === '' ? 'blank' : `“${text}”`;
}

/** Says how many answers a change changes, and for whom: “2 kinds of question are answered differently: 2 better for customers, none worse.” */
export function sayImpact(impact) {
  const {better, worse, mixed, unknown} = impact;
  const all = better + worse + mixed + unknown;
  if (all === 0) {
    return impact.complete ? 'No answer changed.' : 'No changed answer was found.';
  }
  const parts = [
    `${better === 0 ? 'none' : better} better for customers`,
    `${worse === 0 ? 'none' : worse} worse`,
    mixed > 0 && `${mixed} better in one part and worse in another`,
    unknown > 0 && `${unknown} neither clearly better nor worse`,
  ].filter(Boolean);
  return `${sayCount(all, 'kind')} of question ${all === 1 ? 'is' : 'are'} answered differently: ${parts.join(', ')}.`;
}

/** Says how scenarios came out: “25 of 25 scenarios hold.” */
export function sayScenarios({total, failed}) {
  const broken = new Set(failed.map(failure => `${failure.file} ${failure.scenario}`)).size;
  return total === 0 ? 'There are no scenarios.' : `${total - broken} of ${sayCount(total, 'scenario')} ${total === 1 || total - broken === 1 ? 'holds' : 'hold'}.`;
}

/** Says which names are new, and which are gone: “The plan “A” is new.” Empty if none are. */
export function sayNames(names) {
  return names.map(({kind, name, added}) => `The ${kind} “${name}” is ${added ? 'new' : 'not known any more'}.`).join(' ');
}

/** Says how far the impact is known; empty where it is complete. */
export function sayImpactState({state, reason}) {
  return {
    none: 'There was no release before to compare the answers with.',
    pending: 'The changed answers are still being looked for.',
    incomplete: `More answers may have changed: ${reason ?? 'the search was not complete.'}`,
    failed: `The changed answers are not known: ${reason ?? 'the search failed.'}`,
    complete: '',
  }[state] ?? state;
}

/**
 * Says in short which answers change, and for how many customers under contract: “1 answer worse for 12 customers and later for 3 more”.
 * Answers are compared where both policies can be asked, so that names which only one of them knows are said besides.
 *
 * @param {any} check as the service answers it
 */
export function sayChangedAnswers({impact, impactState, customers}) {
  if (impact === null) {
    return impactState.state === 'none' ? '' : 'the changed answers are not known';
  }
  const parts = DIRECTIONS.filter(direction => impact[direction] > 0);
  const said = parts.map((direction, i) => [
    i === 0 ? sayCount(impact[direction], 'answer') : impact[direction], WORDS[direction], sayFor(customers, direction),
  ].filter(Boolean).join(' '));
  const names = [...sayNamesOf(impact.names, true), ...sayNamesOf(impact.names, false)];
  const none = names.length === 0 ? 'no answer changes' : 'no other answer changes';
  const all = [...names, ...said.length === 0 ? [none] : said].join(', ');
  return impact.complete ? all : `${all}, and perhaps more`;
}

function sayNamesOf(names, added) {
  const those = names.filter(name => name.added === added);
  const what = added ? 'new' : 'not known any more';
  if (those.length < 2) {
    return those.map(({kind, name}) => `the ${kind} “${name}” is ${what}`);
  }
  return [`${sayCount(those.length, 'name')} are ${what}`];
}

/** Says for how many customers under contract something changes: “for 12 customers, later for 3 more”. Empty if they were not counted. */
function sayFor(customers, direction) {
  const count = customers?.total?.[COUNTS[direction]];
  const later = customers?.total?.later[COUNTS[direction]];
  if (count === undefined || customers.contracts === 0 && later === 0) {
    return '';
  }
  const some = customers.state === 'complete' ? '' : 'at least ';
  const now = count === 0 && (some === '' || later > 0) ? '' : `for ${some}${sayCount(count, 'customer')}`;
  const then = later === 0 ? '' : `later for ${some}${now === '' ? sayCount(later, 'customer') : `${later.toLocaleString('en-GB')} more`}`;
  return [now, then].filter(Boolean).join(' and ') || 'for nobody under contract';
}
