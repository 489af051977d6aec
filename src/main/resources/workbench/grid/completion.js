import {html, nothing} from 'lit';

/**
 * Names that complete what is typed into a cell. Which ones a cell may hold, the view says by the grid's property `complete`.
 *
 * @typedef {{text: string, from: number, to: number}} Choice a text for the place of the signs of the cell from `from` to before `to`
 */
export class Completion {
  #grid;
  /** @type {Choice[]} */
  #choices = [];
  #at = -1;
  /** The text that was to be completed last, the caret in it, and if everything was asked for; undefined after the list was closed. */
  #asked;

  constructor(grid) {
    this.#grid = grid;
  }

  /** Counts the changes of what is offered, so that a cell knows when to draw it. */
  revision = 0;

  /** The choice that the keys have reached, if any. */
  get chosen() {
    return this.#choices[this.#at];
  }

  get ariaAutocomplete() {
    return this.#grid.complete ? 'list' : nothing;
  }

  get ariaControls() {
    return this.#choices.length > 0 ? 'choices' : nothing;
  }

  get ariaActive() {
    return this.chosen ? `choice-${this.#at}` : nothing;
  }

  /** Offers what completes the text before the caret. */
  offer(cell, text, caret) {
    this.#ask(cell, {text, caret, all: false});
  }

  /** Offers everything that the cell may hold. */
  offerAll(cell, text, caret) {
    this.#ask(cell, {text, caret, all: true});
  }

  /** Offers anew what completes the same text: the names that the tables know, or the place of the cell, may be others. */
  renew(cell) {
    if (this.#asked) {
      const text = this.chosen?.text;
      this.#ask(cell, this.#asked);
      this.#at = this.#choices.findIndex(choice => choice.text === text);
    }
  }

  close() {
    this.#asked = undefined;
    this.#show([]);
  }

  /** Returns what a key does in the open list; undefined if it does nothing there. */
  actionOf({key, altKey, ctrlKey}) {
    if (this.#choices.length === 0 || altKey || ctrlKey) {
      return undefined;
    }
    switch (key) {
      case 'ArrowDown': return () => this.#go(1);
      case 'ArrowUp': return () => this.#go(-1);
      case 'Escape': return () => this.close();
      default: return undefined;
    }
  }

  template(take) {
    return this.#choices.length === 0 ? nothing : html`
      <ul id="choices" role="listbox" aria-label="Names that the tables know">${this.#choices.map(({text}, at) => html`
        <li id="choice-${at}" role="option" aria-selected=${at === this.#at ? 'true' : 'false'}
          @mousedown=${event => this.#onPress(event, this.#choices[at], take)}>${text}</li>`)}
      </ul>`;
  }

  /** The text box keeps the focus. */
  #onPress(event, choice, take) {
    event.preventDefault();
    event.stopPropagation();
    take(choice);
  }

  #ask(cell, asked) {
    this.#asked = asked;
    this.#show(this.#grid.complete?.(cell, asked.text, asked.caret, asked.all) ?? []);
  }

  #show(choices) {
    const changes = choices.length + this.#choices.length > 0;
    this.#choices = choices;
    this.#at = -1;
    if (changes) {
      this.#draw();
    }
  }

  /** Goes through the list and, at its ends, back to the text as it was typed. */
  #go(by) {
    const count = this.#choices.length + 1;
    this.#at = (this.#at + 1 + by + count) % count - 1;
    this.#draw();
    this.#grid.updateComplete.then(() => this.#grid.renderRoot.querySelector('[aria-selected="true"][role="option"]')?.scrollIntoView({block: 'nearest'}));
  }

  #draw() {
    this.revision++;
    this.#grid.requestUpdate();
  }
}
