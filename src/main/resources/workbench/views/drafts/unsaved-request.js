/**
 * The changes that are sent next, and those behind them.
 *
 * @typedef {object} UnsavedRequest
 * @property {object[]} operations
 * @property {(object | null)[]} steps of each operation its step with the `sheet`; null for one that comes from no sheet
 * @property {object[]} rest the operations that do not fit into the request
 * @property {Map<import('./draft-sheet.js').DraftSheet, import('../../grid/commands.js').Table>} states the sheets with all of these
 */

/** @type {UnsavedRequest} */
export const NOTHING = {operations: [], steps: [], rest: [], states: new Map()};

/**
 * Collects what is not saved. Operations that come from no sheet are sent by themselves, since the steps of sheets do not know of them.
 *
 * @param {import('./draft-sheet.js').DraftSheet[]} sheets @param {object[]} operations @param {number} most
 * @returns {UnsavedRequest}
 */
export function collectUnsaved(sheets, operations, most) {
  const steps = sheets.flatMap(sheet => sheet.unsavedSteps().map(step => ({...step, sheet})));
  const all = [...operations.map(operation => ({operation, sheet: null})), ...steps];
  const count = Math.min(most, operations.length || all.length);
  return {
    operations: operationsOf(all.slice(0, count)),
    steps: all.slice(0, count).map(step => (step.sheet ? step : null)),
    rest: operationsOf(all.slice(count)),
    states: new Map(sheets.map(sheet => [sheet, sheet.state])),
  };
}

/**
 * Returns what was changed since a request was sent, the rest of it included.
 *
 * @param {UnsavedRequest} sent
 * @returns {object[]} operations for the state that the request makes
 */
export function operationsSince(sent, sheets, operations) {
  const known = new Set([...sent.operations, ...sent.rest]);
  const steps = sheets.flatMap(sheet => sheet.unsavedSteps(sent.states.get(sheet)));
  return [...sent.rest, ...operationsOf(steps), ...operations.filter(operation => !known.has(operation))];
}

function operationsOf(steps) {
  return steps.map(({operation}) => operation);
}
