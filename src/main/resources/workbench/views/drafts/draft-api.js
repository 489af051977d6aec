import {exchange, read} from '../../app/api.js';
import {session} from '../../app/session.js';
import {isSameChange} from './logged-changes.js';
import {doWhenBack, mayPass, pause} from './when-back.js';

/** What people are told when the service does not know any more what others have changed. */
export const FORGOTTEN = 'More was changed meanwhile than the service remembers, so the tables were read anew. What you typed is kept, and where '
  + 'somebody else changed the same cells you are asked.';

/** The requests about one draft. */
export class DraftApi {
  #at;

  constructor(id) {
    this.#at = `v1/policy/drafts/${encodeURIComponent(id)}`;
  }

  /** Returns what the service answers about the draft, or about a part of it such as `check`. While it is away this waits. */
  read(part = '', parameters = {}, signal = undefined) {
    return read(part ? `${this.#at}/${part}` : this.#at, parameters, {signal});
  }

  /** Returns what the service has of a sheet, or of the rules of precedence. */
  readPart(file, sheet) {
    return file.endsWith('.drl') ? this.read('precedence') : this.read('sheets', {file, sheet});
  }

  /**
   * Sends operations once. Sent again as they were, with the same key, they are made once.
   *
   * @returns {Promise<{version: number, changes: any[]}>}
   */
  async send(operations, version, key = createKey()) {
    const headers = {'If-Match': `"${version}"`, 'Idempotency-Key': key};
    const request = {method: 'POST', body: {changes: operations}, headers};
    return (await exchange(`${this.#at}/changes`, request)).body;
  }

  /**
   * Sends operations, and again as they were while their answer is lost: the service makes them once, also if the first request arrives last.
   *
   * @param {() => void} onAway
   */
  async sendUntilAnswered(operations, version, onAway) {
    const key = createKey();
    const send = () => this.send(operations, version, key);
    try {
      return await send();
    } catch (problem) {
      if (!mayPass(problem)) {
        throw problem;
      }
      onAway();
      await pause();
      return doWhenBack(send, onAway);
    }
  }

  /** Renames the draft. @returns {Promise<any>} the draft */
  async rename(name) {
    const headers = {'Content-Type': 'application/merge-patch+json'};
    return (await exchange(this.#at, {method: 'PATCH', body: JSON.stringify({name}), headers})).body;
  }

  /**
   * Returns what was changed since a version, the oldest first. If the service does not keep it any more, it is told as a change of all sheets.
   *
   * @throws {import('../../app/problem.js').Problem} also if the service is away
   */
  async changesAfter(version) {
    try {
      return (await exchange(`${this.#at}/changes`, {parameters: {after: version}})).body;
    } catch (problem) {
      if (problem.code !== 'changes-forgotten') {
        throw problem;
      }
      const now = await this.read();
      return {version: now.version, changes: [{version: now.version, by: null, change: {op: 'rebase'}}], isForgotten: true};
    }
  }

  /** Returns what was changed since a version, however much that is: the service tells only so many changes at once. */
  async allChangesAfter(version) {
    const all = {version, changes: []};
    for (let more = await this.changesAfter(version); more.version !== all.version; more = await this.changesAfter(all.version)) {
      all.version = more.version;
      all.changes.push(...more.changes);
    }
    return all;
  }
}

/** Returns a name for a request, which no other request has. */
function createKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Returns those logged changes that are the caller's own request, which took effect although its answer was lost; empty if it did not.
 *
 * @param {any[]} logged @param {object[]} sent
 */
export function findOwn(logged, sent) {
  const isOwn = (change, operation) => change && (change.by ?? null) === (session.me?.name ?? null) && isSameChange(operation, change.change);
  for (let at = 0; at + sent.length <= logged.length; at++) {
    if (sent.every((operation, offset) => isOwn(logged[at + offset], operation))) {
      return logged.slice(at, at + sent.length);
    }
  }
  return [];
}
