const KEY = 'token';

/** The caller's token. It is kept until the tab is closed, and never written to disk. Sends `change`. */
class Token extends EventTarget {
  constructor() {
    super();
    this.#takeFromAddress();
    window.addEventListener('hashchange', () => this.#takeFromAddress());
  }

  /** @returns {string | null} */
  get text() {
    return sessionStorage.getItem(KEY);
  }

  /** @param {string} text */
  keep(text) {
    sessionStorage.setItem(KEY, text);
    this.dispatchEvent(new Event('change'));
  }

  drop() {
    sessionStorage.removeItem(KEY);
    this.dispatchEvent(new Event('change'));
  }

  /** Takes the token of a link such as `/#token=…`, and removes it from the address and so from the history. */
  #takeFromAddress() {
    const given = new URLSearchParams(location.hash.slice(1)).get('token');
    if (location.hash.startsWith('#token=') && given) {
      history.replaceState(null, '', location.pathname + location.search);
      this.keep(given);
    }
  }
}

export const token = new Token();
