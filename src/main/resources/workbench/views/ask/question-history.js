import {ask, read} from '../../app/api.js';
import {compareAnswers} from './answer-statements.js';

/** The number of different releases that one document may ask. */
const PAGE = 8;

/**
 * A release, and the answer that it gives to the question.
 *
 * @typedef {object} Turn
 * @property {any} release as in the log of releases
 * @property {any} answer null if the release cannot answer the question
 * @property {string} refusal why it cannot; empty if it can
 * @property {{part: string, before: string | null, after: string | null}[]} turned what its answer changes; null while it is not known
 * @property {boolean} isTurn whether the answer turned with it, or it is the first
 * @property {any[]} changes the rows that it changed, where its answer turned, as the difference of releases has them
 */

/**
 * Asks releases the same question, the newest first.
 *
 * @param {object} body the question
 * @param {{turns: Turn[], never: any[], before: number | null}} [known] what was asked so far
 * @returns {Promise<{turns: Turn[], never: any[], before: number | null}>} that and the next releases; `never` are those that never came
 *     into force, and `before` is null at the end of the log
 */
export async function askOlderReleases(body, known = {turns: [], never: [], before: null}, signal) {
  const {releases, before} = await read('v1/policy/releases', {limit: PAGE, before: known.before}, {signal});
  const {results} = await ask('v1/evaluations', {
    defaults: withoutAsOf(body),
    evaluations: releases.map(release => ({asOf: release.effectiveFrom})),
  }, {signal});
  const asked = [...known.turns, ...releases.map((release, i) => toTurn(release, results[i]))]
    .toSorted((one, other) => Date.parse(other.release.effectiveFrom) - Date.parse(one.release.effectiveFrom));
  const never = asked.filter(turn => wasReplacedAtOnce(turn.release, asked));
  const inForce = asked.filter(turn => !never.includes(turn));
  const turns = await Promise.all(inForce.map((turn, i) => compare(turn, inForce[i + 1], before === null, signal)));
  return {turns, never: [...known.never, ...never.map(turn => turn.release)], before};
}

/** Is true if a newer release took the place of this one when, or before, it would have come into force. */
function wasReplacedAtOnce(release, turns) {
  return turns.some(({release: other}) => other.id > release.id && Date.parse(other.effectiveFrom) <= Date.parse(release.effectiveFrom));
}

/** The opening stays if it is told: it chooses the contract of a customer. */
function withoutAsOf({asOf, ...body}) {
  return body;
}

function toTurn(release, result) {
  const refused = result.code !== undefined;
  return {release, answer: refused ? null : result, refusal: refused ? result.detail : '', turned: null, isTurn: false, changes: []};
}

async function compare(turn, older, isEnd, signal) {
  if (turn.turned !== null || !older && !isEnd) {
    return turn; // It was compared, or the release before it is not known yet.
  }
  const turned = older?.answer && turn.answer ? compareAnswers(older.answer, turn.answer) : [];
  const isTurn = !older || turned.length > 0 || Boolean(turn.answer) !== Boolean(older.answer);
  const changes = older && isTurn ? await readChanges(turn.release.id, older.release.id, signal) : [];
  return {...turn, turned, isTurn, changes};
}

/** Returns sentences where the differences of the tables cannot be found in time. */
async function readChanges(release, against, signal) {
  const {changes, tables} = await read(`v1/policy/releases/${release}/diff`, {against}, {signal});
  return tables === null ? changes.map(change => ({sentence: change})) : tables.flatMap(rowsOf);
}

/** A change of a row, or of a whole table. */
function rowsOf(table) {
  const {table: name, file, state} = table;
  return state === 'changed' ? table.rows.map(row => ({table: name, file, ...row})) : [{table: name, file, state, row: null}];
}
