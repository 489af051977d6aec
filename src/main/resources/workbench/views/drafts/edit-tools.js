import {LitElement, css, html} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {columnLetters} from '../tables/places.js';
import {FollowsModel} from './follows-model.js';
import {namesIn} from './name-rows.js';

const ROW_ACTIONS = [
  ['insertRowAbove', 'Insert above', 'Alt+Shift+Insert'],
  ['duplicateRows', 'Duplicate', 'Alt+Shift+↓'], ['moveRowsUp', 'Move up', 'Alt+↑'], ['moveRowsDown', 'Move down', 'Alt+↓'],
  ['fillDown', 'Fill down', 'Ctrl+D'], ['deleteRows', 'Delete', 'Alt+Delete'],
];
const COLUMN_ACTIONS = [
  ['moveColumnLeft', 'Move left', 'Alt+Shift+←'], ['moveColumnRight', 'Move right', 'Alt+Shift+→'], ['deleteColumns', 'Delete', 'Alt+Shift+Delete'],
];

const NEW_COLUMNS = {
  table: [
    ['test-fact', 'New: test a fact …'], ['say-something', 'New: say something …'], ['new-note', 'New: notes for readers'],
    ['rename-column', 'Rename …'],
  ],
  scenarios: [['new-column', 'New …'], ['rename-column', 'Rename …']],
};

/**
 * Buttons that act on what is selected in a grid: `<edit-tools .grid=${grid} .sheet=${sheet}>`. Sends `test-fact`, `say-something`, `new-note`,
 * `new-column` and `rename-column` for what the view does.
 */
class EditTools extends LitElement {
  static properties = {
    grid: {attribute: false},
    /** @type {import('./draft-sheet.js').DraftSheet} */
    sheet: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      :host { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center }
      .menu { position: absolute; inset: auto; margin: 0; padding: var(--space-1); border: 1px solid var(--strong-line); border-radius: var(--radius);
        background: var(--back); color: var(--text); min-width: 14rem }
      .menu button { display: flex; justify-content: space-between; gap: var(--space-4); width: 100%; border: 0; text-align: left }
      .menu button span { color: var(--quiet); font-size: var(--size-small) }
      .anchor { position: relative; display: inline-block }
    `,
  ];

  constructor() {
    super();
    new FollowsModel(this);
  }

  render() {
    return html`
      <button type="button" ?disabled=${!this.sheet.model.canUndo} @click=${() => this.#act('undo')} title="Ctrl+Z">Undo</button>
      <button type="button" ?disabled=${!this.sheet.model.canRedo} @click=${() => this.#act('redo')} title="Ctrl+Y">Redo</button>
      <button type="button" @click=${() => this.#act('insertRow')} title="Alt+Insert">New row</button>
      ${this.#menu('rows', 'Rows', ROW_ACTIONS)}
      ${this.#menu('columns', 'Columns', COLUMN_ACTIONS)}
    `;
  }

  #menu(name, title, actions) {
    return html`
      <span class="anchor">
        <button type="button" popovertarget=${name} aria-haspopup="menu">${title}</button>
        <div id=${name} class="menu" popover role="menu" aria-label=${title} @toggle=${this.#onToggle} @keydown=${this.#onKey} @click=${event => event.currentTarget.hidePopover()}>
          ${name === 'columns' ? this.#newColumns() : this.#copyForName()}
          ${actions.map(([action, words, keys]) => html`
            <button type="button" role="menuitem" @click=${() => this.#act(action)}>${words}<span>${keys}</span></button>`)}
        </div>
      </span>`;
  }

  #newColumns() {
    return (NEW_COLUMNS[this.sheet.kind] ?? []).map(([type, words]) => html`
      <button type="button" role="menuitem" @click=${() => this.dispatchEvent(new CustomEvent(type))}>${words}</button>`);
  }

  #copyForName() {
    return this.sheet.kind !== 'table' ? [] : html`
      <button type="button" role="menuitem" @click=${this.#copyRows}>Copy for another name …</button>`;
  }

  /** Asks the page for copies of the rows about the name in the cell with the focus, in all tables. */
  #copyRows = () => {
    const {file, sheet, model, columns, headCount} = this.sheet;
    const {row = -1, column} = this.grid.focusedCell;
    const [from = ''] = row < headCount ? [] : namesIn(model.text(row, column), columns[column]);
    const detail = {file, sheet, column: columnLetters(column), from};
    this.dispatchEvent(new CustomEvent('copy-rows', {detail, bubbles: true, composed: true}));
  };

  /** Puts an opened menu below its button. */
  #onToggle(event) {
    if (event.newState === 'open') {
      const menu = event.target;
      const button = menu.previousElementSibling.getBoundingClientRect();
      menu.style.top = `${button.bottom + window.scrollY}px`;
      menu.style.left = `${Math.min(button.left, window.innerWidth - menu.offsetWidth - 8)}px`;
      menu.querySelector('button').focus();
    }
  }

  #onKey(event) {
    const items = [...event.currentTarget.querySelectorAll('button')];
    const by = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (by) {
      event.preventDefault();
      const at = items.indexOf(this.renderRoot.activeElement);
      items[(at + by + items.length) % items.length].focus();
    }
  }

  #act(action) {
    this.grid.actions[action]();
    this.grid.refreshAndFocus();
  }
}

customElements.define('edit-tools', EditTools);
