import {connection} from './connection.js';

/**
 * The views in the order of the navigation. A view is loaded when it is first shown. Its file defines the element `NAME-view`,
 * which gets the place in the address as its property `route`.
 *
 * @typedef {object} View
 * @property {string} name as in addresses
 * @property {string} title as in the navigation
 * @property {() => Promise<unknown>} load
 */

/** @type {View[]} */
export const VIEWS = [
  {name: 'matrix', title: 'Support matrix', load: () => import('../views/matrix/matrix-view.js')},
  {name: 'ask', title: 'Ask', load: () => import('../views/ask/ask-view.js')},
  {name: 'clock', title: 'Clock', load: () => import('../views/clock/clock-view.js')},
  {name: 'calendars', title: 'Calendars', load: () => import('../views/calendars/calendars-view.js')},
  {name: 'tables', title: 'Tables', load: () => import('../views/tables/tables-view.js')},
  {name: 'drafts', title: 'Drafts', load: () => import('../views/drafts/drafts-view.js')},
  {name: 'releases', title: 'Releases', load: () => import('../views/releases/releases-view.js')},
  {name: 'customers', title: 'Customers', load: () => import('../views/customers/customers-view.js')},
];

/**
 * Loads the files of a view. While the service is away this waits until it is back.
 *
 * @param {View} view
 */
export async function loadView(view) {
  for (;;) {
    await connection.returned();
    try {
      await view.load();
      return;
    } catch (failure) {
      if (await connection.check()) {
        throw failure;
      }
    }
  }
}

/** Returns the view of this name; undefined if there is none. The empty name is the first view's. */
export function findView(name) {
  return name === '' ? VIEWS[0] : VIEWS.find(view => view.name === name);
}
