import {read} from '../app/api.js';

/** The releases that choices offer. */
const MAX_OFFERED = 100;

/** Returns the newest releases, newest first. */
export async function listReleases(signal) {
  return (await read('v1/policy/releases', {limit: MAX_OFFERED}, {signal})).releases;
}

/** Returns the release with this number, from a list if it is there. */
export async function findRelease(id, releases, signal) {
  return releases.find(each => String(each.id) === id) ?? read(`v1/policy/releases/${encodeURIComponent(id)}`, {}, {signal});
}
