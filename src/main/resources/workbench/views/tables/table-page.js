import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';
import '../../grid/policy-grid.js';
import './cell-detail.js';
import './cell-origin.js';
import './edit-button.js';
import {sayLitRows, statesOfRows} from './lit-rows.js';
import {marksOf, rowsBeyondTime} from './problem-marks.js';
import './problem-list.js';
import {sayColumns, sayHitPolicy} from './table-words.js';
import {parsePlace} from './places.js';

const PAUSE_MILLIS = 250;

/**
 * A table or a file of scenarios, with the cell that has the focus explained beside it. Sends `place` with `row` and `column` as the
 * file names them when another cell has got the focus.
 */
class TablePage extends LitElement {
  static properties = {
    entry: {attribute: false},
    /** @type {import('./sheet.js').Sheet} */
    sheet: {attribute: false},
    /** The problems of the table, those of refused newer ones included. */
    problems: {attribute: false},
    /** The row and the column of the address, as the file names them. */
    place: {attribute: false},
    /** Is true if the address only notes what is shown. */
    isNoted: {attribute: false},
    question: {attribute: false},
    /** @type {import('./lit-rows.js').Lighting | null} */
    lighting: {attribute: false},
    /** The numbers of the rows that no scenario reaches, or the failure to find them; undefined while they are sought. */
    unreached: {attribute: false},
    /** The releases that wrote the cells; see `<cell-origin>`. */
    blame: {attribute: false},
    /** The release that addresses name, if any. */
    release: {attribute: false},
    cell: {state: true},
    targetRow: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: var(--space-1) }
      .about { margin-bottom: var(--space-3); max-width: 60rem }
      problem-list { margin-bottom: var(--space-3) }
      .note { padding: var(--space-2) var(--space-3); margin-bottom: var(--space-3); border-left: 4px solid var(--accent); background: var(--accent-back) }
      .beside { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: var(--space-4); align-items: start }
      policy-grid { --grid-height: max(24rem, calc(100vh - 19rem)) }
      cell-detail { border-left: 1px solid var(--line); padding-left: var(--space-4); max-height: max(24rem, calc(100vh - 19rem)); overflow: auto }
      cell-detail h3 { margin: var(--space-4) 0 var(--space-1); font-size: var(--size-small); color: var(--quiet) }
      cell-detail p { margin: 0 }
      @media (max-width: 75rem) {
        .beside { grid-template-columns: minmax(0, 1fr); gap: var(--space-3) }
        policy-grid { --grid-height: 65vh }
        cell-detail { border: none; padding: 0; max-height: none }
      }
    `,
  ];

  #timer;
  /** The cell that an address led to, until it is shown; it gets the focus unless the same place is shown of another release. */
  #target = null;
  #mustFocus = false;

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer); // The address leads elsewhere now.
  }

  willUpdate(changed) {
    if (changed.has('sheet')) {
      this.cell = undefined;
      this.targetRow = undefined;
      clearTimeout(this.#timer);
      const {rowNumbers} = this.sheet;
      this.rowNumber = index => rowNumbers[index];
    }
    if (changed.has('sheet') || (changed.has('place') && !this.isNoted)) {
      this.#target = this.#findTarget();
      this.#mustFocus = changed.has('place') || Boolean(this.renderRoot?.querySelector('policy-grid')?.matches(':focus-within'));
      this.targetRow = this.#target?.row ?? this.targetRow;
    }
    if (['sheet', 'problems'].some(name => changed.has(name))) {
      this.marks = marksOf(this.problems, this.sheet);
    }
    if (['sheet', 'lighting', 'unreached', 'problems'].some(name => changed.has(name))) {
      this.rowStates = statesOfRows(this.lighting, this.unreached?.failure ? [] : this.unreached ?? [], this.entry.title, this.sheet, rowsBeyondTime(this.problems, this.sheet));
    }
  }

  render() {
    const {entry, sheet} = this;
    return html`
      <h1 tabindex="-1">${entry.title}</h1>
      <p class="about quiet">
        ${entry.file}${entry.sheet ? `, sheet ${entry.sheet}` : ''}.
        ${sayColumns(sheet)} ${entry.summary ? sayHitPolicy(entry.summary) : ''}
      </p>
      ${this.#missingPlace()}
      ${this.lighting ? this.#litNote() : nothing}
      <problem-list .problems=${this.problems} .addressOf=${problem => this.#addressOf(parsePlace(problem.cell))}></problem-list>
      <div class="beside">
        <div>
          <policy-grid
            .model=${sheet.model} .label=${entry.title} .marks=${this.marks} .rowStates=${this.rowStates}
   .describesCell=${false}
            .rowNumber=${this.rowNumber} .technicalLabels=${sheet.technicalLabels} .focusRow=${this.targetRow}
            @cell-focus=${event => this.#follow(event)}>
            <edit-button slot="tools" .entry=${entry} .place=${this.cell ? this.#placeOf(this.cell) : {}}></edit-button>
          </policy-grid>
          ${this.#legend()}
        </div>
        <cell-detail .sheet=${sheet} .cell=${this.cell} .problems=${this.problems}>${this.#reason()}${this.#origin()}</cell-detail>
      </div>
    `;
  }

  /** Leads to the reason why the row of the cell answers the question of the address, or why not. */
  #reason() {
    const {sheet, cell, lighting, entry, question} = this;
    if (!cell || !lighting || lighting.reason || !sheet.rowNumbers[cell.row]) {
      return nothing;
    }
    const row = sheet.rowNumbers[cell.row];
    const isLit = lighting.rows.some(each => each.table === entry.title && each.row === row);
    return html`
      <h3>The question</h3>
      <p><a href=${addressOf('ask', [], {...question.parameters, table: entry.title, row})}>${isLit ? `Why row ${row} answers` : `Why not row ${row}?`}</a></p>
    `;
  }

  #origin() {
    const {sheet, cell} = this;
    return cell
      ? html`<cell-origin .blame=${this.blame} .row=${sheet.rowNumbers[cell.row]} .column=${sheet.columns[cell.column].title}></cell-origin>`
      : nothing;
  }

  #legend() {
    if (this.unreached?.failure) {
      return html`<p class="legend small quiet">Rows that no scenario reaches are not marked: ${this.unreached.failure}</p>`;
    }
    const count = this.rowStates.filter(({state}) => state.split(' ').includes('unused')).length;
    return count === 0 ? nothing : html`<p class="legend small quiet">Rows with a grey margin: no scenario reaches them, so no test would notice a slip. ${sayCount(count, 'row')} of ${this.sheet.rowNumbers.length.toLocaleString('en-GB')}.</p>`;
  }

  focus() {
    this.renderRoot.querySelector('h1')?.focus();
  }

  async updated(changed) {
    const grid = this.renderRoot.querySelector('policy-grid');
    const [target, mustFocus] = [this.#target, this.#mustFocus];
    this.#target = null;
    await grid.updateComplete;
    if (target && mustFocus) {
      grid.focusCell(target.row, target.column);
    } else if (target) {
      grid.reveal(target);
    } else if (!this.place.row && changed.has('sheet')) {
      this.#revealLitRow(grid);
    }
  }

  /** Returns the cell that the address leads to; null if there is none. */
  #findTarget() {
    const row = this.sheet.indexOfRow(this.place.row);
    const column = Math.max(0, this.sheet.indexOfColumn(this.place.column));
    return row < 0 ? null : {row, column};
  }

  /** Scrolls to the first row that answers, while the focus stays where it is. */
  #revealLitRow(grid) {
    const lit = this.rowStates.find(({state}) => state === 'lit');
    if (lit) {
      grid.reveal({row: lit.row, column: 0});
    }
  }

  #missingPlace() {
    const {sheet, place} = this;
    if (!place.row || sheet.indexOfRow(place.row) >= 0) {
      return nothing;
    }
    const [first, last] = [sheet.rowNumbers[0], sheet.rowNumbers.at(-1)];
    return html`<p class="note">${sheet.isInHeader(place.row)
      ? `Row ${place.row} is a technical row. Switch “Technical rows” on to see it.`
      : `There is no row ${place.row} here. ${first ? `The rows are ${first} to ${last}.` : 'The table has no rows.'}`}</p>`;
  }

  #litNote() {
    const {lighting, entry, question} = this;
    return html`
      <p class="note">
        Asked for ${lighting.words}. ${sayLitRows(lighting, entry.title)}
        <a href=${addressOf('ask', [], question.parameters)}>Back to the answer</a> ·
        <a href=${addressOf('tables', entry.name.split('/'), {release: this.release})}>Show all rows alike</a>
      </p>
    `;
  }

  #addressOf({row, column}) {
    return addressOf('tables', this.entry.name.split('/'), {release: this.release, ...this.question.parameters, row, column});
  }

  /** Explains the cell with the focus. The address follows after a pause, since browsers allow few changes of it a second. */
  #follow({detail: {row, column}, target}) {
    this.cell = {row, column};
    clearTimeout(this.#timer);
    if (target.matches(':focus-within')) {
      this.#timer = setTimeout(() => this.#tellPlace(), PAUSE_MILLIS);
    }
  }

  #tellPlace() {
    this.dispatchEvent(new CustomEvent('place', {detail: this.#placeOf(this.cell)}));
  }

  #placeOf({row, column}) {
    return {row: this.sheet.rowNumbers[row], column: this.sheet.columns[column].column};
  }
}

customElements.define('table-page', TablePage);
