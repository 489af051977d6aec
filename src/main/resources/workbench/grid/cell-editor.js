import {html} from 'lit';

/** The text box in the cell with the focus, while its text is edited. */
export class CellEditor {
  #grid;
  #text;
  #rowId;
  #column;

  constructor(grid) {
    this.#grid = grid;
  }

  get isOpen() {
    return this.#text !== undefined;
  }

  /** Opens in the cell with the focus, with its text or with one that was typed. */
  open(typed) {
    const {row, column} = this.#grid.focusedCell;
    this.#rowId = this.#grid.model.rows[row].id;
    this.#column = column;
    this.#text = typed ?? this.#grid.model.text(row, column);
    this.#grid.refreshAndFocus();
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
  }

  /** Closes, for a grid whose table was replaced. */
  forget() {
    this.#text = undefined;
  }

  template(label) {
    return html`<textarea aria-label=${label} rows="1" .value=${this.#text}
      @input=${event => { this.#text = event.target.value; }}
      @keydown=${this.#onKey} @blur=${this.#onBlur}></textarea>`;
  }

  #write(text) {
    const {model} = this.#grid;
    const row = model.rows.findIndex(({id}) => id === this.#rowId);
    if (row < 0) {
      this.#grid.say(`The row was deleted while you edited it. Your text was: ${text}`);
    } else {
      model.setCell(row, this.#column, text);
    }
  }

  #onKey = event => {
    event.stopPropagation();
    const action = event.isComposing ? undefined : this.#actionOf(event);
    if (action) {
      event.preventDefault();
      action();
    }
  };

  #actionOf({key, shiftKey, altKey}) {
    const commitAnd = action => () => {
      this.commit();
      this.#grid.actions[action]();
    };
    switch (key) {
      case 'Escape': return () => this.cancel();
      case 'Enter': return altKey ? () => this.#breakLine() : commitAnd(shiftKey ? 'goUp' : 'goDown');
      case 'Tab': return commitAnd(shiftKey ? 'goToPreviousCell' : 'goToNextCell');
      default: return undefined;
    }
  }

  #breakLine() {
    const box = this.#grid.renderRoot.querySelector('textarea');
    box.setRangeText('\n', box.selectionStart, box.selectionEnd, 'end');
    this.#text = box.value;
  }

  /** Another window may take the focus for a moment; the edit goes on then. */
  #onBlur = () => {
    if (document.hasFocus()) {
      this.commit();
    }
  };
}
