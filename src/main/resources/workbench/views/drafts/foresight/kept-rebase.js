/**
 * Keeps the conflicts of bringing a draft up to date in the tab, so that a reload of the page does not lose them. They count for one version of the draft and
 * one newest release; after another change the service is to be asked again.
 */
export class KeptRebase {
  #key;

  constructor(draftId) {
    this.#key = `rebase-${draftId}`;
  }

  /** Returns the conflicts that were kept for this version and release; none if they are about others. @returns {object[]} */
  load(version, release) {
    const kept = JSON.parse(sessionStorage.getItem(this.#key) ?? 'null');
    return kept?.version === version && kept.release === release ? kept.conflicts : [];
  }

  /** Keeps conflicts, or forgets them if there are none. @param {object[]} conflicts */
  keep(version, release, conflicts) {
    if (conflicts.length === 0) {
      sessionStorage.removeItem(this.#key);
      return;
    }
    try {
      sessionStorage.setItem(this.#key, JSON.stringify({version, release, conflicts}));
    } catch (failure) {
      if (failure.name !== 'QuotaExceededError') {
        throw failure;
      }
      sessionStorage.removeItem(this.#key); // More than a tab can hold is asked for again.
    }
  }
}
