import {css, html, nothing} from 'lit';
import {sayCount, sayList} from '../../app/words.js';
import {FileDialog} from './file-dialog.js';
import {copyRows, countNames, findNameColumns, isSame, rowsAbout} from './name-rows.js';

/** Copies the rows about one name for another name, such as those of a plan for a new plan, in all tables that are about it. */
class CopyRowsDialog extends FileDialog {
  static properties = {columns: {state: true}, names: {state: true}, from: {state: true}, to: {state: true}};

  static styles = [
    FileDialog.styles,
    css`
      fieldset { margin: 0; padding: 0; border: none }
      legend { font-weight: 600 }
      .choice { display: flex; gap: var(--space-2); align-items: center; min-height: 2rem }
      .choice input { width: auto; min-height: 0; accent-color: var(--accent) }
    `,
  ];

  constructor() {
    super();
    [this.columns, this.names, this.from, this.to] = [[], [], '', ''];
  }

  /**
   * Opens the dialog for the names of a column. Where a new name is known, the one with the most rows is chosen.
   *
   * @param {{file: string, sheet: string | null, column: string, from?: string, to?: string}} place with the names that are known
   */
  async open({from = '', to = '', ...place}) {
    this.columns = await findNameColumns(this.session, place);
    this.names = countNames(this.columns).filter(({name}) => !isSame(name, to));
    this.from = (this.names.find(({name}) => isSame(name, from)) ?? (to === '' ? undefined : this.names[0]))?.name ?? '';
    this.to = to;
    await this.show(this.names.length === 0 ? {} : {from: this.from, to});
    this.renderRoot.querySelector('form')?.querySelector(this.from === '' || to !== '' ? 'select' : 'input')?.focus();
  }

  render() {
    const {names, from, to} = this;
    if (names.length === 0) {
      return this.template('Copy rows for another name', html`
        <p>No row of a table is about names like those of this column. Choose a cell that holds the name of a row, such as the one in the first column.</p>`, 'Go on');
    }
    return this.template('Copy rows for another name', html`
      <label>Copy the rows of<select name="from" required @change=${event => (this.from = event.target.value)}>
        <option value="">Choose a name</option>${names.map(({name, count}) => html`
        <option value=${name}>${name} (${sayCount(count, 'row')})</option>`)}</select></label>
      <label>For the new name<input name="to" required maxlength="200" autocomplete="off" @input=${event => (this.to = event.target.value)}></label>
      ${from === '' ? nothing : html`<fieldset><legend>In these tables</legend>${this.columns.map((column, index) => {
        const {title} = column;
        const count = rowsAbout(column, from).length;
        const known = rowsAbout(column, to).length;
        return count === 0 ? html`<p class="hint">${title}: no row</p>` : html`
          <label class="choice"><input type="checkbox" name=${`table${index}`} ?checked=${known === 0}>
            <span>${title}: ${sayCount(count, 'row')}${known === 0 ? '' : `; “${to.trim()}” has ${sayCount(known, 'row')} there`}</span></label>`;
      })}</fieldset>`}
      <p class="hint">The copies stand below the rows that they are made of. Change in them what differs.</p>`, 'Copy the rows');
  }

  async make({from, to, ...chosen}) {
    if (this.names.length === 0) {
      return undefined;
    }
    const columns = this.columns.filter((_, index) => chosen[`table${index}`]);
    if (columns.length === 0) {
      throw new Error('Choose a table in which rows are to be copied.');
    }
    const name = to.trim();
    const copies = await copyRows(this.session, columns, from, name);
    const places = sayList(copies.map(({count, title}) => `${sayCount(count, 'row')} in “${title}”`));
    this.session.setNotice(`“${name}” has ${places} now, which are those of “${from}”. Change what differs, also in their words. Undo above a table takes its copies back.`);
    const [{file, sheet, row, column}] = copies;
    return {file, sheet, row, column};
  }
}

customElements.define('copy-rows-dialog', CopyRowsDialog);
