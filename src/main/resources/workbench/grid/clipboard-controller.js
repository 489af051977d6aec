import {formatTsv, parseTsv} from './tsv.js';

/**
 * Copies, cuts and pastes ranges by the browser's own events. Browsers send them to the place of the text selection, not
 * to the focus, so they are heard at the document for as long as the grid has the focus.
 */
export class ClipboardController {
  #grid;
  #listeners = {copy: event => this.#copy(event), cut: event => this.#cut(event), paste: event => this.#paste(event)};

  constructor(grid) {
    this.#grid = grid;
    grid.addController(this);
  }

  hostDisconnected() {
    this.forget();
  }

  listen() {
    Object.entries(this.#listeners).forEach(([type, listener]) => document.addEventListener(type, listener));
  }

  forget() {
    Object.entries(this.#listeners).forEach(([type, listener]) => document.removeEventListener(type, listener));
  }

  #copy(event) {
    if (!this.#isForCells()) {
      return false;
    }
    event.clipboardData.setData('text/plain', formatTsv(this.#grid.actions.selectedTexts()));
    event.preventDefault();
    return true;
  }

  #cut(event) {
    if (this.#grid.editable && this.#copy(event)) {
      this.#grid.actions.clear('Cut');
    }
  }

  #paste(event) {
    if (this.#grid.editable && this.#isForCells()) {
      event.preventDefault();
      this.#grid.actions.paste(parseTsv(event.clipboardData.getData('text/plain')));
    }
  }

  /** Text boxes keep their clipboard, and so does text that was selected inside a cell. */
  #isForCells() {
    const root = this.#grid.renderRoot;
    const selection = (root.getSelection ? root : document).getSelection();
    return root.activeElement?.localName === 'td' && (!selection || selection.isCollapsed);
  }
}
