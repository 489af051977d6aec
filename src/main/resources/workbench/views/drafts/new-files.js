const MAX_NAME = 60;

/**
 * Returns the rows of a table that has no rows yet.
 *
 * @param {{name: string, hitPolicy: string, object: string, columns: {keyword: string, template: string, title: string}[],
 *     top?: string[]}} table `top` is the first row of other tables of the set
 */
export function rowsOfTable({name, hitPolicy, object, columns, top = []}) {
  const width = Math.max(2, columns.length);
  const lines = [
    ...(top.length > 0 ? [top.filter(text => text !== '')] : []),
    ['Hit policy', hitPolicy],
    [`RuleTable ${name}`],
    columns.map(({keyword}) => keyword),
    [object],
    columns.map(({template}) => template),
    columns.map(({title}) => title),
  ];
  return lines.map(cells => [...cells, ...Array(Math.max(0, width - cells.length)).fill('')]);
}

/** Returns a name of a file that a draft does not have. @param {{files: {file: string}[]}} draft @param {string} words */
export function freeFileName({files}, words, folder = '') {
  const name = words.normalize('NFKD').replace(/[^\w\s-]/g, '').trim().toLowerCase().replace(/[\s_]+/g, '-').slice(0, MAX_NAME) || 'table';
  const taken = new Set(files.map(({file}) => file.toLowerCase()));
  let [free, number] = [`${folder}${name}.csv`, 2];
  while (taken.has(free)) {
    free = `${folder}${name}-${number++}.csv`;
  }
  return free;
}

/**
 * Returns the tables of a draft as the service answers them.
 *
 * @param {import('./draft-session.js').DraftSession} session
 * @returns {Promise<any[]>}
 */
export async function readTables(session) {
  const places = session.draft.files.filter(({kind, state}) => kind === 'table' && state !== 'removed')
    .flatMap(({file, sheets}) => sheets.map(({sheet}) => ({file, sheet})));
  return Promise.all(places.map(place => session.read('sheets', place)));
}

/** Returns the first row that tables of a set share; empty if there are none. */
export function topOf(tables) {
  return tables.map(({rows}) => rows[0] ?? []).find(([first]) => first?.startsWith('RuleSet')) ?? [];
}
