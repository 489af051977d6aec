import {exchange, read} from '../app/api.js';
import {addressOf, router} from '../app/router.js';

const MAX_LISTED = 200;

/** Returns the open drafts, the newest changed first; with `all`, those that were published, too. */
export async function listDrafts({all = false, signal} = {}) {
  return (await read('v1/policy/drafts', {limit: MAX_LISTED, state: all ? 'all' : 'open'}, {signal})).drafts;
}

/**
 * Makes a draft.
 *
 * @param {{name: string, basedOn?: number, from?: 'directory'}} wanted based on the newest release unless it says otherwise
 * @returns {Promise<any>} the draft
 */
export async function createDraft(wanted) {
  return (await exchange('v1/policy/drafts', {method: 'POST', body: wanted})).body;
}

/** Makes a draft of files of tables. @param {string} name @param {File[]} files */
export async function createDraftOfFiles(name, files) {
  const form = new FormData();
  form.append('name', name);
  files.forEach(file => form.append('table', file, file.name));
  return (await exchange('v1/policy/drafts', {method: 'POST', body: form})).body;
}

/** Deletes a draft as it was shown. */
export async function deleteDraft({id, version}) {
  await exchange(`v1/policy/drafts/${id}`, {method: 'DELETE', headers: {'If-Match': `"${version}"`}});
}

/** Goes to a draft, or to a cell of it. @param {{file?: string, sheet?: string | null, row?: number, column?: string}} [place] */
export function showDraft(id, {file, sheet, row, column} = {}) {
  router.go(addressOf('drafts', [String(id), ...(file?.split('/') ?? [])], {sheet, row, column}));
}
