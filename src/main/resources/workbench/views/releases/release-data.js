import {read} from '../../app/api.js';
import {findRelease, listReleases} from '../../parts/releases.js';

const PAGE_SIZE = 10;
const MAX_COMPARED = 20;

/** Returns a page of releases, newest first, and where the next one begins. */
export function loadPage(before, signal) {
  return read('v1/policy/releases', {limit: PAGE_SIZE, before}, {signal});
}

/**
 * Loads what a release changed, and what followed from that.
 *
 * @returns {Promise<{detail: object, difference: object | null}>} the difference is null for the first release
 */
export async function loadStory(id, signal) {
  const detail = await read(`v1/policy/releases/${id}`, {}, {signal});
  const difference = id > 1 ? await read(`v1/policy/releases/${id}/diff`, {}, {signal}) : null;
  return {detail, difference: difference?.against === id ? null : difference};
}

/**
 * Loads two releases and their differences, and the impact of each release from the older one on.
 *
 * @param {string} from
 * @param {string} to
 */
export async function loadComparison(from, to, signal) {
  const releases = await listReleases(signal);
  const [older, newer] = await Promise.all([from, to].map(id => findRelease(id, releases, signal)));
  const difference = await read(`v1/policy/releases/${newer.id}/diff`, {against: older.id}, {signal});
  const between = [];
  for (let id = Math.max(older.id + 1, newer.id - MAX_COMPARED + 1); id <= newer.id; id++) {
    between.push(await read(`v1/policy/releases/${id}`, {}, {signal}));
  }
  return {releases, older, newer, difference, between, leftOut: Math.max(0, newer.id - older.id - MAX_COMPARED)};
}

/** Reads those releases again whose changed answers are still being looked for; one that cannot be read stays as it was. */
export function loadPending(releases, signal) {
  return Promise.all(releases.map(release => (release.impactState.state === 'pending'
    ? read(`v1/policy/releases/${release.id}`, {}, {signal}).catch(() => release)
    : release)));
}

/** Returns the proposals that wait for approval, newest first, with their changes. */
export async function loadProposals(signal) {
  const {proposals} = await read('v1/policy/proposals', {}, {signal});
  const open = proposals.filter(proposal => proposal.state === 'open');
  return Promise.all(open.map(proposal => read(`v1/policy/proposals/${proposal.id}`, {}, {signal})));
}
