/**
 * Tells the view a fact: the element above that listens to `tell` puts it into the address.
 *
 * @param {HTMLElement} element the one in which it was chosen
 * @param {string} pointer the place of the fact in a question
 * @param {string} text empty to forget the fact
 */
export function tell(element, pointer, text) {
  element.dispatchEvent(new CustomEvent('tell', {detail: {pointer, text}, bubbles: true, composed: true}));
}

/** Says the words of a fact as a label: with a capital letter. */
export function labelOf(words) {
  return words[0].toUpperCase() + words.slice(1);
}

/** Says the text of a fact to people: flags are yes or no. */
export function sayValue(text, types = []) {
  return types.includes('flag') ? ({true: 'yes', false: 'no'}[text] ?? text) : text;
}
