/**
 * Operations that the service has not acknowledged yet, with the version that they are for. They are kept in the tab, so that a
 * reload of the page loses none.
 */
export class UnsentChanges {
  #key;

  constructor(draftId) {
    this.#key = `unsent-${draftId}`;
  }

  /** @returns {{version: number, operations: object[]} | null} */
  load() {
    const kept = sessionStorage.getItem(this.#key);
    return kept === null ? null : JSON.parse(kept);
  }

  keep(version, operations) {
    if (operations.length === 0) {
      this.forget();
    } else {
      sessionStorage.setItem(this.#key, JSON.stringify({version, operations}));
    }
  }

  forget() {
    sessionStorage.removeItem(this.#key);
  }
}
