import {ask, read} from '../../../app/api.js';
import {compareAnswers} from '../../ask/answer-statements.js';
import {readFacts} from '../../ask/facts.js';

/**
 * The answers of a draft and of the policy in force to one question.
 *
 * @typedef {object} Side
 * @property {any} answer null if it cannot answer
 * @property {Error | null} problem why it cannot
 *
 * @typedef {object} Twin
 * @property {Side} draft
 * @property {Side} inForce
 * @property {{part: string, before: string | null, after: string | null}[]} turned what the draft answers differently
 */

/** Returns the facts of which the draft or the policy in force knows; the draft may have names that are in force nowhere yet. */
export async function readTwinFacts(draft, signal) {
  const [ofDraft, inForce] = await Promise.all([{draft}, {}].map(parameters => read('v1/vocabulary', parameters, {signal}).then(readFacts, failure => {
    signal.throwIfAborted();
    return failure;
  })));
  if (inForce instanceof Error) {
    throw inForce;
  }
  return ofDraft instanceof Error ? inForce : new Map([...inForce, ...ofDraft]);
}

/**
 * Asks both the same question.
 *
 * @param {number} draft
 * @param {import('../../../parts/question.js').Question} question
 * @param {Map<string, any>} facts
 * @returns {Promise<Twin>}
 */
export async function askBoth(draft, question, facts, signal) {
  const body = question.toBody([...facts.values()]);
  const [ofDraft, inForce] = await Promise.all([askSide({...body, draft}, signal), askSide(body, signal)]);
  const turned = ofDraft.answer && inForce.answer ? compareAnswers(inForce.answer, ofDraft.answer) : [];
  return {draft: ofDraft, inForce, turned};
}

async function askSide(body, signal) {
  try {
    return {answer: await ask('v1/evaluation', body, {signal}), problem: null};
  } catch (problem) {
    signal.throwIfAborted();
    if (problem.code === undefined) {
      throw problem;
    }
    return {answer: null, problem};
  }
}

/**
 * Returns the rows that made either answer, those in which both differ first. A row of both is one that says the same, wherever it stands, or else that at
 * the same place.
 *
 * @param {Twin} twin
 * @returns {{table: string, draft: any, inForce: any}[]} `draft` and `inForce` are causes of answers; null where the row made no part
 */
export function rowsOf({draft, inForce}) {
  const before = causesOf(inForce);
  const pairs = causesOf(draft).map(cause => ({table: cause.table, draft: cause, inForce: null}));
  for (const isSame of [saysTheSame, standsAtTheSamePlace]) {
    for (const pair of pairs.filter(each => each.inForce === null)) {
      const at = before.findIndex(cause => cause.table === pair.table && isSame(cause, pair.draft));
      pair.inForce = at < 0 ? null : before.splice(at, 1)[0];
    }
  }
  const others = before.map(cause => ({table: cause.table, draft: null, inForce: cause}));
  const differs = ({draft: now, inForce: then}) => !now || !then || !saysTheSame(now, then);
  return [...pairs, ...others].toSorted((one, other) => differs(other) - differs(one));
}

/** Clauses of contracts are causes, too, but no rows. */
function causesOf({answer}) {
  return (answer?.because ?? []).filter(cause => cause.table);
}

function saysTheSame(one, other) {
  return JSON.stringify(one.cells) === JSON.stringify(other.cells);
}

function standsAtTheSamePlace(one, other) {
  return one.row === other.row;
}
