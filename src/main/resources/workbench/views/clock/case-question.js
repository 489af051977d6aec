import {Question} from '../../parts/question.js';

/** An event of a case. @typedef {{type: string, at: string}} CaseEvent */

/**
 * A question with the events of its case, as an address holds them: `…&event=paused@2026-03-06T17:00:00+01:00&at=…`. Immutable.
 */
export class CaseQuestion {
  /**
   * @param {Question} question
   * @param {CaseEvent[]} events in the order in which they were told
   * @param {string | undefined} at the instant asked about
   */
  constructor(question, events = [], at = undefined) {
    this.question = question;
    this.events = events;
    this.at = at;
  }

  /** @param {URLSearchParams} parameters */
  static of(parameters) {
    return new CaseQuestion(Question.of(parameters), parameters.getAll('event').map(readEvent), parameters.get('at') || undefined);
  }

  /** `at` null asks about now. */
  with({question = this.question, events = this.events, at = this.at}) {
    return new CaseQuestion(question, events, at ?? undefined);
  }

  /** Returns the case opened at another instant. */
  openedAt(instant) {
    return this.with({question: this.question.with('/openedAt', instant)});
  }

  /** Returns the case with other events, asked about when the last of them comes, or later. */
  withEvents(events) {
    const last = events.map(({at}) => at).sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
    const isLater = last && !(Date.parse(this.at) >= Date.parse(last));
    return this.with({events, at: isLater ? last : this.at});
  }

  /** Is true if it is about a case that goes on, and not only about the promises at its opening. */
  get hasCase() {
    return this.events.length > 0 || this.at !== undefined;
  }

  /** @returns {Record<string, unknown>} parameters of an address */
  get parameters() {
    return {...this.question.parameters, event: this.events.map(({type, at}) => `${type}@${at}`), at: this.at};
  }

  /**
   * Returns the body of a request. Without events the instant asked about is the opening: then nothing has been counted yet.
   *
   * @param {string} openedAt the opening, if the question has none
   */
  toBody(facts, openedAt) {
    const body = this.question.toBody(facts);
    const opened = body.openedAt ?? openedAt;
    return {...body, openedAt: opened, events: this.events, at: this.at ?? (this.hasCase ? undefined : opened)};
  }
}

function readEvent(text) {
  const split = text.lastIndexOf('@');
  return split < 0 ? {type: text, at: ''} : {type: text.slice(0, split), at: text.slice(split + 1)};
}
