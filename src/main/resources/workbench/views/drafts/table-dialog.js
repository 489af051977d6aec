import {html} from 'lit';
import {readColumnKinds} from './column-kinds.js';
import {FileDialog} from './file-dialog.js';
import {freeFileName, readTables, rowsOfTable, topOf} from './new-files.js';

const FACTS = {
  Query: 'what is asked',
  Coverage: 'what is asked, and what other tables have found by then',
  Channel: 'each channel of the answer',
  BusinessHours: 'calendars',
};
const HIT_POLICIES = {unique: 'at most one row fits', first: 'the topmost row that fits counts', collect: 'all rows that fit count'};

/** Makes a table without columns but for notes. */
class TableDialog extends FileDialog {
  render() {
    return this.template('New table', html`
      <label>Name<input name="name" required maxlength="100" autocomplete="off"></label>
      <label>It looks at<select name="fact">${Object.entries(FACTS).map(([fact, words]) => html`<option value=${fact}>${words}</option>`)}</select></label>
      <label>Of its rows<select name="hitPolicy">${Object.entries(HIT_POLICIES).map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select></label>
      <p class="hint">Then add its columns: “Columns”, “Test a fact” and “Say something”.</p>`, 'Make the table');
  }

  async make({name, fact, hitPolicy}) {
    const {session} = this;
    const [{objects}, tables] = await Promise.all([readColumnKinds(), readTables(session)]);
    const columns = [{keyword: 'METADATA', template: 'Note("$param")', title: 'Notes'}];
    const rows = rowsOfTable({name, hitPolicy, object: objects[fact], columns, top: topOf(tables)});
    const file = freeFileName(session.draft, name);
    await session.makeChange([{op: 'put-file', file, rows: [...rows, rows.at(-1).map(() => '')]}]);
    await session.reload();
    return {file, row: rows.length + 1, column: 'A'};
  }
}

customElements.define('table-dialog', TableDialog);
