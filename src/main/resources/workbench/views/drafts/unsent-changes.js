/**
 * Operations that the service has not acknowledged yet, with the version that they are for. They are kept in the tab, so that a
 * reload of the page loses none.
 *
 * @typedef {object} Unsent
 * @property {number} version
 * @property {object[]} sent those of the request that is not answered yet, which may have taken effect
 * @property {object[]} operations those that come after them
 */
export class UnsentChanges {
  #key;

  constructor(draftId) {
    this.#key = `unsent-${draftId}`;
  }

  /** @returns {Unsent | null} */
  load() {
    const kept = sessionStorage.getItem(this.#key);
    return kept === null ? null : {sent: [], ...JSON.parse(kept)};
  }

  /** Keeps this in the place of what was kept. More than a tab can hold is not kept; it is sent all the same. @param {Unsent} unsent */
  keep(unsent) {
    if (countOf(unsent) === 0) {
      this.forget();
      return;
    }
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(unsent));
    } catch (failure) {
      if (failure.name !== 'QuotaExceededError') {
        throw failure;
      }
      this.forget(); // The changes kept before are of an older state, and must not be sent in the place of these.
    }
  }

  forget() {
    sessionStorage.removeItem(this.#key);
  }
}

/** @param {Unsent | null} unsent */
export function countOf(unsent) {
  return unsent === null ? 0 : unsent.sent.length + unsent.operations.length;
}
