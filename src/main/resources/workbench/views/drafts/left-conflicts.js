import {carryCell} from './line-changes.js';

/** The conflicts that were not settled when a page was left, until they are shown in their cells again; and texts whose cells are gone. */
export class LeftConflicts {
  /** @type {import('./unsent-changes.js').Unsent['held']} */
  held = [];
  /** @type {import('./rewritten-changes.js').Held[]} */
  lost = [];

  take({held, lost}) {
    Object.assign(this, {held, lost});
  }

  /** Gives up a text whose cell is gone. */
  forget(lost) {
    this.lost = this.lost.filter(each => each !== lost);
  }

  /**
   * Shows the conflicts in their cells, wherever these are now.
   *
   * @param {import('./draft-api.js').DraftApi} api
   * @param {import('./draft-changes.js').DraftChanges} changes
   * @param {() => number} version that of the page
   */
  async restore(api, changes, version) {
    for (const held of this.held) {
      const sheet = await changes.open(held.file, held.sheet).catch(throwUnlessGone);
      await changes.inTurn(async () => {
        const log = await api.allChangesAfter(held.version);
        const seen = log.changes.filter(change => change.version <= version()).map(({change}) => change);
        this.#show(held, sheet, held.row === undefined ? {} : carryCell(held, seen));
      });
    }
  }

  #show(held, sheet, place) {
    if (sheet && place) {
      sheet.hold({...held, ...place});
    } else {
      this.lost = [...this.lost, held];
    }
    this.held = this.held.filter(each => each !== held);
  }
}

function throwUnlessGone(problem) {
  if (problem.code !== 'unknown-file') {
    throw problem;
  }
}
