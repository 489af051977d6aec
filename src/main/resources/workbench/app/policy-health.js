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

  start() {
    session.addEventListener('change', () => this.#ask());
    connection.addEventListener('change', () => this.#ask());
    document.addEventListener('visibilitychange', () => this.#ask());
    setInterval(() => this.#ask(), PAUSE_MILLIS);
  }

  async #ask() {
    if (document.hidden || connection.away || session.me === null) {
      return;
    }
    const before = this.policy?.inForce?.revision;
    this.policy = session.may('policy') ? await answerOrNull() : null;
    this.dispatchEvent(new Event('change'));
    if (before && this.policy?.inForce && before !== this.policy.inForce.revision) {
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
