const KEY = 'token';
const SENDABLE = /^[\x21-\x7e]+$/;

/** The caller's token. It is kept until the tab is closed, and never written to disk. Sends `change`. */
class Token extends EventTarget {
  /** Is true if the service has refused the last token. */
  refused = false;

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
    this.#change(false);
  }

  drop() {
    sessionStorage.removeItem(KEY);
    this.#change(false);
  }

  /** Drops a token that the service has refused, unless another one has taken its place since. */
  refuse(text) {
    if (text !== null && text === this.text) {
      sessionStorage.removeItem(KEY);
      this.#change(true);
    }
  }

  #change(refused) {
    this.refused = refused;
    this.dispatchEvent(new Event('change'));
  }

  /** Takes the token of a link such as `/#token=…`, and removes it from the address and so from the history. */
  #takeFromAddress() {
    if (location.hash.startsWith('#token=')) {
      const given = decode(location.hash.slice('#token='.length));
      history.replaceState(null, '', location.pathname + location.search);
      if (isSendable(given)) {
        this.keep(given);
      }
    }
  }
}

/** Returns an empty text, which is no token, for a link that is cut off within a sign. */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Returns true if a header can carry this text. */
export function isSendable(text) {
  return SENDABLE.test(text);
}

export const token = new Token();
