import './token.js'; // Comes first: it takes the token out of the address, before anything else reads the address.
import {LitElement, html, nothing} from 'lit';
import '../parts/access-note.js';
import '../parts/problem-note.js';
import {COLOURS, applyColours, chooseColours, chosenColours} from './colours.js';
import {frameStyles} from './frame-styles.js';
import './health-banner.js';
import {Listener} from './listener.js';
import {policyHealth} from './policy-health.js';
import {router} from './router.js';
import {session} from './session.js';
import {sharedStyles} from './shared-styles.js';
import './sign-in-dialog.js';
import {VIEWS, findView} from './views.js';

applyColours();

/** The frame around the views: the navigation, the state of the service, and the view that the address names. */
class WorkbenchApp extends LitElement {
  static properties = {
    route: {state: true},
    failure: {state: true},
  };

  static styles = [sharedStyles, frameStyles];

  /** @type {Map<string, HTMLElement>} the views shown so far, which keep their state */
  #views = new Map();

  constructor() {
    super();
    session.start(); // Comes first: it puts the address of the place back with which a person went to the issuer.
    this.route = router.route;
    this.failure = null;
    new Listener(this, router, 'change', () => this.#follow());
    new Listener(this, session, 'change', () => this.#showAnew());
    new Listener(this, session, 'wanted', () => this.renderRoot.querySelector('sign-in-dialog').show());
    policyHealth.start();
  }

  render() {
    return html`
      <header>
        <a class="skip" href="#" @click=${this.#skip}>Skip to the content</a>
        <p class="name">Support entitlements</p>
        <nav aria-label="Views">${VIEWS.map(view => this.#link(view))}</nav>
        <div class="tools">${this.#colours()} ${this.#person()}</div>
      </header>
      <health-banner></health-banner>
      <main tabindex="-1">${this.#content()}</main>
      <footer><slot></slot></footer>
      <sign-in-dialog></sign-in-dialog>
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

  #person() {
    return session.isSignedIn
      ? html`
          <span>${session.me.name}</span>
          <button @click=${() => session.signOut()}>Sign out</button>
        `
      : html`<button @click=${() => session.askToSignIn()}>Sign in</button>`;
  }

  #content() {
    if (session.problem) {
      return html`<problem-note .problem=${session.problem}></problem-note>`;
    }
    if (session.me === null) {
      return html`<p class="quiet">The service is asked …</p>`;
    }
    return html`
      <problem-note .problem=${session.refusal}></problem-note>
      ${session.isEnded ? html`<p role="status">Your token is not accepted any more. Sign in again to go on.</p>` : nothing}
      ${session.may('policy') ? this.#view() : this.#closed()}
    `;
  }

  /** Everything that views show is closed to callers without a token, if the settings say so. */
  #closed() {
    return html`
      <h1>Sign in</h1>
      <access-note right="policy"></access-note>
    `;
  }

  #view() {
    const view = findView(this.route.view);
    if (!view) {
      return html`
        <h1>No such view</h1>
        <p>The address names the view “${this.route.view}”, which does not exist. Choose one above.</p>
      `;
    }
    return this.failure ? html`<problem-note .problem=${this.failure}></problem-note>` : this.#views.get(view.name);
  }

  /** Shows nothing that was read by somebody else. */
  async #showAnew() {
    this.#views.clear();
    await this.#load();
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
    if (!view || !session.may('policy')) {
      this.requestUpdate();
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
