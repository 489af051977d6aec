import {LitElement, css, html, nothing} from 'lit';
import {session as caller} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../grid/policy-grid.js';
import '../tables/cell-detail.js';
import {columnLetters} from '../tables/places.js';
import {problemsOf, problemsOfCell} from '../tables/problem-marks.js';
import {acceptButton, takeBackButton} from './accept-button.js';
import {CellNames} from './cell-names.js';
import './cell-echo.js';
import './column-tools.js';
import './table-facts.js';
import {FollowsModel} from './follows-model.js';
import {marksOfSheet, statesOfRows} from './sheet-marks.js';

const PAUSE_MILLIS = 250;

/**
 * A table of a draft to be edited, with the cell that has the focus explained beside it. Sends `place` when another cell has got the
 * focus. The slot stands below that explanation.
 */
class TableEditor extends LitElement {
  static properties = {
    session: {attribute: false},
    /** @type {import('./draft-sheet.js').DraftSheet} */
    sheet: {attribute: false},
    entry: {attribute: false},
    /** The row and the column of the address, as the file names them. One that is noted in it leads nowhere: another cell may have the focus by now. */
    place: {attribute: false},
    /** @type {import('./draft-session.js').Check | null} */
    problems: {attribute: false},
    version: {attribute: false},
    conflicts: {attribute: false},
    /** The rows that answer a question, of all tables: `{table, row}`. */
    litRows: {attribute: false},
    cell: {state: true},
    typed: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .beside { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: var(--space-4); align-items: start }
      policy-grid { --grid-height: max(24rem, calc(100vh - 17rem)); position: sticky; top: var(--space-3) } /* What stands beside it may be longer. */
      cell-detail { margin-bottom: var(--space-4) }
      .aside { border-left: 1px solid var(--line); padding-left: var(--space-4); min-width: 0 }
      .correction { margin: var(--space-2) 0 0 }
      @media (max-width: 75rem) {
        .beside { grid-template-columns: minmax(0, 1fr); gap: var(--space-3) }
        policy-grid { --grid-height: 65vh; position: static }
        .aside { border: none; padding: 0 }
      }
    `,
  ];

  #seen = '';
  #timer;
  #target = null;
  #marksOf = '';
  #litRows;

  constructor() {
    super();
    this.litRows = [];
    new FollowsModel(this);
  }

  willUpdate(changed) {
    if (changed.has('sheet')) {
      clearTimeout(this.#timer);
      [this.cell, this.typed, this.#seen] = [undefined, undefined, ''];
      this.names = new CellNames(this.sheet);
      this.complete = (cell, text, caret, all) => this.names.complete(cell, text, caret, all);
    }
    if (changed.has('sheet') || changed.has('place')) {
      this.#target = this.#findTarget(changed.has('sheet'));
    }
    this.#mark();
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('pagehide', this.#commit);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#commit();
    clearTimeout(this.#timer);
    window.removeEventListener('pagehide', this.#commit);
  }

  render() {
    const {sheet, session, entry} = this;
    const isEditable = session.isOpen && caller.may('checking');
    return html`
      <table-facts .sheet=${sheet} .entry=${entry} .session=${session} ?editable=${isEditable}></table-facts>
      <div class="beside">
        <policy-grid .model=${sheet.model} .label=${entry.title} ?editable=${isEditable} .headCount=${sheet.headCount} .marks=${this.marks}
          .rowStates=${this.rowStates} .complete=${this.complete} .describesCell=${false}
          @cell-focus=${this.#follow} @cell-input=${event => { this.typed = event.detail; }} @cell-remedy=${this.#correct}
          @cell-overwrite=${this.#keepBoth}>
          ${isEditable ? html`<column-tools slot="tools" .grid=${this.#grid} .sheet=${sheet}></column-tools>` : nothing}
        </policy-grid>
        <div class="aside">
          ${this.#echo()}
          <cell-detail brief .sheet=${sheet} .cell=${this.#detailed} .problems=${this.problemsOfSheet}>${this.#correction()}${this.#acceptances()}</cell-detail>
          <slot></slot>
        </div>
      </div>
    `;
  }

  /** Lets the next place take the focus, also if it was shown already; the cell with the focus does not become the place any more. */
  forgetPlace() {
    clearTimeout(this.#timer);
    this.#seen = '';
  }

  async updated(changed) {
    const grid = this.#grid;
    const target = this.#target;
    this.#target = null;
    if (changed.has('sheet')) {
      this.requestUpdate(); // The buttons act on the grid, which is there by now.
    }
    await grid.updateComplete;
    if (target) {
      grid.focusCell(target.row, target.column);
    }
  }

  get #grid() {
    return this.renderRoot?.querySelector('policy-grid');
  }

  /** Rows above the table say nothing by themselves. */
  get #detailed() {
    return this.cell && this.cell.row >= this.sheet.headCount ? this.cell : undefined;
  }

  #correction() {
    const corrected = this.#correctedText();
    return corrected === undefined || !this.session.isOpen ? nothing : html`
      <p class="correction"><button type="button" @click=${this.#correct}>Write “${corrected}”</button> <span class="quiet">Ctrl+.</span></p>`;
  }

  /** Only a warning of what is shown can be accepted. */
  #acceptances() {
    const {cell, sheet, session} = this;
    return !this.#detailed || !sheet.model.rows[cell.row] || !sheet.columns[cell.column] || !session.isOpen ? nothing
      : problemsOfCell(this.problemsOfSheet, sheet, cell.row, cell.column)
        .map(problem => html`${acceptButton(this, problem)}${takeBackButton(this, problem)}`);
  }

  #echo() {
    const {cell, sheet, typed} = this;
    const isTyped = typed && cell && typed.row === cell.row && typed.column === cell.column;
    return cell && sheet.model.rows[cell.row] && sheet.columns[cell.column] ? html`<cell-echo .draft=${this.session.id} .sheet=${sheet} .cell=${cell} .text=${isTyped ? typed.value : sheet.model.text(cell.row, cell.column)}></cell-echo>` : nothing;
  }

  #correctedText() {
    const {cell, sheet} = this;
    return this.#detailed && sheet.model.rows[cell.row] && sheet.columns[cell.column]
      ? this.names.correct(cell, problemsOfCell(this.problemsOfSheet, sheet, cell.row, cell.column))
      : undefined;
  }

  #correct = () => {
    const text = this.#correctedText();
    if (text === undefined) {
      this.#grid.say('There is nothing to correct here.');
    } else {
      this.sheet.model.setCell(this.cell.row, this.cell.column, text, 'Correction');
      this.#grid.refreshAndFocus();
    }
  };

  #keepBoth = event => {
    event.preventDefault();
    this.sheet.overwrite(event.detail);
    this.session.tell('conflict');
  };

  /** The text of an open editor is a change like any other when the page is left. */
  #commit = () => this.#grid?.editor.commit();

  /** Marks are told by places, so they are only taken from an answer about what is shown. */
  #mark() {
    const {sheet, problems, session} = this;
    const key = `${problems?.version} ${sheet.version} ${sheet.conflicts.length} ${sheet.file} ${sheet.sheet}`;
    const isOther = this.#marksOf !== key || this.#litRows !== this.litRows;
    if (isOther && (session.waiting === 0 || !this.marks || sheet.conflicts.length > 0)) {
      [this.#marksOf, this.#litRows] = [key, this.litRows];
      this.problemsOfSheet = problemsOf(problems?.problems ?? [], sheet);
      this.marks = marksOfSheet(sheet, this.problemsOfSheet, session.draft.basedOn);
      this.rowStates = statesOfRows(sheet, this.litRows, this.problemsOfSheet);
    }
  }

  #findTarget(isAnotherSheet) {
    const row = this.sheet.indexOfRow(this.place.row);
    const column = Math.max(0, this.sheet.indexOfColumn(this.place.column ?? 'A'));
    const cell = `${row} ${column}`;
    const isKnown = !this.place.isAgain && (this.#seen === cell || (this.place.isNoted && !isAnotherSheet));
    this.#seen = cell; // Other parts of the address change, too, while the place in it stays.
    return row < 0 || isKnown ? null : {row, column};
  }

  /** The address follows after a pause, since browsers allow few changes of it a second. */
  #follow = ({detail: {row, column}, target}) => {
    this.cell = {row, column};
    this.typed = undefined;
    clearTimeout(this.#timer);
    if (target.matches(':focus-within')) {
      this.#timer = setTimeout(() => this.#tellPlace(row, column), PAUSE_MILLIS);
    }
  };

  #tellPlace(row, column) {
    const {file, sheet} = this.sheet;
    this.dispatchEvent(new CustomEvent('place', {detail: {file, sheet, row: row + 1, column: columnLetters(column)}, bubbles: true, composed: true}));
  }
}

customElements.define('table-editor', TableEditor);
