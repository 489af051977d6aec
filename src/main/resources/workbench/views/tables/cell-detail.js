import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {problemsOfCell, sayProblem} from './problem-marks.js';
import {sayBlank, sayRow} from './table-words.js';

const NAMES_SHOWN = 12;

/**
 * The cell with the focus, explained: `<cell-detail .sheet=${sheet} .cell=${{row, column}} .problems=${problems}>`; if `brief`, what
 * its row and column say is folded away. The slot takes what else is known of it.
 */
class CellDetail extends LitElement {
  static properties = {
    sheet: {attribute: false},
    cell: {attribute: false},
    problems: {attribute: false},
    brief: {type: Boolean},
    copied: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      :host { font-size: var(--size-small) }
      h2 { margin: 0 0 var(--space-2); font-size: var(--size-text) }
      h3 { margin: var(--space-4) 0 var(--space-1); font-size: var(--size-small); color: var(--quiet) }
      p, ul, dl { margin: 0 }
      .text { white-space: pre-wrap; font-size: var(--size-text); padding: var(--space-2) var(--space-3); background: var(--raised); border-radius: var(--radius) }
      .blank { color: var(--quiet); font-style: italic }
      .problem { padding: var(--space-2) var(--space-3); margin-top: var(--space-2); border-left: 4px solid var(--line) }
      .error { border-color: var(--bad); background: var(--bad-back) }
      .warning { border-color: var(--warning); background: var(--warning-back) }
      ul { padding-left: var(--space-4) }
      p.row { margin-top: var(--space-2) }
      .row strong { font-weight: 600 }
      .row strong, .row span { overflow-wrap: anywhere; white-space: pre-wrap }
      .here { background: var(--marked-back) }
      details { margin-top: var(--space-2) }
      summary { cursor: pointer; color: var(--quiet) }
      .actions { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; margin-top: var(--space-4) }
      button { min-height: 1.75rem; padding: 0 var(--space-2) }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('cell')) {
      this.copied = '';
    }
  }

  render() {
    const {sheet, cell} = this;
    if (!cell || !sheet.model.rows[cell.row]) {
      return html`<p class="quiet">Choose a cell, and it is explained here.</p>`;
    }
    const column = sheet.columns[cell.column];
    const text = sheet.model.text(cell.row, cell.column);
    return html`
      <h2>Row ${sheet.rowNumbers[cell.row]}, ${column.title}</h2>
      ${text.trim() === '' ? html`<p class="text blank">${sayBlank(column)}</p>` : html`<p class="text">${text}</p>`}
      ${problemsOfCell(this.problems, sheet, cell.row, cell.column)
        .map(problem => html`<p class="problem ${problem.accepted ? 'accepted' : problem.severity}">${sayProblem(problem)}</p>`)}
      ${this.brief ? html`
        ${this.#conditions()}
        <slot></slot>
        <details><summary>What the row and the column say</summary>${this.#context(column)}${this.#actions()}</details>` : html`
        ${this.#context(column)}
        <slot></slot>
        ${this.#actions()}`}
    `;
  }

  #context(column) {
    return html`${this.#row()}${this.#column(column)}`;
  }

  #row() {
    const {when, then} = sayRow(this.sheet, this.cell.row);
    return when.length + then.length === 0 ? nothing : html`
      <h3>The row says</h3>
      <div class="row">
        <p>${when.length === 0 ? 'Always:' : html`When ${join(when)}:`}</p>
        ${then.length === 0 ? html`<p class="quiet">nothing.</p>` : html`<ul>${then.map(part => html`<li>${said(part)}</li>`)}</ul>`}
      </div>
    `;
  }

  /** Says which row it is, whose conditions may be out of sight. */
  #conditions() {
    const {when} = sayRow(this.sheet, this.cell.row);
    return when.length === 0 ? nothing : html`<p class="row quiet">When ${join(when)}</p>`;
  }

  #column({words, form, list, names, kind}) {
    if (!form) {
      return nothing;
    }
    return html`
      <h3>The column</h3>
      <p>${kind === 'condition' ? 'tests:' : 'says:'} ${words} …</p>
      <p>A cell holds ${form}${list && !form.includes('list') ? ', or several, parted by commas' : ''}.</p>
      ${names.length === 0 ? nothing : this.#names(names)}
    `;
  }

  #names(names) {
    const shown = names.slice(0, NAMES_SHOWN);
    return html`
      <p class="quiet">Names that the tables know: ${shown.join(' · ')}${names.length > shown.length
        ? ` and ${names.length - shown.length} more`
        : ''}</p>
    `;
  }

  #actions() {
    return html`
      <div class="actions">
        <button type="button" @click=${() => this.#copy(location.href, 'The address is copied.')}>Copy the address of this cell</button>
        <button type="button" @click=${() => this.#copy(this.sheet.model.text(this.cell.row, this.cell.column), 'The text is copied.')}>Copy the text</button>
        <span role="status">${this.copied}</span>
      </div>
    `;
  }

  async #copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      this.copied = done;
    } catch {
      this.copied = 'The browser does not allow to copy here.';
    }
  }
}

function join(parts) {
  return parts.map((part, at) => html`${at === 0 ? '' : at === parts.length - 1 ? ' and ' : ', '}${said(part)}`);
}

function said({words, text}) {
  return html`<span>${words} <strong>${text}</strong></span>`;
}

customElements.define('cell-detail', CellDetail);
