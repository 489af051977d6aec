import {sayCount, sayInstant, sayList} from '../../app/words.js';
import {sayClock, sayTimes} from '../../parts/promise-words.js';

const GUARANTEES = {
  'response-time': 'A response time is guaranteed.',
  'priority-flag': 'The issue is flagged as a priority. No response time is guaranteed.',
  'best-effort': 'Best effort. No response time is guaranteed.',
  'none': 'No response time is guaranteed.',
};

/** Says whether there is support, as a person would. `sign` is `yes`, `no` or `open`. */
export function sayVerdict(answer, missing) {
  const {issueType} = answer;
  const asker = answer.contract ? `Customer “${answer.contract.customer}”` : `“${answer.plan}”`;
  if (answer.reason === 'allowance-used-up') {
    return {sign: 'open', text: `${asker} is entitled to support for “${issueType}”, but nothing is left of the allowance.`};
  }
  if (answer.entitled) {
    return {sign: 'yes', text: `Yes. ${asker} is entitled to support for “${issueType}”.`};
  }
  if (answer.reason === 'missing-facts') {
    return {
      sign: 'open',
      text: `That depends. ${sayCount(missing.length, 'fact')} that ${missing.length === 1 ? 'is' : 'are'} not known yet can entitle ${asker} to support for “${issueType}”.`,
    };
  }
  if (answer.entitledStated === false) {
    return {sign: 'open', text: `Not stated. The policy leaves open whether ${asker} is entitled to support for “${issueType}”.`};
  }
  return {sign: 'no', text: `No. ${asker} is not entitled to support for “${issueType}”.`};
}

/** Says where the answer comes from: the plan of a customer, the support level, the category. */
export function sayStanding(answer) {
  const parts = [];
  if (answer.contract) {
    parts.push(`plan “${answer.plan}”`);
  }
  if (answer.supportLevel) {
    parts.push(`support level “${answer.supportLevel}”`);
  }
  if (answer.slaCategory) {
    parts.push(`SLA category “${answer.slaCategory.id}”${sayContested(answer.slaCategory)}`);
  }
  const text = sayList(parts);
  return text && text[0].toUpperCase() + text.slice(1) + '.';
}

/** Says which other category does not count: the one that rows derive, or the one that was sent. */
function sayContested({derived, sent}) {
  return derived ? ` (sent; the tables derive “${derived}”)` : sent ? ` (the tables overrule “${sent}”, which was sent)` : '';
}

/** The reasons that the service gives itself; all others are those of the tables. */
const REASONS = new Set(['not-covered', 'not-stated', 'missing-facts', 'allowance-used-up']);

/** Says why there is no support: the reason that the policy states, the table without a row, or the row that says no. */
export function sayDenial(answer) {
  if (answer.entitled || answer.reason === 'missing-facts') {
    return '';
  }
  if (answer.reasonText || !REASONS.has(answer.reason)) {
    return answer.reasonText ? `${answer.reasonText} (${answer.reason})` : `The reason is “${answer.reason}”.`;
  }
  return answer.noRowIn.length > 0
    ? `No row of ${sayList(answer.noRowIn.map(table => `“${table.table}”`))} covers this question.`
    : `A row of the policy says ${answer.entitledStated === false ? 'so' : 'no'}: it is marked below.`;
}

/** Says the facts that would change the verdict, or the promises of an answer that is yes already. */
export function sayReserve(answer, missing) {
  const isOpen = answer.reason === 'missing-facts';
  if (missing.length === 0 || !answer.entitled && !isOpen) {
    return '';
  }
  const one = missing.length === 1;
  return `${isOpen ? 'It' : 'What is promised'} depends on ${sayList(missing.map(fact => fact.words))}, which ${one ? 'is' : 'are'} not known yet.`;
}

export function sayGuarantee(guarantee) {
  return GUARANTEES[guarantee.kind] ?? '';
}

/** Says when a milestone falls due: the instant, or the event that starts its clock. */
export function sayDue(milestone, zone) {
  if (milestone.dueAt) {
    const end = sayInstant(milestone.dueAt, zone);
    return milestone.dueFrom ? `${end}, at the earliest ${sayInstant(milestone.dueFrom, zone)}` : end;
  }
  if (milestone.calendarStated === false) {
    return 'Not computed, because the policy does not state in which calendar it counts';
  }
  return milestone.startsAt ? `Depends on when the event “${milestone.startsAt}” comes` : 'No time is stated';
}

/** Says how the time of a milestone is counted: “within …, counted in the calendar …”. */
export function sayTerms(milestone) {
  return [sayTimes(milestone), sayClock(milestone)].filter(Boolean).join(', ');
}
