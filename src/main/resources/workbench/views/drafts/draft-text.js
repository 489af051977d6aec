/**
 * The rules of precedence of a draft in two states, as `DraftSheet` has a sheet: as the service has them, and as they are edited. What
 * differs is not saved yet. Sends `table-change` as the model of a sheet does.
 *
 * A text that both changed is a conflict: it stays what was typed here, and is not saved until one of both is taken.
 */
export class DraftText extends EventTarget {
  sheet = null;
  #saved;
  /** Is true while what was typed here is not saved because somebody else has written another text. */
  #isHeld = false;
  #author;

  /** @param {any} answer that of `GET …/precedence` */
  constructor({file, version, shipped, text}) {
    super();
    Object.assign(this, {file, version, shipped, text});
    this.#saved = text;
  }

  /** @returns {import('./draft-sheet.js').Conflict[]} */
  get conflicts() {
    return this.#isHeld ? [{sheet: this, mine: this.text, theirs: this.#saved, by: this.#author}] : [];
  }

  /** What tells of changes. */
  get model() {
    return this;
  }

  /** The text as it is edited now. */
  get state() {
    return this.text;
  }

  /** Writes another text. */
  write(text) {
    if (text !== this.text) {
      this.text = text;
      this.#tell('edit');
    }
  }

  /** Returns what is not saved yet, or what came after a state. */
  unsavedSteps(since = this.#saved) {
    const {file, text} = this;
    return this.conflicts.length > 0 || text === since ? [] : [{operation: {op: 'put-text', file, text}}];
  }

  markSaved({operation}, logged) {
    this.#saved = logged.text;
    this.shipped = false;
    if (this.text === operation.text && this.text !== logged.text) {
      this.text = logged.text; // The service keeps texts in a normal form.
      this.#tell('other');
    }
  }

  /** Takes over a change that somebody else has made. Returns false if the text must be read anew. */
  follow({op, text}, by) {
    if (op !== 'put-text') {
      return false;
    }
    this.shipped = false;
    this.#take(text, by);
    return true;
  }

  /** Takes a newer answer of the service. */
  refresh({version, shipped, text}) {
    Object.assign(this, {version, shipped});
    if (text !== this.#saved) {
      this.#take(text);
    }
  }

  /** Holds a text that was typed over one that somebody else wrote: a conflict. */
  hold({mine, by = this.#author}) {
    this.#author = by;
    this.#isHeld = mine !== this.#saved;
    this.write(mine);
  }

  /** Returns the conflict, if there is one, as it can be kept. */
  listHeld() {
    return this.conflicts.map(({mine, by}) => ({file: this.file, sheet: null, mine, by}));
  }

  /** Ends a conflict. @param {string} [text] what the file shall hold; as it is, if none is given */
  settle(conflict, text = this.text) {
    this.#isHeld = false;
    this.text = text;
    this.#tell('other');
  }

  #take(theirs, by) {
    this.#isHeld = this.text !== this.#saved && this.text !== theirs;
    this.#saved = theirs;
    this.#author = by;
    this.text = this.#isHeld ? this.text : theirs;
    this.#tell('other');
  }

  #tell(cause) {
    this.dispatchEvent(new CustomEvent('table-change', {detail: {label: 'Change of the rules', cause}}));
  }
}
