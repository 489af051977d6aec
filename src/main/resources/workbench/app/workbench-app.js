import './token.js'; // Comes first: it takes the token out of the address, before anything else reads the address.
import {LitElement, html, nothing} from 'lit';
import '../parts/access-note.js';
import {showChoices} from '../parts/choices.js';
import '../parts/problem-note.js';
import {COLOURS, applyColours, chooseColours, chosenColours} from './colours.js';
import {frameStyles} from './frame-styles.js';
import './health-banner.js';
import {Listener} from './listener.js';
import {titleOf} from './page-title.js';
import {policyHealth} from './policy-health.js';
import './policy-line.js';
import {router} from './router.js';
import {session} from './session.js';
import {sharedStyles} from './shared-styles.js';
import './sign-in-dialog.js';
import './table-drop.js';
import {VIEWS, findView, loadView} from './views.js';
import {VisitedPlaces} from './visited-places.js';

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
  #places = new VisitedPlaces();

  constructor() {
    super();
    session.start(); // Comes first: it puts the address of the place back with which a person went to the issuer.
    this.route = router.route;
    this.failure = null;
    new Listener(this, router, 'change', () => this.#follow());
    new Listener(this, session, 'change', () => this.#showAnew());
    new Listener(this, policyHealth, 'policy', () => this.#forgetHiddenViews());
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
      <table-drop></table-drop>
      <main tabindex="-1">${this.#content()}</main>
      <footer><policy-line></policy-line><slot></slot></footer>
      <sign-in-dialog></sign-in-dialog>
    `;
  }

  updated() {
    showChoices(this.renderRoot);
  }

  #link(view) {
    const shown = findView(this.route.view) === view;
    return html`<a href=${'#/' + view.name} aria-current=${shown ? 'page' : nothing}>${view.title}</a>`;
  }

  #colours() {
    return html`
      <label class="colours">
        <span>Colours</span>
        <select data-chosen=${chosenColours()} @change=${event => chooseColours(event.target.value)}>
          ${COLOURS.map(choice => html`<option>${choice}</option>`)}
        </select>
      </label>
    `;
  }

  #person() {
    return session.isSignedIn
      ? html`
          <span class="person">${session.me.name}</span>
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
    return this.failure
      ? html`<problem-note .problem=${this.failure}></problem-note>`
      : this.#views.get(view.name) ?? html`<p class="quiet">“${view.title}” is loaded …</p>`;
  }

  /** Shows nothing that was read by somebody else. The button that was pressed may be gone, and the focus with it. */
  async #showAnew() {
    const hadFocus = document.activeElement !== document.body;
    this.#views.clear();
    await this.#load();
    await this.updateComplete;
    if (hadFocus && document.activeElement === document.body) {
      this.#focus();
    }
  }

  /** Views that are not in the page do not hear that another policy is in force, so they are made anew when they are shown. */
  #forgetHiddenViews() {
    [...this.#views].filter(([, view]) => !view.isConnected).forEach(([name]) => this.#views.delete(name));
  }

  /** Shows the view that the address names now: a new one from its beginning, one that was left from where it was left. */
  async #follow() {
    const before = this.route;
    const place = this.#places.move();
    const {route} = router;
    this.route = route;
    await this.#load();
    await this.updateComplete;
    if (route !== this.route) {
      return; // The address has changed meanwhile.
    }
    const isAnother = findView(route.view) !== findView(before.view);
    const isElsewhere = isAnother || (!route.parameters.has('row') && route.path.join('/') !== before.path.join('/'));
    if (isAnother) {
      this.#focus(place?.focused);
    }
    if (place || isElsewhere) {
      window.scrollTo(0, place?.top ?? 0);
    }
  }

  async #load() {
    const {route} = this;
    const view = findView(route.view);
    const isOpen = session.may('policy');
    document.title = titleOf(route, isOpen || session.me === null ? view?.title ?? 'No such view' : 'Sign in');
    this.failure = null;
    if (!view || !isOpen) {
      this.requestUpdate();
      return;
    }
    try {
      await loadView(view);
      if (route !== this.route) {
        return; // Another place was asked for meanwhile, and may have been shown already.
      }
      const shown = this.#views.get(view.name) ?? document.createElement(`${view.name}-view`);
      this.#views.set(view.name, shown);
      shown.route = route;
    } catch (failure) {
      if (route !== this.route) {
        return;
      }
      this.failure = new Error(`The view “${view.title}” cannot be loaded: ${failure.message}. Reload the page.`);
    }
    this.requestUpdate();
  }

  #skip(event) {
    event.preventDefault();
    this.#focus();
  }

  /** Focuses an element if it is still there, else the content. */
  #focus(element) {
    const target = element?.isConnected ? element : this.renderRoot.querySelector('main');
    target.focus({preventScroll: true});
  }
}

customElements.define('workbench-app', WorkbenchApp);
