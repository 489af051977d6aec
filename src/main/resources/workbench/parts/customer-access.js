import {session} from '../app/session.js';

/**
 * Is true if the question names a customer, and the caller may not ask for one: the service would refuse it.
 *
 * @param {import('./question.js').Question} question
 */
export function isClosed(question) {
  return question.textOf('/customer') !== undefined && !session.may('customers');
}
