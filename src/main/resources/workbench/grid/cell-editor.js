import {html} from 'lit';
import {Completion} from './completion.js';

/** The text box in the cell with the focus, while its text is edited. */
export class CellEditor {
  #grid;
  #text;
  /** The text of the cell when the editor was opened. */
  #before;
  #rowId;
  #columnKey;
  #completion;
  /** Is true while the text box may be taken to another place of the page, which takes its focus. */
  #isMoving = false;

  constructor(grid) {
    this.#grid = grid;
    this.#completion = new Completion(grid);
  }

  get isOpen() {
    return this.#text !== undefined;
  }

  /** Changes when the editor must be drawn anew. */
  get revision() {
    return this.#completion.revision;
  }

  /** Opens in the cell with the focus, with its text or with one that was typed. */
  open(typed) {
    const {row, column} = this.#grid.focusedCell;
    this.#rowId = this.#grid.model.rows[row].id;
    this.#columnKey = this.#grid.model.columns[column].key;
    this.#before = this.#grid.model.text(row, column);
    this.#text = typed ?? this.#before;
    this.#grid.refreshAndFocus();
    if (typed !== undefined) {
      this.#tellText(typed.length);
    }
  }

  /** Closes and writes the text into the cell. */
  commit() {
    if (this.isOpen) {
      const text = this.#text;
      this.forget();
      this.#write(text);
      this.#grid.requestUpdate();
    }
  }

  /** Closes, and leaves the cell as it is. */
  cancel() {
    this.forget();
    this.#grid.refreshAndFocus();
    this.#grid.tellCell('cell-focus');
  }

  /** Closes, for a grid whose table was replaced. */
  forget() {
    this.#text = undefined;
    this.#completion.close();
  }

  /** Stays open in its cell, wherever that is by now, and offers the names that are known by now; if the cell is gone, closes and says the text. */
  followCell() {
    if (this.isOpen && (this.#row < 0 || this.#column < 0)) {
      this.commit();
    } else if (this.isOpen) {
      this.#completion.renew({row: this.#row, column: this.#column});
      this.#move();
    }
  }

  async #move() {
    const {selectionStart, selectionEnd} = this.#box ?? {};
    this.#isMoving = true;
    this.#grid.refreshAndFocus();
    await this.#grid.updateComplete;
    this.#isMoving = false;
    this.#box?.setSelectionRange(selectionStart, selectionEnd);
  }

  template(label) {
    return html`<textarea aria-label=${label} rows="1" .value=${this.#text}
      aria-autocomplete=${this.#completion.ariaAutocomplete} aria-controls=${this.#completion.ariaControls}
      aria-activedescendant=${this.#completion.ariaActive}
      @input=${this.#onInput} @keydown=${this.#onKey} @blur=${this.#onBlur}></textarea>
      ${this.#completion.template(choice => this.#take(choice))}`;
  }

  get #row() {
    return this.#grid.model.rows.findIndex(({id}) => id === this.#rowId);
  }

  get #column() {
    return this.#grid.model.columns.findIndex(({key}) => key === this.#columnKey);
  }

  get #box() {
    return this.#grid.renderRoot.querySelector('td textarea');
  }

  #write(text) {
    const [row, column] = [this.#row, this.#column];
    if (row < 0 || column < 0) {
      this.#grid.say(`The ${row < 0 ? 'row' : 'column'} was deleted while you edited it. Your text was: ${text}`);
    } else if (!this.#isOverwriting(row, column, text)) {
      this.#grid.model.setCell(row, column, text);
    }
  }

  /** Asks the view first if somebody else has changed the cell meanwhile. Returns true if the view takes care of it. */
  #isOverwriting(row, column, mine) {
    const theirs = this.#grid.model.text(row, column);
    const isOther = theirs !== this.#before && theirs !== mine && mine !== this.#before;
    return isOther && !this.#grid.dispatchEvent(new CustomEvent('cell-overwrite', {cancelable: true, detail: {row, column, mine, theirs}}));
  }

  #onInput = event => {
    this.#text = event.target.value;
    this.#tellText(event.target.selectionStart);
  };

  /** Views show what a text means while it is typed. */
  #tellText(caret) {
    const [row, column] = [this.#row, this.#column];
    this.#completion.offer({row, column}, this.#text, caret);
    this.#grid.dispatchEvent(new CustomEvent('cell-input', {detail: {row, column, value: this.#text}}));
  }

  /** Puts a choice in the place of what was typed for it. */
  #take({text, from, to}) {
    const box = this.#box;
    box.setRangeText(text, from, to, 'end');
    this.#text = box.value;
    this.#completion.close();
    box.focus();
    const [row, column] = [this.#row, this.#column];
    this.#grid.dispatchEvent(new CustomEvent('cell-input', {detail: {row, column, value: this.#text}}));
    this.#grid.requestUpdate();
  }

  #onKey = event => {
    event.stopPropagation();
    const action = event.isComposing ? undefined : this.#completion.actionOf(event) ?? this.#actionOf(event);
    if (action) {
      event.preventDefault();
      action();
    }
  };

  #actionOf({key, shiftKey, altKey, ctrlKey}) {
    const commitAnd = action => () => {
      const chosen = this.#completion.chosen;
      if (chosen) {
        this.#take(chosen);
      }
      this.commit();
      this.#grid.actions[action]();
    };
    switch (key) {
      case 'Escape': return () => this.cancel();
      case 'Enter': return altKey ? () => this.#breakLine() : commitAnd(shiftKey ? 'goUp' : 'goDown');
      case 'Tab': return commitAnd(shiftKey ? 'goToPreviousCell' : 'goToNextCell');
      case ' ': return ctrlKey ? () => this.#completion.offerAll({row: this.#row, column: this.#column}, this.#text, this.#box.selectionStart) : undefined;
      default: return undefined;
    }
  }

  #breakLine() {
    const box = this.#box;
    box.setRangeText('\n', box.selectionStart, box.selectionEnd, 'end');
    this.#text = box.value;
  }

  /** Another window may take the focus for a moment; the edit goes on then. */
  #onBlur = () => {
    if (document.hasFocus() && !this.#isMoving) {
      this.commit();
    }
  };
}
