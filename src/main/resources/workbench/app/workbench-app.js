import './token.js'; // Comes first: it takes the token out of the address, before anything else reads the address.
import {LitElement, html, nothing} from 'lit';
import '../parts/problem-note.js';
import {COLOURS, applyColours, chooseColours, chosenColours} from './colours.js';
import {connection} from './connection.js';
import {frameStyles} from './frame-styles.js';
import {router} from './router.js';
import {sharedStyles} from './shared-styles.js';
import {VIEWS, findView} from './views.js';

applyColours();

/** The frame around the views: the navigation, the state of the service, and the view that the address names. */
class WorkbenchApp extends LitElement {
  static properties = {
    route: {state: true},
    failure: {state: true},
    away: {state: true},
  };

  static styles = [sharedStyles, frameStyles];

  /** @type {Map<string, HTMLElement>} the views shown so far, which keep their state */
  #views = new Map();
  #listening = new AbortController();

  constructor() {
    super();
    this.route = router.route;
    this.failure = null;
    this.away = connection.away;
  }

  connectedCallback() {
    super.connectedCallback();
    const {signal} = this.#listening;
    router.addEventListener('change', () => this.#follow(), {signal});
    connection.addEventListener('change', () => (this.away = connection.away), {signal});
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#listening.abort();
    this.#listening = new AbortController();
  }

  render() {
    return html`
      <header>
        <a class="skip" href="#" @click=${this.#skip}>Skip to the content</a>
        <p class="name">Support entitlements</p>
        <nav aria-label="Views">${VIEWS.map(view => this.#link(view))}</nav>
        ${this.#colours()}
      </header>
      <div class="state" aria-live="polite">
        ${this.away ? html`<p class="away">The service does not answer. This page goes on when it is back.</p>` : nothing}
      </div>
      <main tabindex="-1">${this.#content()}</main>
      <footer><slot></slot></footer>
    `;
  }

  #link(view) {
    const shown = findView(this.route.view) === view;
    return html`<a href=${'#/' + view.name} aria-current=${shown ? 'page' : nothing}>${view.title}</a>`;
  }

  #colours() {
    return html`
      <label class="colours">
        Colours
        <select @change=${event => chooseColours(event.target.value)}>
          ${COLOURS.map(choice => html`<option ?selected=${choice === chosenColours()}>${choice}</option>`)}
        </select>
      </label>
    `;
  }

  #content() {
    const view = findView(this.route.view);
    if (!view) {
      return html`
        <h1>No such view</h1>
        <p>The address names the view “${this.route.view}”, which does not exist. Choose one above.</p>
      `;
    }
    return this.failure ? html`<problem-note .problem=${this.failure}></problem-note>` : this.#views.get(view.name);
  }

  /** Shows the view that the address names now, and moves the focus to it if it is another one. */
  async #follow() {
    const before = findView(this.route.view);
    this.route = router.route;
    await this.#load();
    if (findView(this.route.view) !== before) {
      await this.updateComplete;
      window.scrollTo(0, 0);
      this.renderRoot.querySelector('main').focus();
    }
  }

  async #load() {
    const {route} = this;
    const view = findView(route.view);
    document.title = view ? `${view.title} · Support entitlements` : 'Support entitlements';
    this.failure = null;
    if (!view) {
      return;
    }
    try {
      await view.load();
      const shown = this.#views.get(view.name) ?? document.createElement(`${view.name}-view`);
      this.#views.set(view.name, shown);
      shown.route = route;
    } catch (failure) {
      this.failure = new Error(`The view “${view.title}” cannot be loaded: ${failure.message}. Reload the page.`);
    }
    this.requestUpdate();
  }

  #skip(event) {
    event.preventDefault();
    this.renderRoot.querySelector('main').focus();
  }
}

customElements.define('workbench-app', WorkbenchApp);
