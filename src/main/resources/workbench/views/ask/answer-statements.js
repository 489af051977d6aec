import {sayRules, sayWithin} from '../../parts/promise-words.js';

/**
 * Takes an answer apart into statements, so that two answers can be compared: each with the part that it is about, and its text.
 *
 * @returns {Map<string, string>}
 */
function statementsOf(answer) {
  const statements = new Map();
  const state = (part, text) => text !== null && text !== undefined && text !== '' && statements.set(part, String(text));
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
  answer.milestones.forEach(milestone => state(`Milestone “${milestone.name}”`, sayMilestone(milestone)));
  state('Commitments', answer.commitments.join(' '));
  state('Allowance', sayAllowance(answer.allowance));
  Object.entries(answer.terms).forEach(([name, text]) => state(name, text));
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
  const [old, now] = [statementsOf(before), statementsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter(part => old.get(part) !== now.get(part))
    .map(part => ({part, before: old.get(part) ?? null, after: now.get(part) ?? null}));
}

function sayEntitled({entitled, entitledStated, reason}) {
  if (entitled) {
    return 'yes';
  }
  return reason === 'missing-facts' ? 'depends on facts that are not known' : entitledStated === false ? 'not stated' : 'no';
}

function sayMilestone({within, every, calendar, startsAt, startsDuring, endsAt, strength}) {
  return [
    within && sayWithin(within),
    every && `every ${every}`,
    calendar && `in “${calendar}”`,
    startsAt && `from “${startsAt}”`,
    startsDuring && `beginning in “${startsDuring}”`,
    endsAt && `to “${endsAt}”`,
    strength,
  ].filter(Boolean).join(', ');
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
