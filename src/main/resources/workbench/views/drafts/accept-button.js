import {html, nothing} from 'lit';
import {session as caller} from '../../app/session.js';

/**
 * Makes a button that sends `accept-warning`, for a warning that can be accepted; nothing for other problems.
 *
 * @param {HTMLElement} element the one in which it is shown
 * @param {object} problem as the check answers it
 */
export function acceptButton(element, problem) {
  return problem.acceptAs && !problem.accepted && caller.may('checking')
    ? button(element, 'accept-warning', problem, 'This is meant …')
    : nothing;
}

/** Makes a button that sends `take-back-acceptance`, for a warning that is accepted. */
export function takeBackButton(element, problem) {
  return problem.accepted && caller.may('checking') ? button(element, 'take-back-acceptance', problem, 'Take back') : nothing;
}

function button(element, type, detail, words) {
  const send = () => element.dispatchEvent(new CustomEvent(type, {detail, bubbles: true, composed: true}));
  return html`<button type="button" class="small" aria-label=${`${words} ${detail.message}`} @click=${send}>${words}</button>`;
}
