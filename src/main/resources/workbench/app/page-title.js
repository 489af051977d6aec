const PAGE = 'Support entitlements';
const NAMES = ['plan', 'level', 'customer', 'issueType'];

/**
 * Returns the title of the page: its most particular part comes first, since tabs and lists of addresses show no more than that.
 *
 * @param {import('./router.js').Route} route
 * @param {string} title that of the view
 */
export function titleOf({path, parameters}, title) {
  const release = parameters.get('release');
  const subjects = [path.join('/'), ...NAMES.map(name => parameters.get(name)), release && `release ${release}`];
  return [subjects.filter(Boolean).join(', '), title, PAGE].filter(Boolean).join(' · ');
}
