import {ask, read} from '../../app/api.js';
import {mapFewAtATime} from '../../parts/few-at-a-time.js';

const MAX_PLANS_AT_ONCE = 40;
const MAX_QUERIES = 10_000;

/**
 * Plans that get the same.
 *
 * @typedef {object} Section
 * @property {string | null} level
 * @property {string[]} plans
 * @property {string[]} excluded issue types that these plans do not get
 * @property {object} matrix as the API answers it for the first of these plans
 * @property {object | null | undefined} before the same as of the release that this one is compared with; null if the plan was not
 *     known then, undefined if nothing is compared
 * @property {boolean} changed whether these plans get something else than before
 */

/**
 * Loads the plans of a release, with the level of each.
 *
 * @param {string | null} asOf an instant at which the release was in force; null for now
 * @returns {Promise<{plans: {name: string, level: string | null}[], issueTypes: string[]}>}
 */
export async function loadPlans(asOf, signal) {
  const {plans, issueTypes} = await read('v1/vocabulary', {asOf}, {signal});
  const levels = issueTypes.length === 0 ? [] : await levelsOf(plans, {issueType: issueTypes[0], ...(asOf && {asOf})}, signal);
  return {plans: plans.map((name, i) => ({name, level: levels[i]?.supportLevel ?? null})), issueTypes};
}

async function levelsOf(plans, defaults, signal) {
  const results = [];
  for (let start = 0; start < plans.length; start += MAX_QUERIES) {
    const evaluations = plans.slice(start, start + MAX_QUERIES).map(plan => ({plan}));
    results.push(...(await ask('v1/evaluations', {defaults, evaluations}, {signal})).results);
  }
  return results;
}

/** Returns true if all plans are shown to readers who choose none of them; else those of the first level are. */
export function showsAll(plans) {
  return plans.length <= MAX_PLANS_AT_ONCE;
}

/** Returns the names of the plans that a choice shows: those of a plan or level, or all if there are not too many. */
export function choosePlans(plans, {plan, level}) {
  if (plan) {
    return [plan];
  }
  if (!level && showsAll(plans)) {
    return plans.map(each => each.name);
  }
  const chosen = level || plans[0].level; // Plans without a level are shown together, as those of a level are.
  return plans.filter(each => each.level === chosen).map(each => each.name);
}

/**
 * Loads what plans get.
 *
 * @param {string[]} plans
 * @param {string[]} issueTypes
 * @param {{asOf: string | null, since: string | null}} instants of the release, and of the one that it is compared with
 * @returns {Promise<Section[]>}
 */
export async function loadSections(plans, issueTypes, {asOf, since}, signal) {
  const known = since === null ? [] : (await read('v1/vocabulary', {asOf: since}, {signal})).plans;
  return joinEqual(await mapFewAtATime(plans, loadPlan));

  async function loadPlan(plan) {
    const matrix = await read('v1/support-matrix', {plan, asOf}, {signal});
    const included = new Set(matrix.issueTypes.map(each => each.issueType));
    return {
      level: matrix.supportLevel,
      plans: [plan],
      excluded: issueTypes.filter(issueType => !included.has(issueType)),
      matrix,
      before: since === null ? undefined : await loadBefore(plan),
    };
  }

  async function loadBefore(plan) {
    return known.includes(plan) ? read('v1/support-matrix', {plan, asOf: since}, {signal}) : null;
  }
}

/** Joins plans that get, and got, the same. */
function joinEqual(sections) {
  const joined = new Map();
  for (const section of sections) {
    const [now, before] = [promisesIn(section.matrix), section.before && promisesIn(section.before)];
    const key = `${now} ${before}`;
    const same = joined.get(key);
    if (same) {
      same.plans.push(...section.plans);
    } else {
      joined.set(key, {...section, changed: before !== undefined && before !== now});
    }
  }
  return [...joined.values()];
}

/** Returns a matrix as text, without the plan and the opening, and without the rows that state it. */
function promisesIn(matrix) {
  return JSON.stringify({...matrix, plan: null, opening: null, policy: null}, (name, value) => (name === 'because' ? undefined : value));
}
