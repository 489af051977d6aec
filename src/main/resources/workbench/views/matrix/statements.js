import {sayList} from '../../app/words.js';
import {sayAllowance, sayClock, sayTimes} from '../../parts/promise-words.js';

/**
 * What the policy says in a cell of the matrix, as people say it.
 *
 * @typedef {object} Statement
 * @property {{words: string, rows: object[], calendar?: string, quiet?: boolean}[]} segments its words, and the rows of tables that say them;
 *     of words about a clock the calendar
 * @property {'silent' | 'denied'} [kind] silent where the tables say nothing of it, denied where they grant no support
 */

/**
 * The columns of the matrix after the issue type. A column that says nothing is left out if it is optional. What it says of the
 * answer to one category may depend on those to all others.
 */
export const COLUMNS = [
  {title: 'Support channels', statementsOf: sayChannels, optional: false},
  {title: 'Guarantee', statementsOf: sayGuarantee, optional: false},
  {title: 'Times and commitments', statementsOf: sayPromises, optional: true},
  {title: 'Allowance', statementsOf: sayLimits, optional: true},
];

/** Returns a statement as plain text, by which versions are compared. */
export function textOf(statement) {
  return statement.segments.map(segment => segment.words).join(' ');
}

/** Returns the rows of an entry that state a part, each with its column; of one milestone or channel, if it is named. */
export function rowsThatState(promises, part, of = null) {
  return promises.because.flatMap(({states, ...row}) => {
    const stated = states.find(each => each.part === part && each.of === of);
    return stated ? [{...row, column: stated.column}] : [];
  });
}

function sayChannels(promises) {
  if (!promises.entitled) {
    return [denial(promises), ...exclusions(promises)];
  }
  if (!promises.channelsStated) {
    return [silence(promises), ...exclusions(promises)];
  }
  const rows = rowsThatState(promises, 'channels');
  return promises.channels.length === 0
    ? [say('No channel', rows)]
    : [...promises.channels.map(channel => sayChannel(channel, rows, promises)), ...exclusions(promises)];
}

function sayChannel({name, medium, terms}, rows, promises) {
  const details = [medium, terms].filter(Boolean).join(', ');
  const segments = [{words: name, rows}];
  if (details) {
    segments.push({words: `(${details})`, rows: rowsThatState(promises, 'channels', name), quiet: true});
  }
  return {segments};
}

function sayGuarantee(promises, all) {
  if (!promises.entitled) {
    return [];
  }
  const {guarantee, priorityFlag, onCall, terms} = promises;
  return [
    guarantee === null ? silence(promises) : sayWords(guarantee, rowsThatState(promises, 'guarantee'), all),
    priorityFlag && say('The issue is flagged as a priority.', rowsThatState(promises, 'priorityFlag')),
    onCall && say(`An on-call team is notified: ${onCall.coverage}.`, rowsThatState(promises, 'onCall')),
    ...Object.entries(terms).map(([name, value]) => say(`${name}: ${value}`, rowsThatState(promises, 'terms', name))),
  ].filter(Boolean);
}

/** Says a guarantee in the policy's words; and its kind where there are none, or the kinds differ under the same words. */
function sayWords({kind, text}, rows, all) {
  const others = all.map(each => each.guarantee).filter(each => each && each.text === text && each.kind !== kind);
  return text !== null && others.length === 0
    ? say(text, rows)
    : {segments: [text && {words: text, rows}, {words: `(${sayKind(kind)})`, rows: text ? [] : rows, quiet: true}].filter(Boolean)};
}

function sayKind(kind) {
  return kind === 'none' ? 'no guarantee' : kind === null ? 'in words only' : kind.replaceAll('-', ' ');
}

function sayPromises(promises) {
  return [...promises.milestones.map(milestone => sayMilestone(milestone, promises)), ...promises.commitments.map(sayCommitment)];

  function sayCommitment(text) {
    return say(text, rowsThatState(promises, 'commitments', text));
  }
}

function sayMilestone(milestone, promises) {
  const rows = rowsThatState(promises, 'milestones', milestone.name);
  return {
    segments: [
      {words: `${milestone.name} ${sayTimes(milestone)}`, rows},
      {words: `(${sayClock(milestone)})`, rows: [], calendar: milestone.calendar, quiet: true},
    ],
  };
}

function sayLimits(promises) {
  return promises.allowance === null ? [] : [say(sayAllowance(promises.allowance), rowsThatState(promises, 'allowance'))];
}

function silence(promises) {
  return {kind: 'silent', ...say('Not stated', rowsThatState(promises, 'entitled'))};
}

function denial(promises) {
  if (promises.includedIf) {
    return dependence(promises.includedIf);
  }
  const rows = rowsThatState(promises, 'entitled');
  const refer = promises.referTo && {words: `Ask as “${promises.referTo}”.`, rows: rowsThatState(promises, 'referTo'), quiet: true};
  const reason = promises.reasonText && {words: promises.reasonText, rows: rowsThatState(promises, 'reason'), quiet: true};
  const open = promises.entitledStated === false;
  return {kind: open ? 'silent' : 'denied', segments: [{words: open ? 'Not stated.' : 'Not included.', rows}, reason, refer].filter(Boolean)};
}

/** Says which facts decide, and the conditions in words that lead to the rows. */
function dependence(alternatives) {
  const conditions = alternatives.map(({conditions: open, ...row}) => ({words: `if ${sayList(open.map(sayCondition))}`, rows: [row]}));
  return {
    kind: 'silent',
    segments: [
      {words: 'That depends. Included', rows: []},
      ...conditions.flatMap((segment, i) => (i === 0 ? [segment] : [{words: 'or', rows: []}, segment])),
    ],
  };
}

function sayCondition({words, cell}) {
  return `${words} ${cell}`;
}

/** Says which channels are excluded. */
function exclusions({exceptChannels = [], ...promises}) {
  return exceptChannels.length === 0 ? [] : [say(`Not by ${exceptChannels.join(', ')}`, rowsThatState(promises, 'channels'))];
}

function say(words, rows) {
  return {segments: [{words, rows}]};
}
