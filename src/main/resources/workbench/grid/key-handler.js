import {actionOf, moveOf, writesText} from './keyboard.js';

/** Answers the keys that are pressed in a grid: with a move, an action, or an editor that takes the character. */
export class KeyHandler {
  #grid;
  #tabLeaves = false;

  constructor(grid) {
    this.#grid = grid;
  }

  onKey = event => {
    const isInCell = event.composedPath()[0].localName === 'td';
    const action = actionOf(event, this.#grid.editable);
    if (action === 'find') {
      this.#find(event);
    } else if (isInCell && action === 'letTabLeave') {
      this.#letTabLeave();
    } else if (isInCell && action && !this.#leaves(event)) {
      event.preventDefault();
      this.#grid.actions[action]();
    } else if (isInCell && !action) {
      this.#moveOrWrite(event);
    }
  };

  /** The browser's own search is the better one where it sees all rows, and replaces nothing. */
  #find(event) {
    if (this.#grid.showsPart || this.#grid.editable) {
      event.preventDefault();
      this.#grid.find.open();
    }
  }

  /** Editing takes Tab for itself; after Escape the next one leaves the table. */
  #letTabLeave() {
    this.#tabLeaves = true;
    this.#grid.say('Tab leaves the table now.');
  }

  #leaves(event) {
    const leaves = event.key === 'Tab' && (this.#tabLeaves || this.#isAtEnd(event.shiftKey));
    this.#tabLeaves = false;
    return leaves;
  }

  #isAtEnd(backwards) {
    const { selection: {focus: {row, column}}, size } = this.#grid;
    return backwards ? row === 0 && column === 0 : row >= size.rows - 1 && column === size.columns - 1;
  }

  #moveOrWrite(event) {
    const cell = moveOf(event, this.#grid.selection.focus, this.#grid.size);
    if (cell) {
      event.preventDefault();
      this.#tabLeaves = false;
      this.#grid.moveTo(cell, event.shiftKey);
    } else if (this.#grid.editable && writesText(event)) {
      event.preventDefault();
      this.#grid.actions.replaceBy(event.key);
    }
  }
}
