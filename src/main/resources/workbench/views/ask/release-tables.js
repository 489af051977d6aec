import {read} from '../../app/api.js';

const PAGE = 100;
const MAX_KEPT = 30;

/** A release never changes, so answers about releases are kept, up to a number. */
const kept = new Map();

function keep(key, make) {
  if (!kept.has(key)) {
    if (kept.size >= MAX_KEPT) {
      kept.delete(kept.keys().next().value);
    }
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key)); // The caller gets the failure, and the next one asks again.
  }
  return kept.get(key);
}

/** Returns the number of the newest release with these tables. */
export async function findRelease(revision) {
  return keep(`release of ${revision}`, async () => {
    for (let before = null; ; ) {
      const page = await read('v1/policy/releases', {limit: PAGE, before});
      const found = page.releases.find(release => release.revision === revision);
      if (found) {
        return found.id;
      }
      if (page.before === null) {
        throw new Error('No release in the log has the tables of this answer, so their rows cannot be shown.');
      }
      before = page.before;
    }
  });
}

/** Returns the tables of a release without their rows, in the order in which they are evaluated. */
export async function listTables(release) {
  return keep(`tables of ${release}`, async () => (await read(`v1/policy/releases/${release}/tables`)).tables);
}

/** Returns a table of a release, with its columns and rows. */
export async function readTable(release, name) {
  return keep(`${release} ${name}`, () => read(`v1/policy/releases/${release}/tables/${encodeURIComponent(name)}`));
}
