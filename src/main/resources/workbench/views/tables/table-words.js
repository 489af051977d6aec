import {sayCount, sayList} from '../../app/words.js';

const HIT_POLICIES = {
  unique: 'At most one row fits a question.',
  first: 'Of the rows that fit a question the topmost counts.',
  collect: 'All rows that fit a question count.',
};

/** Says how many rows of a table count; for a table of opening hours, which rows say together when one calendar is open. */
export function sayHitPolicy({hitPolicy, fact}) {
  return fact === 'BusinessHours' ? 'All rows of one calendar count together.' : HIT_POLICIES[hitPolicy] ?? hitPolicy;
}

/** Says what a sheet looks at and what it says: “Looks at plan. Says support level and notice.” */
export function sayColumns({columns}) {
  const titles = kind => columns.filter(column => column.kind === kind).map(titleOf);
  const parts = [['condition', 'Looks at'], ['action', 'Says'], ['query', 'Asks with'], ['expectation', 'Expects']];
  return parts.map(([kind, words]) => [words, titles(kind)])
    .map(([words, columns]) => columns.length > 0 && `${words} ${sayList(columns)}.`)
    .filter(Boolean).join(' ');
}

/** Says how many problems there are by their severity: “1 error and 2 warnings”. Empty if there are none. */
export function sayProblemCount(problems) {
  const counts = [['error', 'error'], ['warning', 'warning'], ['accepted', 'accepted warning'], ['info', 'note']]
    .map(([severity, word]) => [problems.filter(problem => severityOf(problem) === severity).length, word])
    .filter(([count]) => count > 0);
  return sayList(counts.map(([count, word]) => sayCount(count, word)));
}

/** Returns the severity of a problem, and `accepted` for a warning that is meant. */
export function severityOf({severity, accepted}) {
  return accepted ? 'accepted' : severity;
}

/**
 * Says a row as a sentence in parts: on which conditions it answers, and what it says then. Blank cells say nothing.
 *
 * @param {import('./sheet.js').Sheet} sheet
 * @param {number} row
 * @returns {{when: {words: string, text: string}[], then: {words: string, text: string}[], notes: string[]}}
 */
export function sayRow(sheet, row) {
  const said = sheet.columns
    .map((column, at) => ({kind: column.kind, words: column.words ?? `${titleOf(column)} is`, text: sheet.model.text(row, at)}))
    .filter(({text}) => text.trim() !== '');
  return {
    when: said.filter(({kind}) => kind === 'condition' || kind === 'query'),
    then: said.filter(({kind}) => kind === 'action' || kind === 'expectation'),
    notes: said.filter(({kind}) => kind === 'note').map(({text}) => text),
  };
}

/** Titles of expectations begin alike. */
function titleOf({title, kind}) {
  return kind === 'expectation' ? title.replace(/^Expect /, '') : title;
}

/** Says the meaning of a cell without a text. */
export function sayBlank({kind}) {
  return {
    condition: 'Blank: this row asks nothing of it.',
    action: 'Blank: this row does not state it.',
    query: 'Blank: not told in the question.',
    expectation: 'Blank: not checked.',
  }[kind] ?? 'Blank.';
}
