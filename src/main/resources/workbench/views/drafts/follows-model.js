/** Draws an element anew at each change of the model that its property `sheet` has: `new FollowsModel(this)` in its constructor. */
export class FollowsModel {
  #host;
  #model;
  #react = () => this.#host.requestUpdate();

  /** @param {import('lit').ReactiveControllerHost & {sheet?: import('./draft-sheet.js').DraftSheet}} host */
  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#model?.addEventListener('table-change', this.#react);
  }

  hostDisconnected() {
    this.#model?.removeEventListener('table-change', this.#react);
  }

  hostUpdate() {
    const model = this.#host.sheet?.model;
    if (model !== this.#model) {
      this.#model?.removeEventListener('table-change', this.#react);
      model?.addEventListener('table-change', this.#react);
      this.#model = model;
    }
  }
}
