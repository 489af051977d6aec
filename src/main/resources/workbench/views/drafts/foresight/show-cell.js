import {html} from 'lit';
import {sayPlace} from './foresight-words.js';

/**
 * Asks the page to show a cell: sends `show-cell` with `file`, `sheet` and `cell`.
 *
 * @param {HTMLElement} element the one in which it was chosen
 * @param {{file: string, sheet?: string | null, cell?: string | null}} place
 */
export function showCell(element, {file, sheet = null, cell = null}) {
  element.dispatchEvent(new CustomEvent('show-cell', {detail: {file, sheet, cell}, bubbles: true, composed: true}));
}

/** Makes a button of a place that shows the cell. */
export function cellButton(element, place, words = sayPlace(place)) {
  return html`<button type="button" class="plain small cell" @click=${() => showCell(element, place)}>${words}</button>`;
}
