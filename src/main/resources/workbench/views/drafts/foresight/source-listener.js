/**
 * Listens to events of a source that may be replaced by another one, while an element is in the page: `new SourceListener(this, ['change'])`
 * in its constructor, and `listener.source = …` before it is drawn. Draws the element anew unless told otherwise.
 */
export class SourceListener {
  #types;
  #react;
  #source = null;
  #isConnected = false;

  /**
   * @param {import('lit').ReactiveControllerHost} host
   * @param {string[]} types
   * @param {() => void} [react]
   */
  constructor(host, types, react = () => host.requestUpdate()) {
    this.#types = types;
    this.#react = () => react();
    host.addController(this);
  }

  /** @param {EventTarget | null} source */
  set source(source) {
    this.#remove();
    this.#source = source;
    this.#add();
  }

  hostConnected() {
    this.#isConnected = true;
    this.#add();
  }

  hostDisconnected() {
    this.#remove();
    this.#isConnected = false;
  }

  #add() {
    if (this.#isConnected) {
      this.#types.forEach(type => this.#source?.addEventListener(type, this.#react));
    }
  }

  #remove() {
    this.#types.forEach(type => this.#source?.removeEventListener(type, this.#react));
  }
}
