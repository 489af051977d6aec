import {NOTHING, collectUnsaved, operationsSince} from './unsaved-request.js';

/** Fewer than the service takes at once, so that a request is never too long. */
const MAX_STEPS = 5_000;

/** What was changed here and is not saved: in sheets, and by operations that come from no sheet. One request of it is under way at a time. */
export class PendingChanges {
  #sheets;
  /** Operations that come from no sheet. @type {object[]} */
  #operations = [];
  /** The changes that were sent and are not answered yet. */
  #sent = NOTHING;

  /** @param {import('./open-sheets.js').OpenSheets} sheets */
  constructor(sheets) {
    this.#sheets = sheets;
  }

  add(operations) {
    this.#operations.push(...operations);
  }

  /** The count of operations that are not saved. */
  get count() {
    const {operations, rest} = this.#collect();
    return operations.length + rest.length;
  }

  /** Is true while a request is under way. */
  get isSending() {
    return this.#sent !== NOTHING;
  }

  /** The operations of the request that is under way. */
  get sent() {
    return this.#sent.operations;
  }

  /** Takes the operations of the next request; none if all is saved. */
  take() {
    const next = this.#collect();
    this.#sent = next.operations.length > 0 ? next : NOTHING;
    return this.sent;
  }

  /** Gives the request up: what it held is not saved. */
  forgetSent() {
    this.#sent = NOTHING;
  }

  /** Returns the operations behind the request that is under way. */
  listBehind() {
    const {operations, rest} = this.#collect();
    return this.isSending ? operationsSince(this.#sent, this.#sheets.all, this.#operations) : [...operations, ...rest];
  }

  /**
   * Notes that the request was saved.
   *
   * @param {object[]} logged its changes, as the service has logged them
   * @returns {object[]} those of them that come from no sheet, which open sheets have yet to follow
   */
  markSaved(logged) {
    const {steps, operations} = this.#sent;
    steps.forEach((step, at) => step?.sheet.markSaved(step, logged[at]));
    const saved = new Set(operations);
    this.#operations = this.#operations.filter(operation => !saved.has(operation));
    this.#sent = NOTHING;
    return logged.filter((_, at) => !steps[at]);
  }

  clear() {
    [this.#operations, this.#sent] = [[], NOTHING];
  }

  #collect() {
    return collectUnsaved(this.#sheets.all, this.#operations, MAX_STEPS);
  }
}
