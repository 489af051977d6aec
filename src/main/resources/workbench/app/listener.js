/**
 * Reacts to the events of a source while an element is in the page: `new Listener(this, session, 'change')` in its constructor draws
 * it anew at each of them.
 */
export class Listener {
  #source;
  #type;
  #react;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {EventTarget} source
   * @param {string} type
   * @param {() => void} [react]
   */
  constructor(host, source, type, react = () => host.requestUpdate()) {
    this.#source = source;
    this.#type = type;
    this.#react = react;
    host.addController(this);
  }

  hostConnected() {
    this.#source.addEventListener(this.#type, this.#react);
  }

  hostDisconnected() {
    this.#source.removeEventListener(this.#type, this.#react);
  }
}
