import {ask, read} from '../../app/api.js';
import {sayList} from '../../app/words.js';

/**
 * Rows that answer a question.
 *
 * @typedef {object} Lighting
 * @property {{table: string, row: number}[]} rows
 * @property {string} words the question in short
 * @property {string} reason why no rows can be shown; else empty
 */

/**
 * Asks the policy a question, and returns the rows that answer it.
 *
 * @param {import('../../parts/question.js').Question} question
 * @param {{id: number, revision: string}} release the one whose rows are shown
 * @returns {Promise<Lighting | null>} null if the question is not complete
 */
export async function findLitRows(question, release, signal) {
  if (!question.isComplete) {
    return null;
  }
  let words = 'this question';
  try {
    const {facts} = await read('v1/vocabulary', {asOf: question.textOf('/asOf')}, {signal});
    words = sayQuestion(question, facts);
    const answer = await ask('v1/evaluation', question.toBody(facts), {signal});
    return answer.policy.revision === release.revision
      ? {rows: answer.because, words, reason: ''}
      : {rows: [], words, reason: `Another release than ${release.id} answers it, so no rows are lit here.`};
  } catch (failure) {
    if (signal.aborted || failure.code === undefined) {
      throw failure;
    }
    return {rows: [], words, reason: `It cannot be answered: ${failure.message}`};
  }
}

function sayQuestion(question, facts) {
  const words = new Map(facts.map(fact => [fact.pointer, fact.words]));
  return sayList(question.pointers.filter(pointer => pointer !== '/openedAt' && pointer !== '/asOf')
    .map(pointer => `${words.get(pointer) ?? pointer.split('/').at(-1)} ${question.textOf(pointer)}`));
}

/**
 * Returns the states of rows. For a question those that answer are lit and all others dimmed, else those that no scenario reaches are
 * marked, and those whose time is over or has yet to begin dimmed.
 *
 * @param {Lighting | null} lighting @param {number[]} unreached numbers of rows @param {string} table
 * @param {import('./sheet.js').Sheet} sheet @param {import('../../grid/cell-marks.js').RowState[]} beyond
 * @returns {import('../../grid/cell-marks.js').RowState[]}
 */
export function statesOfRows(lighting, unreached, table, sheet, beyond) {
  return lighting && !lighting.reason
    ? litAndDimmed(lighting, table, sheet)
    : joinStates([...unreached.map(number => ({row: sheet.indexOfRow(number), state: 'unused', text: 'no scenario'})), ...beyond]);
}

/** A grid takes one state of a row, which may be several words. */
function joinStates(states) {
  const joined = new Map();
  for (const {row, state, text} of states) {
    const {state: others, text: texts} = joined.get(row) ?? {};
    if (others !== undefined && !others.split(' ').includes(state)) {
      joined.set(row, {row, state: `${others} ${state}`, text: `${texts}, ${text}`});
    } else if (others === undefined) {
      joined.set(row, {row, state, text});
    }
  }
  return [...joined.values()];
}

function litAndDimmed(lighting, table, sheet) {
  const lit = numbersOf(lighting, table);
  return sheet.rowNumbers.map((number, row) => (lit.has(number) ? {row, state: 'lit', text: 'answers'} : {row, state: 'dimmed'}));
}

/** Says which rows of a table answer: “Row 22 answers it.” */
export function sayLitRows(lighting, table) {
  if (lighting.reason) {
    return lighting.reason;
  }
  const lit = [...numbersOf(lighting, table)];
  const rows = sayList(lit.map(String));
  return lit.length === 0 ? 'No row of this table answers it.' : `Row${lit.length === 1 ? ` ${rows} answers` : `s ${rows} answer`} it.`;
}

function numbersOf(lighting, table) {
  return new Set(lighting.rows.filter(row => row.table === table).map(row => row.row));
}
