import {connection} from '../../app/connection.js';

const MAX_ATTEMPTS = 60;
const PAUSE_MILLIS = 1_000;

/**
 * Does something once the service is back. A service that has just started may not have its database yet, and then knows no draft.
 *
 * @param {() => Promise<any>} action @param {() => void} onAway
 */
export async function doWhenBack(action, onAway) {
  for (let attempt = 1; ; attempt++) {
    await connection.returned();
    try {
      return await action();
    } catch (problem) {
      if (attempt === MAX_ATTEMPTS || !(mayPass(problem) || problem.code === 'unknown-draft')) {
        throw problem;
      }
      onAway();
      await pause();
    }
  }
}

/** Is true for a problem that may be gone when the same is asked again. */
export function mayPass(problem) {
  return problem.code === 'unreachable' || problem.members?.retryable === true;
}

export function pause() {
  return new Promise(resolve => setTimeout(resolve, PAUSE_MILLIS));
}
