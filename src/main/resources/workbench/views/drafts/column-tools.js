import {LitElement, html} from 'lit';
import '../../parts/words-dialog.js';
import './column-dialog.js';
import {insertColumn} from './column-kinds.js';
import './edit-tools.js';

/** The tools of a grid, with the dialogs that make and rename columns by words: `<column-tools .grid=${grid} .sheet=${sheet}>`. */
class ColumnTools extends LitElement {
  static properties = {
    grid: {attribute: false},
    sheet: {attribute: false},
  };

  render() {
    const {grid, sheet} = this;
    return html`
      <edit-tools .grid=${grid} .sheet=${sheet}
        @test-fact=${() => this.#find('column-dialog').show('CONDITION', sheet)}
        @say-something=${() => this.#find('column-dialog').show('ACTION', sheet)}
        @new-note=${() => this.#goTo(insertColumn(sheet, {keyword: 'METADATA', template: 'Note("$param")', title: 'Notes'}))}
        @new-column=${this.#insert} @rename-column=${this.#rename}></edit-tools>
      <column-dialog @inserted=${event => this.#goTo(event.detail.column)}></column-dialog>
      <words-dialog></words-dialog>
    `;
  }

  async #insert() {
    const {sheet} = this;
    const title = await this.#ask({title: 'New column', label: 'Title', action: 'Insert the column'});
    if (title) {
      const {column} = this.grid.focusedCell;
      sheet.model.insertColumn(column + 1, {title}, sheet.model.rows.map((_, row) => (row === sheet.headCount - 1 ? title : '')));
      this.#goTo(column + 1);
    }
  }

  async #rename() {
    const {model, headCount} = this.sheet;
    const {column} = this.grid.focusedCell;
    const title = await this.#ask({title: 'Rename the column', label: 'Title', value: model.text(headCount - 1, column), action: 'Rename'});
    if (title) {
      model.setCell(headCount - 1, column, title, `New title of a column: “${title}”`);
      this.#goTo(column);
    }
  }

  #ask(question) {
    return this.#find('words-dialog').ask(question);
  }

  #goTo(column) {
    const {row} = this.grid.focusedCell;
    this.grid.focusCell(Math.max(row ?? 0, this.sheet.headCount), column);
  }

  #find(name) {
    return this.renderRoot.querySelector(name);
  }
}

customElements.define('column-tools', ColumnTools);
