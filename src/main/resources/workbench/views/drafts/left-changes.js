import {findOwn} from './draft-api.js';
import {LeftConflicts} from './left-conflicts.js';
import {parsePlace, columnIndex} from '../tables/places.js';
import {rewriteOperations} from './rewritten-changes.js';

const CLASHES = [409, 412];
/** Fewer than the service takes at once, so that a request is never too long. */
const MAX_STEPS = 5_000;

/**
 * Changes that a page had not saved when it was left, and the conflicts that it had not settled. What clashes with changes that others have made
 * since becomes a conflict, too, so that nothing typed is lost.
 */
export class LeftChanges {
  #api;
  #unsent;
  #version = 0;
  #sent = [];
  #operations = [];
  conflicts = new LeftConflicts();

  /** @param {import('./draft-api.js').DraftApi} api @param {import('./unsent-changes.js').UnsentChanges} unsent */
  constructor(api, unsent) {
    this.#api = api;
    this.#unsent = unsent;
  }

  /** Takes up what this tab has kept. */
  load() {
    const left = this.#unsent.load();
    if (left) {
      this.#take(left);
      this.conflicts.take(left);
    }
  }

  /** The count of changes that are not sent yet. */
  get count() {
    return this.#sent.length + this.#operations.length;
  }

  /** Sends what has not arrived, or a part of it if that is much. */
  async send() {
    const {version, operations} = await this.#withoutArrived();
    if (operations.length === 0) {
      this.#keep({version, sent: [], operations: []});
      return;
    }
    const sending = {version, sent: operations.slice(0, MAX_STEPS), operations: operations.slice(MAX_STEPS)};
    this.#keep(sending);
    try {
      const saved = await this.#api.send(sending.sent, version);
      this.#keep({version: saved.version, sent: [], operations: sending.operations});
    } catch (problem) {
      if (!CLASHES.includes(problem.status) || problem.code === 'draft-closed') {
        throw problem;
      }
      await this.#rewrite(version, operations, problem);
    }
  }

  /** The places of operations after those that were sent are places in the version which these have made. */
  async #withoutArrived() {
    const [version, sent, operations] = [this.#version, this.#sent, this.#operations];
    const own = sent.length > 0 ? findOwn((await this.#api.changesAfter(version)).changes, sent) : [];
    return own.length > 0 ? {version: own.at(-1).version, operations} : {version, operations: [...sent, ...operations]};
  }

  async #rewrite(version, operations, problem) {
    const log = await this.#api.allChangesAfter(version);
    const rewritten = log.changes.length > 0 ? rewriteOperations(operations, log.changes) : withoutRefused(operations, problem);
    const {held, lost} = this.conflicts;
    this.conflicts.take({held: [...held, ...rewritten.held.map(each => ({...each, version: log.version}))], lost: [...lost, ...rewritten.lost]});
    this.#keep({version: log.version, sent: [], operations: rewritten.operations});
  }

  #keep(sending) {
    this.#take(sending);
    this.#unsent.keep({...sending, held: this.conflicts.held, lost: this.conflicts.lost});
  }

  #take({version, sent, operations}) {
    [this.#version, this.#sent, this.#operations] = [version, sent, operations];
  }
}

/** Takes out the cells that hold another text than was seen, though nobody is known to have changed them. */
function withoutRefused(operations, problem) {
  const refused = new Set((problem.members?.conflicts ?? []).map(({index}) => operations[index]).filter(({op}) => op === 'set'));
  if (refused.size === 0) {
    throw problem;
  }
  const held = [...refused].map(({file, sheet = null, cell, after}) => {
    const {row, column} = parsePlace(cell);
    return {file, sheet, row: row - 1, column: columnIndex(column), mine: after};
  });
  return {operations: operations.filter(operation => !refused.has(operation)), held, lost: []};
}
