import {sayRules} from '../../parts/promise-words.js';
import {sayTerms} from './answer-words.js';

/**
 * Takes an answer apart into statements, so that two answers can be compared: each with the part that it is about, and its text.
 *
 * @param {any[]} milestones those of the answer, at the places of those that they are compared with
 * @returns {Map<string, {part: string, text: string}>} by keys that tell apart what has one name
 */
function statementsOf(answer, milestones) {
  const statements = new Map();
  const state = (part, text, key = part) => text !== null && text !== undefined && text !== '' && statements.set(key, {part, text: String(text)});
  state('Entitled', sayEntitled(answer));
  state('Reason', answer.reason === 'missing-facts' || answer.reason === 'not-covered' ? null : answer.reason);
  state('Reason in words', answer.reasonText);
  state('Support level', answer.supportLevel);
  state('SLA category', answer.slaCategory?.id);
  state('Definition', answer.slaCategory?.definition);
  state('Covers', answer.covers);
  state('Channels', answer.channels.map(channel => channel.name).join(', '));
  answer.channels.forEach(channel => state(`Channel “${channel.name}”`, [channel.medium, channel.terms, channel.hours && `open during ${channel.hours.calendar}`].filter(Boolean).join(', ')));
  state('Excluded channels', answer.exceptChannels?.join(', '));
  state('Guarantee', answer.guarantee?.kind);
  state('Guarantee in words', answer.guarantee?.text);
  state('Priority flag', answer.priorityFlag ? 'yes' : 'no');
  state('On call', answer.onCall?.coverage);
  milestones.forEach((milestone, i) => milestone && state(`Milestone “${milestone.name}”`, sayTerms(milestone), `Milestone ${i}`));
  state('Commitments', answer.commitments.join(' '));
  state('Allowance', sayAllowance(answer.allowance));
  Object.entries(answer.terms).forEach(([name, text]) => state(name, text, `Term “${name}”`));
  state('Refers to', answer.referTo);
  state('Notice', answer.notice);
  return statements;
}

/**
 * Compares two answers.
 *
 * @returns {{part: string, before: string | null, after: string | null}[]} what turned; null where a part says nothing
 */
export function compareAnswers(before, after) {
  const pairs = pairMilestones(before.milestones, after.milestones);
  const [old, now] = [before, after].map((answer, side) => statementsOf(answer, pairs.map(pair => pair[side])));
  return [...new Set([...old.keys(), ...now.keys()])]
    .map(key => [old.get(key), now.get(key)])
    .filter(([was, is]) => was?.text !== is?.text)
    .map(([was, is]) => ({part: (was ?? is).part, before: was?.text ?? null, after: is?.text ?? null}));
}

/** Pairs the promises of two answers: those that say the same, then those of one start, end, strength and repetition, then those of one name, in order. */
function pairMilestones(before, after) {
  const [old, now] = [[...before], [...after]];
  const pairs = [
    milestone => JSON.stringify([milestone.name, sayTerms(milestone)]),
    ({name, startsAt, endsAt, strength, every}) => JSON.stringify([name, startsAt, endsAt, strength, Boolean(every)]),
    ({name}) => name,
  ].flatMap(keyOf => takePairs(old, now, keyOf));
  return [...pairs, ...old.map(was => [was, undefined]), ...now.map(is => [undefined, is])];
}

/** Takes what has the same key out of both lists. */
function takePairs(old, now, keyOf) {
  const pairs = [];
  for (const was of [...old]) {
    const i = now.findIndex(is => keyOf(is) === keyOf(was));
    if (i >= 0) {
      old.splice(old.indexOf(was), 1);
      pairs.push([was, ...now.splice(i, 1)]);
    }
  }
  return pairs;
}

function sayEntitled({entitled, entitledStated, reason}) {
  if (entitled) {
    return 'yes';
  }
  return reason === 'missing-facts' ? 'depends on facts that are not known' : entitledStated === false ? 'not stated' : 'no';
}

function sayAllowance(allowance) {
  if (!allowance) {
    return allowance;
  }
  return (allowance.limits ?? [allowance])
    .map(({amount, unit, per, limit, carryOver, ...rules}) => [
      `${amount ?? 'unlimited'} ${unit ?? ''} per ${per ?? 'period'}`,
      limit,
      `carried over: ${carryOver}`,
      ...sayRules(rules),
    ].join(', '))
    .join('; ');
}
