/**
 * Operations that the service has not acknowledged yet, with the version that they are for. They are kept in the tab, so that a
 * reload of the page loses none.
 *
 * @typedef {object} Unsent
 * @property {number} version
 * @property {object[]} sent those of the request that is not answered yet, which may have taken effect
 * @property {object[]} operations those that come after them
 * @property {(import('./rewritten-changes.js').Held & {version: number})[]} held the conflicts, each with the version to which its place refers
 * @property {import('./rewritten-changes.js').Held[]} lost the texts whose cells are gone
 */
export class UnsentChanges {
  #key;

  constructor(draftId) {
    this.#key = `unsent-${draftId}`;
  }

  /** @returns {Unsent | null} */
  load() {
    const kept = sessionStorage.getItem(this.#key);
    return kept === null ? null : {sent: [], held: [], lost: [], ...JSON.parse(kept)};
  }

  /** Keeps this in the place of what was kept. More than a tab can hold is not kept; it is sent all the same. @param {Unsent} unsent */
  keep(unsent) {
    if (['sent', 'operations', 'held', 'lost'].every(part => unsent[part].length === 0)) {
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
