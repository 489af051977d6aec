/** Typing makes many versions; those that follow quickly are not checked as a whole one by one. */
const PAUSE_MILLIS = 400;
/** So long the list of problems may be awaited before the whole check begins without it. */
const MAX_WAIT_MILLIS = 3_000;
const BUSY_PAUSE_MILLIS = 1_000;

/** @type {WeakMap<object, Foresight>} */
const known = new WeakMap();

/**
 * The effects of the newest version of a draft: the scenarios and the changed answers. It follows the session: a check of an older
 * version is broken off, and the last one stays, told as stale, until the next has come. Sends `change`.
 */
export class Foresight extends EventTarget {
  /** @type {any} the answer of `GET …/check`; null until there is one */
  check = null;
  /** Is true while a check runs, or is about to. */
  isChecking = false;
  /** @type {Error | null} why the newest version could not be checked */
  failure = null;

  #session;
  #asked = null;
  #asking = new AbortController();
  #timer;
  #onChange = () => this.#follow();

  /** @param {import('../draft-session.js').DraftSession} session */
  constructor(session) {
    super();
    this.#session = session;
  }

  /** Returns that of a session, so that what is known stays when another table is shown. */
  static of(session) {
    if (!known.has(session)) {
      known.set(session, new Foresight(session));
    }
    return known.get(session);
  }

  start() {
    this.stop();
    ['change', 'problems', 'state'].forEach(type => this.#session.addEventListener(type, this.#onChange));
    this.#follow();
  }

  stop() {
    ['change', 'problems', 'state'].forEach(type => this.#session.removeEventListener(type, this.#onChange));
    this.#breakOff();
    this.#asked = null;
  }

  /** Is true if the check is that of what is typed. */
  get isCurrent() {
    return this.check?.version === this.#session.version && this.#session.waiting === 0;
  }

  #follow() {
    const {version, problems, waiting} = this.#session;
    const isSettled = waiting === 0 && problems?.version === version;
    const wanted = `${version} ${isSettled ? 'settled' : 'open'}`;
    if (wanted === this.#asked) {
      return;
    }
    this.#asked = wanted;
    this.#breakOff();
    this.failure = null;
    this.isChecking = this.check?.version !== version && !(isSettled && !problems.sound);
    if (this.isChecking) {
      this.#timer = setTimeout(() => this.#read(version), isSettled ? PAUSE_MILLIS : MAX_WAIT_MILLIS);
    }
    this.#tell();
  }

  #breakOff() {
    clearTimeout(this.#timer);
    this.#asking.abort();
    this.#asking = new AbortController();
  }

  async #read(version) {
    const {signal} = this.#asking;
    try {
      const check = await this.#session.read('check', {}, signal);
      if (signal.aborted) {
        return;
      }
      this.check = check;
    } catch (failure) {
      if (signal.aborted) {
        return; // A newer version is checked.
      }
      if (failure.code === 'busy') {
        this.#timer = setTimeout(() => this.#read(version), BUSY_PAUSE_MILLIS);
        return;
      }
      this.failure = failure;
    }
    this.isChecking = false;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}
