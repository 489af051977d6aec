import {html, LitElement, nothing} from 'lit';
import {guard} from 'lit/directives/guard.js';
import {sharedStyles} from '../app/shared-styles.js';
import {CellEditor} from './cell-editor.js';
import {CellFind} from './cell-find.js';
import {CellMarks} from './cell-marks.js';
import {ClipboardController} from './clipboard-controller.js';
import {GridActions} from './grid-actions.js';
import {gridBody} from './grid-body.js';
import {columnWidths, gridHead, technicalRowCount} from './grid-head.js';
import {markTexts} from './grid-row.js';
import {gridStyles} from './grid-styles.js';
import {aboutCell, gridTools} from './grid-tools.js';
import {revealCell} from './key-column.js';
import {KeyHandler} from './key-handler.js';
import {PointerSelection} from './pointer-selection.js';
import {RowFilter} from './row-filter.js';
import {Selection} from './selection.js';
import {ShownRows} from './shown-rows.js';
import {TableFollower} from './table-follower.js';
import {WindowController} from './window-controller.js';

/**
 * A decision table to read and, if `editable`, to edit: draws a `TableModel` as a native table with the roles and keys
 * of a grid. The header, the row numbers and the column by which rows are known stay in view.
 *
 * Up to 500 rows are all in the page, with cells of up to four lines, so that the browser finds and prints them. Of more rows only
 * those near the visible ones are, each two lines high; Ctrl+F then opens a search of the grid's own, and the line below
 * the grid shows the whole text of the cell with the focus. All rows are printed.
 *
 * Events: `cell-focus` when another cell or text has the focus; `cell-input` when a text is typed; `cell-remedy` when the cell is to be
 * corrected as its problem proposes; `cell-open` on Enter or a double click in a grid that is not editable. All have
 * `{row, column, value}` as detail, where `row` is the index in the model. `cell-overwrite`, which can be cancelled, asks whether a text that was
 * typed goes over one that somebody else wrote meanwhile; it has `{row, column, mine, theirs}`.
 */
export class PolicyGrid extends LitElement {
  static properties = {
    /** @type {import('./table-model.js').TableModel} */
    model: {attribute: false},
    label: {},
    editable: {type: Boolean, reflect: true},
    /** @type {import('./cell-marks.js').Mark[]} */
    marks: {attribute: false},
    /** @type {import('./cell-marks.js').RowState[]} */
    rowStates: {attribute: false},
    /** The index of the row that a link led to. */
    focusRow: {attribute: false},
    /** Gives the number that a row has in its file, by index. */
    rowNumber: {attribute: false},
    /** Is false where a view says itself what the cell with the focus holds. */
    describesCell: {attribute: false},
    /** The count of technical rows with which the table begins; where columns hold these, there are none in the table. */
    headCount: {attribute: false},
    /**
     * Gives the names that complete a text which is typed into a cell: `(cell, text, caret, all) => Choice[]`.
     * @type {((cell: object, text: string, caret: number, all?: boolean) => import('./completion.js').Choice[]) | undefined}
     */
    complete: {attribute: false},
    /** Names of the technical rows. */
    technicalLabels: {attribute: false},
    showsTechnical: {state: true},
    selection: {state: true},
    message: {state: true},
  };

  static styles = [sharedStyles, gridStyles];

  shown = new ShownRows();
  editor = new CellEditor(this);
  marked = new CellMarks();
  actions = new GridActions(this);
  filter = new RowFilter(this);
  find = new CellFind(this);
  #window = new WindowController(this);
  #clipboard = new ClipboardController(this);
  #pointer = new PointerSelection(this);
  #keys = new KeyHandler(this);
  #follower = new TableFollower(this);
  #mustFocus = false;
  /** The place in the box to which the next update scrolls the selected cell; undefined if it does not scroll. */
  #revealed;
  #told = '';

  constructor() {
    super();
    this.label = 'Table';
    this.editable = false;
    this.marks = [];
    this.rowStates = [];
    this.rowNumber = index => index + 1;
    this.technicalLabels = [];
    this.headCount = 0;
    this.describesCell = true;
    this.showsTechnical = false;
    this.selection = new Selection({row: 0, column: 0});
    this.message = '';
  }

  /** The count of rows that are shown, of columns, and of rows that fit on a page. */
  get size() {
    return {rows: this.shown.indexes.length, columns: this.model.columns.length, page: this.#window.page};
  }

  /** Tells if only the rows near the visible ones are in the page, and their cells may be cut off. */
  get showsPart() {
    return this.#window.isNeeded;
  }

  /** The cell with the focus, by its index in the model; `row` is undefined if no row is shown. */
  get focusedCell() {
    return {row: this.shown.indexes[this.selection.focus.row], column: this.selection.focus.column};
  }

  connectedCallback() {
    super.connectedCallback();
    this.#follower.take(this.model, this.model);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#follower.leave(this.model);
  }

  /** Moves the focus to a cell of the model, for links to a cell. */
  focusCell(row, column) {
    this.showsTechnical ||= row < this.headCount;
    this.#skipHead();
    this.filter.reveal(row);
    this.moveTo({row: this.shown.placeOf(row), column});
  }

  /** Moves the focus to a shown cell, or as near to it as the table goes. */
  moveTo(cell, extend = false) {
    this.#change(this.selection.moveTo(cell, extend));
    this.refreshAndFocus();
  }

  /** Selects a shown cell and scrolls it into the middle, while the focus stays where it is. */
  reveal(cell) {
    this.#change(new Selection(cell));
    this.#revealed = 'center';
    this.requestUpdate();
  }

  /** Shows other rows, while the same cells stay selected as far as they are shown. */
  keepPlace(show) {
    this.#follower.keepPlace(show);
  }

  select(range) {
    this.#change(Selection.of(range));
    this.refreshAndFocus();
  }

  refreshAndFocus() {
    this.#mustFocus = true;
    this.#revealed = 'nearest';
    this.requestUpdate();
  }

  /** Says something to those who see the grid and to those who hear it. */
  say(message) {
    this.message = message;
  }

  tellCell(type) {
    const {row, column} = this.focusedCell;
    if (row !== undefined) {
      this.dispatchEvent(new CustomEvent(type, {detail: {row, column, value: this.model.text(row, column)}}));
    }
  }

  willUpdate(changed) {
    if (!this.model) {
      return;
    }
    if (changed.has('model')) {
      this.#take(this.model, changed.get('model'));
    }
    if (['model', 'headCount', 'showsTechnical'].some(name => changed.has(name))) {
      this.#skipHead();
    }
    if (changed.has('model') || changed.has('marks')) {
      this.marked.setMarks(this.model, this.marks);
    }
    if (changed.has('model') || changed.has('rowStates')) {
      this.marked.setRowStates(this.model, this.rowStates);
    }
    if (changed.has('focusRow') && this.focusRow !== undefined) {
      this.filter.reveal(this.focusRow);
      this.reveal({row: this.shown.placeOf(this.focusRow), column: 0});
    }
  }

  render() {
    return this.model ? html`
      <div class="grid" @keydown=${this.#keys.onKey}>
        ${gridTools(this)}
        ${this.find.template()}
        ${this.#box()}
        ${this.describesCell ? aboutCell(this, this.focusedCell.row) : nothing}
        <p class="message" role="status">${this.message}</p>
      </div>` : nothing;
  }

  updated() {
    const cell = this.renderRoot.querySelector('td[tabindex="0"]');
    if (this.#mustFocus) {
      (cell?.querySelector('textarea') ?? cell)?.focus({preventScroll: true});
    }
    if (this.#revealed && cell) {
      revealCell(cell, this.#revealed);
    }
    this.#mustFocus = false;
    this.#revealed = undefined;
    this.#tellFocus();
  }

  #box() {
    const {model, technicalLabels} = this;
    const drawn = this.#window.drawn(this.size.rows, this.selection.focus.row);
    const headRows = 1 + (this.showsTechnical ? technicalRowCount(model.columns) : 0);
    return html`
      <div class="box ${this.showsPart ? 'part' : ''}" @scroll=${() => this.#window.follow()}>
        <table role="grid" aria-label=${this.label} aria-multiselectable="true" aria-readonly=${!this.editable}
          aria-rowcount=${this.size.rows + headRows} aria-colcount=${model.columns.length + 1}
          @mousedown=${this.#pointer.onDown} @mouseover=${this.#pointer.onOver} @dblclick=${this.#pointer.onDoubleClick}
          @focusin=${this.#onFocus} @focusout=${() => this.#clipboard.forget()}>
          ${guard([model, model.columns, this.headCount], () => columnWidths(model, this.headCount))}
          ${guard([model.columns, technicalLabels, this.showsTechnical], () => gridHead(model.columns, technicalLabels, this.showsTechnical))}
          ${gridBody(this, drawn, headRows)}
        </table>
        <div hidden>${markTexts(this, drawn)}</div>
      </div>`;
  }

  #take(model, before) {
    this.#follower.take(model, before);
    this.editor.forget();
    this.filter.clear();
    this.selection = new Selection({row: 0, column: 0});
    this.#told = '';
  }

  #onFocus = event => {
    this.#clipboard.listen();
    this.#pointer.onFocus(event);
  };

  /** Selects what a step has changed. */
  showChange(selection) {
    this.#mustFocus ||= ['td', 'textarea'].includes(this.renderRoot.activeElement?.localName);
    this.#revealed = 'nearest';
    this.#change(selection);
    this.requestUpdate();
  }

  #skipHead() {
    const skipped = this.showsTechnical ? 0 : this.headCount;
    if (skipped !== this.shown.skipped) {
      this.shown.skipped = skipped;
      this.#follower.keepPlace(() => this.shown.refresh());
    }
  }

  /** An open editor belongs to the cell with the focus, so it is closed before that changes. */
  #change(selection) {
    this.editor.commit();
    this.selection = selection.clampTo(this.size.rows, this.size.columns);
  }

  #tellFocus() {
    const {row, column} = this.focusedCell;
    const told = row === undefined ? '' : `${this.model.rows[row].id} ${column} ${this.model.text(row, column)}`;
    if (told !== this.#told) {
      this.#told = told;
      this.tellCell('cell-focus');
    }
  }
}

customElements.define('policy-grid', PolicyGrid);
