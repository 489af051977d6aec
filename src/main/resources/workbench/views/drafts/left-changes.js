import {findOwn} from './draft-api.js';
import {countOf} from './unsent-changes.js';

/**
 * Sends what a page left unsent when it was closed, unless it has arrived: at most `most` operations.
 *
 * @param {import('./draft-api.js').DraftApi} api
 * @param {import('./unsent-changes.js').Unsent} left
 * @param {number} most
 * @param {(sending: import('./unsent-changes.js').Unsent) => void} keep takes what is about to be sent, since its answer may be lost
 * @returns {Promise<import('./unsent-changes.js').Unsent | null>} what is still left; null if that is nothing
 */
export async function sendLeft(api, left, most, keep) {
  const {version, operations} = withoutArrived(left, (await api.changesAfter(left.version)).changes);
  if (operations.length === 0) {
    return null;
  }
  const sending = {version, sent: operations.slice(0, most), operations: operations.slice(most)};
  keep(sending);
  const saved = await api.send(sending.sent, version);
  const rest = {version: saved.version, sent: [], operations: sending.operations};
  return countOf(rest) === 0 ? null : rest;
}

/** The places of operations after those that were sent are places in the version which these have made. */
function withoutArrived({version, sent, operations}, changes) {
  const own = findOwn(changes, sent);
  return own.length > 0 ? {version: own.at(-1).version, operations} : {version, operations: [...sent, ...operations]};
}
