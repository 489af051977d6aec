import {html} from 'lit';

/**
 * Asks the page to show a cell: sends `show-cell` with `file`, `sheet` and `cell`.
 *
 * @param {HTMLElement} element the one in which it was chosen
 * @param {{file: string, sheet?: string | null, cell?: string | null}} place
 */
export function showCell(element, {file, sheet = null, cell = null}) {
  element.dispatchEvent(new CustomEvent('show-cell', {detail: {file, sheet, cell}, bubbles: true, composed: true}));
}

/** Makes a button that shows a cell. @param {string} words such as those of `sayPlace` */
export function cellButton(element, place, words) {
  return html`<button type="button" class="plain small cell" @click=${() => showCell(element, place)}>${words}</button>`;
}
