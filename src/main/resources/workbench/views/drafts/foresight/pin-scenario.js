import {ask} from '../../../app/api.js';
import {sayDuration} from '../../../app/words.js';
import {quoteEntry} from '../../../parts/cell-list.js';
import {columnLetters} from '../../tables/places.js';
import {askCase, eventsOf, standingOf} from './pinned-case.js';
import {namePromises} from './promise-names.js';

/** The file of pinned scenarios, which has a column for each fact and each expectation that a pin writes. */
const FILE = 'scenarios/pinned.csv';
const NONE = 'none';
const NAME = 'Scenario';
const NOTES = 'Notes';

/** The columns of queries, each with the text of a query. */
const QUERY = {
  'Plan': query => query.plan,
  'Issue type': query => query.issueType,
  'Production use': query => query.impact?.productionUse,
  'Workaround': query => yesOrNo(query.impact?.workaround),
  'SLA category': query => query.slaCategory,
  'Channel': query => query.channel,
  'Opened at': query => query.openedAt,
};

/** The columns of expectations, each with the text of an answer. */
const EXPECTED = {
  'Expect entitled': answer => (answer.entitledStated === false ? 'not stated' : yesOrNo(answer.entitled)),
  'Expect support level': answer => answer.supportLevel ?? NONE,
  'Expect category': answer => answer.slaCategory?.id ?? NONE,
  'Expect channels': answer => joined(answer.channels.map(channel => channel.name)),
  'Expect guarantee': answer => answer.guarantee?.kind ?? NONE,
  'Expect due after': answer => joined(promised(answer, ({within}) => within && sayTime(within))),
  'Expect due at': (answer, query) => (query.openedAt ? joined(promised(answer, ({dueAt}) => dueAt)) : undefined),
  'Expect allowance': answer => sayAllowance(answer.allowance),
};

/** The columns for parts that few answers have. */
const EXPECTED_IF_STATED = {
  'Expect every': answer => joinedIfAny(promised(answer, ({every}) => every && sayTime(every), 'repetition')),
  'Expect due from': (answer, query) => (query.openedAt ? joinedIfAny(promised(answer, ({dueFrom}) => dueFrom)) : undefined),
  'Expect strength': answer => (answer.milestones.some(({strength}) => strength)
    ? joined(promised(answer, ({strength}) => strength ?? 'guaranteed', 'strength'))
    : undefined),
  'Expect channel allowed': answer => yesOrNo(answer.channelAllowed),
  'Expect reason': answer => answer.reason,
  'Expect priority flag': answer => (answer.priorityFlag ? 'yes' : undefined),
  'Expect on-call': answer => answer.onCall?.coverage,
  'Expect commitments': answer => (answer.commitments.length > 0 ? joined(answer.commitments) : undefined),
  'Expect refer to': answer => answer.referTo,
};
const ALWAYS_OPEN = '24x7';

/**
 * Keeps the answer of a draft to a query as a scenario of the draft, which must hold from now on.
 *
 * @param {import('../draft-session.js').DraftSession} session
 * @param {any} query as it would be sent; with `events`, the case is pinned where it stands
 * @returns {Promise<{name: string, file: string, cell: string}>} the scenario and its place
 */
export async function pinScenario(session, query) {
  const {asked, answer} = query.events ? await askCase(session.id, query) : await askDraft(session, query);
  const known = session.draft.files.some(({file, state}) => file === FILE && state !== 'removed')
    ? (await session.read('sheets', {file: FILE})).rows
    : null;
  const name = nameFor(asked, known ?? []);
  const facts = {...attributesOf(asked), ...(query.events ? eventsOf(asked, answer) : {})};
  const expected = query.events ? expectationsOfCase(answer) : expectationsOf(answer, asked);
  const written = {[NAME]: name, ...textsOf(QUERY, asked), ...facts, ...expected};
  const {operations, row} = known ? addingRow(known, written) : {operations: [creatingFile(written, Object.keys(facts))], row: 2};
  if (!await session.change(operations)) {
    throw session.refusal ?? new Error('The scenario is not saved yet: the service is away.');
  }
  return {name, file: FILE, cell: `A${row}`};
}

/**
 * Asks the draft. Answers that are pinned are those of the rules, not of an instant of the policy. An answer with times in a calendar
 * that closes depends on the calendar, too, which shows only in a case with an opening, and some answers depend on the opening itself:
 * without one, the case is opened now.
 */
async function askDraft(session, {asOf, draft, customer, ...query}) {
  const answer = await ask('v1/evaluation', {...query, draft: session.id});
  if (query.openedAt || !answer.opening && !answer.milestones.some(({dueAt, calendar}) => dueAt && calendar !== ALWAYS_OPEN)) {
    return {asked: query, answer};
  }
  const asked = {...query, openedAt: new Date().toISOString().replace(/\d\d\.\d+Z$/, '00Z')};
  return {asked, answer: await ask('v1/evaluation', {...asked, draft: session.id})};
}

function attributesOf({attributes = {}}) {
  return Object.fromEntries(Object.entries(attributes)
    .map(([name, value]) => [`attribute["${name}"]`, typeof value === 'boolean' ? yesOrNo(value) : String(value)]));
}

/** Writes the parts of an answer as the cells that expect them, by the titles of their columns. */
export function expectationsOf(answer, query) {
  const stated = Object.entries({...EXPECTED, ...EXPECTED_IF_STATED}).map(([title, text]) => [title, text(answer, query)]).filter(([, text]) => text);
  const terms = Object.entries(answer.terms).map(([name, value]) => [`Expect term ${name}`, value]);
  return Object.fromEntries([...stated, ...terms]);
}

function expectationsOfCase(answer) {
  return Object.fromEntries([
    ['Expect entitled', yesOrNo(answer.entitled)],
    ...standingOf(answer).map(([title, values]) => [title, title === 'Expect due from' ? joinedIfAny(values) : joined(values)]),
  ].filter(([, text]) => text));
}

/** Lists the promises that have a value, each with it. Their names tell them from those without one, too. */
function promised({milestones}, valueOf, asserted) {
  return namePromises(milestones, asserted)
    .map((name, at) => [name, valueOf(milestones[at])])
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}: ${value}`);
}

function creatingFile(written, attributes) {
  const others = Object.keys(written).filter(title => title.startsWith('Expect') && !(title in EXPECTED));
  const titles = [NAME, ...Object.keys(QUERY), ...attributes, ...Object.keys(EXPECTED), ...others, NOTES];
  return {op: 'put-file', file: FILE, rows: [titles, titles.map(title => written[title] ?? '')]};
}

/** Facts that the file has no column for get one in front of the expectations. */
function addingRow(rows, written) {
  const titles = [...rows[0]];
  const at = Math.max(1, titles.findIndex(title => title.startsWith('Expect')));
  const missing = Object.keys(written).filter(title => !titles.includes(title));
  const columns = missing.map(title => [title, ...rows.slice(1).map(() => '')]);
  titles.splice(at, 0, ...missing);
  const row = rows.length + 1;
  return {
    row,
    operations: [
      ...(columns.length > 0 ? [{op: 'insert-columns', file: FILE, sheet: null, column: columnLetters(at), columns}] : []),
      {op: 'insert-rows', file: FILE, sheet: null, row, rows: [titles.map(title => written[title] ?? '')]},
    ],
  };
}

function nameFor(query, rows) {
  const name = [query.plan, query.issueType, query.slaCategory && `category ${query.slaCategory}`, query.impact?.productionUse,
    query.channel, ...Object.values(query.attributes ?? {}).map(String)].filter(Boolean).join(', ');
  const taken = new Set(rows.map(([text]) => text));
  let number = 1;
  while (taken.has(nameOf(name, number))) {
    number++;
  }
  return nameOf(name, number);
}

function nameOf(name, number) {
  return `Pinned: ${name}${number === 1 ? '' : ` (${number})`}`;
}

function textsOf(columns, source) {
  return Object.fromEntries(Object.entries(columns).map(([title, text]) => [title, text(source) ?? '']));
}

function yesOrNo(flag) {
  return flag === undefined || flag === null ? undefined : flag ? 'yes' : 'no';
}

function joinedIfAny(texts) {
  return texts.length === 0 ? undefined : joined(texts);
}

function joined(texts) {
  return texts.length === 0 ? NONE : texts.map(quoteEntry).join(', ');
}

/** Writes a time of one unit in words, as analysts do; others as answers have them, which scenarios understand, too. */
function sayTime(within) {
  const words = sayDuration(within);
  return /^\d+ \w+$/.test(words) ? words : within;
}

function sayAllowance(allowance) {
  return allowance
    ? (allowance.limits ?? [allowance])
      .map(({amount, unit, per}) => [amount ?? 'unlimited', unit, per && `per ${per}`].filter(part => part || part === 0).join(' '))
      .join(' and ')
    : NONE;
}
