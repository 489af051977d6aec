/**
 * A fact that a question may hold.
 *
 * @typedef {object} Fact
 * @property {string} pointer its place in a question
 * @property {string} words its name in a sentence
 * @property {string[]} types those as which tables compare it
 * @property {string[]} names the texts that tables know for it
 * @property {number[]} numbers the numbers that tables compare it with
 * @property {string[]} [dates] the dates or instants that tables compare it with
 * @property {{table: string, file: string, column: string}[]} askedBy the columns that compare it
 * @property {boolean} isClosed whether no other text than the names is understood
 */

const ATTRIBUTES = '/attributes/';

/** The facts of every question, with the member of the vocabulary that has their names. */
const FIELDS = [
  ['/plan', 'plan', 'plans'],
  ['/issueType', 'issue type', 'issueTypes'],
  ['/slaCategory', 'SLA category', 'slaCategories'],
  ['/channel', 'channel', 'channels'],
];
const CUSTOMER = {pointer: '/customer', words: 'customer', types: ['text'], names: [], numbers: [], askedBy: [], isClosed: false};

/** The category stands in place of the impact, from which it follows otherwise. */
const CATEGORY = '/slaCategory';
const IMPACT = ['/impact/productionUse', '/impact/workaround'];

/**
 * Returns the facts by their pointers: those that every question may hold, and those that tables ask for.
 *
 * @returns {Map<string, Fact>}
 */
export function readFacts(vocabulary) {
  const facts = new Map([[CUSTOMER.pointer, CUSTOMER]]);
  for (const [pointer, words, member] of FIELDS) {
    facts.set(pointer, {pointer, words, types: ['text'], names: vocabulary[member], numbers: [], askedBy: [], isClosed: true});
  }
  for (const fact of vocabulary.facts) {
    facts.set(fact.pointer, {...facts.get(fact.pointer), ...fact, isClosed: !fact.pointer.startsWith(ATTRIBUTES)});
  }
  return facts;
}

/** Returns the question with this fact, and without those that exclude it. */
export function tellFact(question, pointer, text) {
  const excluded = pointer === CATEGORY ? IMPACT : IMPACT.includes(pointer) ? [CATEGORY] : [];
  const asker = {'/plan': ['/customer'], '/customer': ['/plan']}[pointer] ?? [];
  return [...(text === '' ? [] : excluded), ...asker].reduce((told, other) => told.with(other, ''), question.with(pointer, text));
}

/** Returns the facts that a reader may add besides those that every question has, in the order of the tables. */
export function optionalFacts(facts) {
  return [...facts.values()].filter(fact => !['/plan', '/customer', '/issueType'].includes(fact.pointer));
}
