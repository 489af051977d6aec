import {ask} from '../../app/api.js';
import {compareAnswers} from './answer-statements.js';
import {tellFact} from './facts.js';

const MAX_CHOICES = 12;
const MAX_STATEMENTS = 2;

/** Parts that only explain others. */
const EXPLAINING = ['Definition', 'Guarantee in words', 'Covers'];

/**
 * Says for each value of a fact how the answer would turn, so that readers see why it matters.
 *
 * @param {string[]} texts the values
 * @returns {Promise<Map<string, string>>} sentences by value; none if there are too many values
 */
export async function sayOutcomes(texts, fact, {question, facts, answer}, signal) {
  if (texts.length > MAX_CHOICES) {
    return new Map();
  }
  const bodies = texts.map(text => tellFact(question, fact.pointer, text).toBody([...facts.values()]));
  const {results} = await ask('v1/evaluations', {evaluations: bodies}, {signal});
  return new Map(texts.map((text, i) => [text, results[i].code === undefined ? sayOutcome(answer, results[i], facts) : '']));
}

function sayOutcome(answer, outcome, facts) {
  const turned = compareAnswers(answer, outcome)
    .filter(({part}) => !EXPLAINING.includes(part))
    .map(({part, after}) => `${part}: ${after ?? 'not stated'}`);
  const open = outcome.missing.map(pointer => facts.get(pointer)?.words).filter(Boolean);
  if (turned.length === 0) {
    return open.length > 0 ? `Then ${open[0]} decides.` : 'The answer stays as it is.';
  }
  const rest = turned.length - MAX_STATEMENTS;
  return turned.slice(0, MAX_STATEMENTS).join(' · ') + (rest > 0 ? ` · and ${rest} more` : '');
}
