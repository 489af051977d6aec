import {readColumnKinds} from './column-kinds.js';
import {freeFileName, readTables, rowsOfTable, topOf} from './new-files.js';

const FACT = 'BusinessHours';
const NAME = /^name\s*==/;
const TITLES = {zone: 'Zone', day: 'Day', opens: 'Open', closes: 'Close', closedOn: 'Closed on'};

/**
 * Adds the window of a calendar to the table of calendars, or makes that table.
 *
 * @param {import('./draft-session.js').DraftSession} session
 * @param {{name: string, zone: string, day: string, opens: string, closes: string}} calendar
 * @returns {Promise<{file: string, sheet: string | null, row: number}>} where it stands
 */
export function addCalendar(session, {name, ...hours}) {
  return addLines(session, 'Calendars', ['zone', 'day', 'opens', 'closes'], [{name, ...hours}]);
}

/**
 * Adds days on which a calendar stays closed to the table of holidays, or makes that table.
 *
 * @param {import('./draft-session.js').DraftSession} session
 * @param {{name: string, closedOn: string, note: string}[]} days
 */
export function addHolidays(session, days) {
  return addLines(session, 'Holidays', ['closedOn'], days);
}

async function addLines(session, title, actions, lines) {
  const tables = await readTables(session);
  const found = tables.find(table => actions.every(action => columnOf(table, action) >= 0));
  return found ? appendLines(session, found, lines) : putTable(session, title, actions, lines, tables);
}

/** Appended through the model of the sheet, so that it can be undone. */
async function appendLines(session, table, lines) {
  const sheet = await session.openSheet(table.file, table.sheet);
  const {model} = sheet;
  const row = model.rows.length;
  model.insertLines(row, lines.map(line => model.columns.map((_, at) => textFor(sheet.columns[at], line))), 'New rows');
  return {file: table.file, sheet: table.sheet, row: row + 1};
}

function textFor(column, line) {
  if (column.kind === 'note') {
    return line.note ?? '';
  }
  const action = Object.keys(line).find(name => isAction(column.template, name));
  return NAME.test(column.template ?? '') ? line.name : line[action] ?? '';
}

async function putTable(session, title, actions, lines, tables) {
  const {objects, statements, tests} = await readColumnKinds();
  const name = tests.find(({facts, words}) => facts.includes(FACT) && words === 'name').comparisons[0].template;
  const columns = [
    {keyword: 'CONDITION', template: name, title: 'Calendar'},
    ...actions.map(action => ({keyword: 'ACTION', template: statements.find(({template}) => isAction(template, action)).template, title: TITLES[action]})),
    {keyword: 'METADATA', template: 'Note("$param")', title: 'Notes'},
  ];
  const rows = rowsOfTable({name: title, hitPolicy: 'collect', object: objects[FACT], columns, top: topOf(tables)});
  const file = freeFileName(session.draft, title);
  const texts = lines.map(line => [line.name, ...actions.map(action => line[action]), line.note ?? '']);
  await session.makeChange([{op: 'put-file', file, rows: [...rows, ...texts]}]);
  await session.reload();
  return {file, sheet: null, row: rows.length + 1};
}

function columnOf({columns}, action) {
  return (columns ?? []).findIndex(({template}) => isAction(template, action));
}

function isAction(template, action) {
  return new RegExp(`^\\$\\w+\\.${action}\\(`).test(template ?? '');
}
