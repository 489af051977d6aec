import {html} from 'lit';
import {addressOf, router} from '../../../app/router.js';
import {Question, nameOf} from '../../../parts/question.js';

/** The parameter of an address that opens the twin answer. */
const OPEN = 'ask';

/** Is true if an address opens the twin answer. */
export function isAsking(route) {
  return route.parameters.has(OPEN);
}

/**
 * Returns the address of the shown place with a question to the draft, which opens the twin answer. What else the address says stays.
 *
 * @param {Question} question
 */
export function addressOfQuestion(question) {
  return addressOf(router.route.view, router.route.path, {...otherParameters(), [OPEN]: 'yes', ...question.parameters});
}

/** Makes words a link that asks a draft and what is in force. The shown place may be another one when it is followed. */
export function linkToQuestion(question, words) {
  const follow = event => {
    event.preventDefault();
    router.go(addressOfQuestion(question));
  };
  return html`<a class="small" href=${addressOfQuestion(question)} @click=${follow}>${words}</a>`;
}

/** Returns the parameters of the question in the shown address, for an address of another place of the draft that keeps it. */
export function questionParameters() {
  const {route} = router;
  return isAsking(route) ? {[OPEN]: 'yes', ...Question.of(route.parameters).parameters} : {};
}

/** Returns the address of the shown place without a question. */
export function addressWithoutQuestion() {
  return addressOf(router.route.view, router.route.path, otherParameters());
}

/**
 * Returns the question of a query as the API writes it, such as that of a problem.
 *
 * @param {Record<string, any>} query
 */
export function questionOf(query) {
  const texts = Object.entries(query).flatMap(([name, value]) => (typeof value === 'object' && value !== null
    ? Object.entries(value).map(([inner, each]) => [`/${name}/${escape(inner)}`, each])
    : [[`/${name}`, value]]));
  return texts.reduce((question, [pointer, value]) => question.with(pointer, value === null ? '' : String(value)), new Question());
}

function otherParameters() {
  const {parameters} = router.route;
  const names = new Set([OPEN, ...Question.of(parameters).pointers.map(nameOf)]);
  return Object.fromEntries([...new Set(parameters.keys())].filter(name => !names.has(name)).map(name => [name, parameters.getAll(name)]));
}

function escape(part) {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
