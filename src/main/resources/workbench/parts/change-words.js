import {sayCount, sayList} from '../app/words.js';

const MAX_LABEL_CELLS = 4;

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
