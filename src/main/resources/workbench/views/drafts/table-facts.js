import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {showChoices} from '../../parts/choices.js';
import {FollowsModel} from './follows-model.js';

const KEYWORD = 'RuleTable';
const HIT_POLICY = 'Hit policy';
const HIT_POLICIES = {
  unique: 'At most one row fits a question',
  first: 'The topmost row that fits counts',
  collect: 'All rows that fit count',
};

/**
 * The name of a table and how its rows count, as words to be changed: `<table-facts .sheet=${sheet} .entry=${entry} editable>`. They
 * stand in technical rows.
 */
class TableFacts extends LitElement {
  static properties = {
    sheet: {attribute: false},
    entry: {attribute: false},
    editable: {type: Boolean},
  };

  static styles = [
    sharedStyles,
    css`
      :host { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-4); align-items: end; margin-bottom: var(--space-3) }
      h2 { margin: 0 }
      label { display: grid; font-size: var(--size-small); color: var(--quiet) }
      input, select { color: var(--text); font-size: var(--size-text) }
      p { margin: 0 }
    `,
  ];

  constructor() {
    super();
    new FollowsModel(this);
  }

  render() {
    const {sheet, entry} = this;
    const name = this.#findCell(text => text.startsWith(KEYWORD), 0);
    const policy = this.#findCell(text => text === HIT_POLICY, 1);
    return html`
      <h2>${entry.title}</h2>
      ${name && this.editable ? html`<label>Name of the table
        <input .value=${name.text.slice(KEYWORD.length).trim()} @change=${event => this.#write(name, `${KEYWORD} ${event.target.value.trim()}`, 'Name of the table')}></label>` : nothing}
      ${policy && this.editable ? html`<label>How rows count
        <select data-chosen=${policy.text} @change=${event => this.#write(policy, event.target.value, 'How rows count')}>
          ${Object.entries(HIT_POLICIES).map(([value, words]) => html`<option value=${value}>${words}</option>`)}
          ${policy.text in HIT_POLICIES ? nothing : html`<option value=${policy.text}>${policy.text}</option>`}
        </select></label>` : nothing}
      <p class="quiet small">${sheet.file}${sheet.sheet ? `, sheet ${sheet.sheet}` : ''}</p>
    `;
  }

  updated() {
    showChoices(this.renderRoot);
  }

  /** Returns the cell so many columns beside that of a technical row which holds a keyword. */
  #findCell(isMeant, beside) {
    const {model, headCount} = this.sheet;
    for (let row = 0; row < headCount; row++) {
      const column = model.rows[row]?.cells.findIndex(text => isMeant(text.trim()));
      if (column >= 0 && model.columns[column + beside]) {
        return {row, column: column + beside, text: model.text(row, column + beside).trim()};
      }
    }
    return undefined;
  }

  #write({row, column}, text, label) {
    this.sheet.model.setCell(row, column, text, label);
  }
}

customElements.define('table-facts', TableFacts);
