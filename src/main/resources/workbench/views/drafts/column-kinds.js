import {read} from '../../app/api.js';

const NAME = '{name}';
const ZONE = '{zone}';
const OBJECT = /^(?:(\$\w+)\s*:\s*)?(\w+)/;
/** The rows of a header below the name of its table, counted from its last one. */
const ROWS = {titles: 1, templates: 2, objects: 3, keywords: 4};

let kinds;

/** Returns the columns that tables can have. They are asked for once, since they only change with the service. */
export async function readColumnKinds() {
  kinds ??= read('v1/policy/columns');
  kinds.catch(() => { kinds = undefined; }); // The caller gets the failure, and the next one asks again.
  return kinds;
}

/** Returns the fact that a table looks at, and the variable by which its actions call it. @param {import('./draft-sheet.js').DraftSheet} sheet */
export function factOf({model, headCount}) {
  const object = model.rows[headCount - ROWS.objects]?.cells.find(text => text.trim() !== '') ?? '';
  const [, variable, fact] = OBJECT.exec(object.trim()) ?? [];
  return {fact, variable};
}

/** Returns the tests or the statements that a table of this fact can have. */
export function kindsFor(list, {fact}) {
  return list.filter(({facts}) => facts.includes(fact));
}

/** Tells if a column of this template compares dates of a time zone, besides a name of its own. */
export function needsZone(template) {
  return template.includes(ZONE);
}

/** Tells if a column of this template needs a name of its own. */
export function needsName(template) {
  return template.includes(NAME);
}

/**
 * Inserts a column behind those of its kind, in one step.
 *
 * @param {import('./draft-sheet.js').DraftSheet} sheet
 * @param {{keyword: 'CONDITION' | 'ACTION' | 'METADATA', template: string, name?: string, zone?: string, title: string}} column
 * @returns {number} its index
 */
export function insertColumn(sheet, {keyword, template, name = '', zone = '', title}) {
  const {model, headCount} = sheet;
  const {variable} = factOf(sheet);
  const texts = model.rows.map(() => '');
  texts[headCount - ROWS.keywords] = keyword;
  texts[headCount - ROWS.templates] = (variable ? template.replace(/^\$\w+/, () => variable) : template)
    .replace(NAME, () => name).replace(ZONE, () => zone);
  texts[headCount - ROWS.titles] = freeTitle(title, model.rows[headCount - ROWS.titles].cells);
  const at = placeFor(keyword, model.rows[headCount - ROWS.keywords].cells);
  model.insertColumn(at, {title, meaning: {title, list: false, names: []}}, texts, `Insertion of the column “${title}”`);
  return at;
}

function placeFor(keyword, keywords) {
  const order = ['CONDITION', 'ACTION', 'METADATA'];
  const kept = order.slice(0, order.indexOf(keyword) + 1);
  return keywords.findLastIndex(text => kept.includes(text.trim())) + 1;
}

/** Titles differ, since answers cite columns by them. */
function freeTitle(title, titles) {
  let [free, number] = [title, 2];
  while (titles.some(each => each.trim() === free)) {
    free = `${title} ${number++}`;
  }
  return free;
}
