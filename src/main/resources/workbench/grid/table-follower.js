import {Selection} from './selection.js';

const WORDS = {edit: label => label, undo: label => `Undone: ${label}`, redo: label => `Redone: ${label}`};

/** Follows the changes of a grid's table: goes to what was changed here, and stays where it is if somebody else changed something. */
export class TableFollower {
  #grid;
  #columns = [];

  constructor(grid) {
    this.#grid = grid;
  }

  /** Follows another table from now on. */
  take(model, before) {
    before?.removeEventListener('table-change', this.#onChange);
    model?.addEventListener('table-change', this.#onChange);
    this.#columns = model?.columns ?? [];
  }

  leave(model) {
    model?.removeEventListener('table-change', this.#onChange);
  }

  /** Keeps the same rows and columns selected while others are shown or hidden. */
  keepPlace(show) {
    const {shown, selection} = this.#grid;
    const named = [selection.anchor, selection.focus].map(({row, column}) => ({row, column, id: shown.idAt(row), key: this.#columns[column]?.key}));
    show();
    this.#columns = this.#grid.model.columns;
    const [anchor, focus] = named.map(cell => this.#placeOf(cell));
    this.#grid.selection = new Selection(anchor, focus).clampTo(this.#grid.size.rows, this.#grid.size.columns);
    this.#grid.requestUpdate();
  }

  #onChange = ({detail: {label, cause, range}}) => {
    if (cause === 'other') {
      this.keepPlace(() => this.#grid.shown.refresh());
      this.#grid.find.refresh();
      this.#grid.editor.followCell();
    } else {
      this.#goTo(label, cause, range);
    }
  };

  #goTo(label, cause, range) {
    const {shown, find} = this.#grid;
    shown.refresh();
    this.#columns = this.#grid.model.columns;
    find.refresh();
    const place = Selection.of({...range, top: shown.placeOf(range.top), bottom: shown.placeOf(range.bottom)});
    if (cause !== 'edit' || !place.isOneCell) {
      this.#grid.say(WORDS[cause](label));
    }
    this.#grid.showChange(place);
  }

  #placeOf({row, column, id, key}) {
    const place = this.#grid.shown.placeOfId(id);
    const at = this.#grid.model.columns.findIndex(each => each.key === key);
    return {row: place < 0 ? row : place, column: at < 0 ? column : at};
  }
}
