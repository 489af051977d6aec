/**
 * Reports a date or an instant when it is told. Browsers send `change` after each digit that leaves a date, so the year 2026 passes
 * through 0002: what is typed counts once the field is left or Enter is pressed, what is picked in the calendar counts at once.
 */
export class LateInput {
  #report;
  #isTyping = false;

  /** @param {(text: string) => void} report takes the text of the field, empty if it was cleared */
  constructor(report) {
    this.#report = report;
  }

  onKey = ({key, target}) => {
    if (key === 'Enter') {
      this.#finish(target);
    } else if (key !== 'Tab' && key !== 'Escape') {
      this.#isTyping = true;
    }
  };

  onChange = ({target}) => {
    if (!this.#isTyping) {
      this.#report(target.value);
    }
  };

  onLeave = ({target}) => this.#finish(target);

  /** A date of which a part is missing reads as empty, and stays as it is. */
  #finish(input) {
    if (this.#isTyping && !input.validity.badInput) {
      this.#isTyping = false;
      this.#report(input.value);
    }
  }
}
