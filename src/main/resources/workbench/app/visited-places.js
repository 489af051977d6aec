/**
 * Remembers for each step of the browser's history how far the page was scrolled and which element had the focus, so that the
 * browser's button leads back to the same place of a view.
 *
 * @typedef {object} Place
 * @property {number} top
 * @property {Element | undefined} focused undefined also if it has been thrown away since
 */
export class VisitedPlaces {
  /** @type {Map<number, {top: number, focused: WeakRef<Element> | undefined}>} keeps no view that is not shown any more */
  #places = new Map();
  #step = numberStep();

  constructor() {
    history.scrollRestoration = 'manual'; // The browser would scroll before the view is shown.
  }

  /**
   * Notes the place that the browser leaves, after the address has changed and before the page shows that.
   *
   * @returns {Place | undefined} the place as it was left, if the browser comes back to it
   */
  move() {
    const focused = findFocused();
    this.#places.set(this.#step, {top: window.scrollY, focused: focused ? new WeakRef(focused) : undefined});
    this.#step = numberStep();
    const place = this.#places.get(this.#step);
    return place && {top: place.top, focused: place.focused?.deref()};
  }
}

/** Returns the number of the step of the history. A new one is the time, as steps of the page before a reload are there, too. */
function numberStep() {
  if (!history.state?.step) {
    history.replaceState({step: performance.timeOrigin + performance.now()}, '');
  }
  return history.state.step;
}

/** Returns the focused element, also within elements; null if there is none. */
export function findFocused() {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) {
    found = found.shadowRoot.activeElement;
  }
  return found === document.body ? null : found;
}
