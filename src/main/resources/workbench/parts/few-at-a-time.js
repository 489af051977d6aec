/** More requests at once make the service refuse some, or other people wait. */
const AT_ONCE = 4;

/**
 * Does something with each item, a few of them at a time. Begins no more after a failure.
 *
 * @template T, R
 * @param {T[]} items
 * @param {(item: T) => Promise<R>} act
 * @returns {Promise<R[]>} the results in the order of the items
 */
export async function mapFewAtATime(items, act) {
  const results = [];
  let next = 0;
  await Promise.all(Array.from({length: AT_ONCE}, () => work()));
  return results;

  async function work() {
    while (next < items.length) {
      const at = next++;
      try {
        results[at] = await act(items[at]);
      } catch (failure) {
        next = items.length;
        throw failure;
      }
    }
  }
}
