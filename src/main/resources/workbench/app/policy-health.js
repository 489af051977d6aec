import {exchange} from './api.js';
import {connection} from './connection.js';
import {session} from './session.js';

const PAUSE_MILLIS = 5_000;

/**
 * The policy in force and what is wrong with newer tables, asked again every few seconds while the page is seen. Sends `change`
 * after each answer, and `policy` when another policy has come into force, for views that show it.
 */
class PolicyHealth extends EventTarget {
  /** @type {any} the answer of `GET /v1/policy`; null until there is one, and while the caller may not read it */
  policy = null;
  /** The revision that was in force when it was last known; null if none was, undefined before the first answer. */
  #revision = undefined;

  start() {
    session.addEventListener('change', () => this.ask());
    connection.addEventListener('change', () => this.ask());
    document.addEventListener('visibilitychange', () => this.ask());
    setInterval(() => this.ask(), PAUSE_MILLIS);
  }

  /** Asks at once, for a caller who has just changed what is in force. */
  async ask() {
    if (document.hidden || connection.away || session.me === null) {
      return;
    }
    const caller = session.me;
    const policy = session.may('policy') ? await answerOrNull() : null;
    if (caller !== session.me) {
      return; // It was asked by somebody else, and is asked again.
    }
    this.policy = policy;
    this.dispatchEvent(new Event('change'));
    if (policy) {
      this.#compare(policy.inForce?.revision ?? null);
    }
  }

  /** A policy counts as another one also after a time without answers, and after none was in force. */
  #compare(revision) {
    const before = this.#revision;
    this.#revision = revision;
    if (before !== undefined && revision !== null && revision !== before) {
      this.dispatchEvent(new Event('policy'));
    }
  }
}

/** Returns null for an answer that does not come or is refused: the connection and the session tell of it. */
async function answerOrNull() {
  try {
    return (await exchange('v1/policy')).body;
  } catch {
    return null;
  }
}

export const policyHealth = new PolicyHealth();
