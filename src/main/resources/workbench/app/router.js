/**
 * The address of what is shown stands in the fragment: `#/tables/matrix.csv?row=12`. It can be sent to a colleague, works under
 * any prefix of a proxy, and is never sent to a server.
 *
 * @typedef {object} Route
 * @property {string} view the name of the view; empty where the address names none
 * @property {string[]} path the parts of the address after the view
 * @property {URLSearchParams} parameters
 * @property {boolean} [isNoted] is true if a view has noted there what it shows already, which leads nowhere
 * @property {boolean} [isAgain] is true if it was asked for while it stood in the address already, such as by the button of a cell
 */

/**
 * @param {string} fragment the fragment of an address, with or without `#`
 * @returns {Route}
 */
export function parseRoute(fragment) {
  const [place, query = ''] = splitAt(fragment.replace(/^#/, ''), '?');
  const [view = '', ...path] = place.split('/').filter(Boolean).map(decode);
  return {view, path, parameters: new URLSearchParams(query)};
}

/**
 * Returns the address of a place in the workbench, for links.
 *
 * @param {string} view
 * @param {string[]} [path]
 * @param {Record<string, unknown>} [parameters] null, undefined and empty ones are left out; of a list each entry is a parameter
 */
export function addressOf(view, path = [], parameters = {}) {
  const given = Object.entries(parameters)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map(each => [name, each]))
    .filter(([, value]) => value !== null && value !== undefined && value !== '');
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return '#/' + [view, ...path].map(encodeURIComponent).join('/') + (query ? '?' + query : '');
}

function splitAt(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** Keeps a part as it is written if it is not encoded as addresses are: people type addresses, too. */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The place that is shown. Sends `change` when it changes. */
class Router extends EventTarget {
  #fragment = location.hash;
  route = parseRoute(this.#fragment);

  constructor() {
    super();
    window.addEventListener('hashchange', () => this.#read());
    window.addEventListener('click', event => isLinkToShown(event) && this.#read({isAgain: true}));
  }

  /** Goes to an address, also to the one that is shown; the browser's button leads back. */
  go(address) {
    if (address === location.hash) {
      this.#read({isAgain: true});
    } else {
      location.hash = address;
    }
  }

  /**
   * Notes in the address what is shown, such as the letters typed so far, without a step for the browser's button. If the address leads
   * elsewhere already, which the browser tells a moment later, it stays as it is.
   */
  replace(address) {
    if (location.hash === this.#fragment) {
      history.replaceState(history.state, '', address);
      this.#read({isNoted: true});
    }
  }

  #read(manner = {}) {
    this.#fragment = location.hash;
    this.route = {...parseRoute(this.#fragment), ...manner};
    this.dispatchEvent(new Event('change'));
  }
}

/** A browser sends no event of its own for a link to the address that is shown. */
function isLinkToShown(event) {
  const link = event.composedPath().find(each => each instanceof HTMLAnchorElement);
  return link?.getAttribute('href') === location.hash && !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}

export const router = new Router();
