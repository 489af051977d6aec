import {LitElement, html} from 'lit';
import {addressOf, router} from '../../app/router.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/access-note.js';
import '../../parts/problem-note.js';
import './draft-list.js';
import './draft-page.js';
import {DraftSession} from './draft-session.js';

/** Changes of tables that are not published yet: `#/drafts`, one of them by `#/drafts/7`, and a cell by `#/drafts/7/plans.csv?row=9&column=C`. */
class DraftsView extends LitElement {
  static properties = {
    route: {attribute: false},
    session: {state: true},
    problem: {state: true},
  };

  static styles = sharedStyles;

  #opening = new AbortController();

  willUpdate(changed) {
    if (changed.has('route') && session.may('checking')) {
      const {path, parameters, isNoted, isAgain} = this.route;
      this.place = {file: path.slice(1).join('/'), isNoted, isAgain, ...Object.fromEntries(['sheet', 'row', 'column'].map(name => [name, parameters.get(name)]))};
      this.#follow();
    }
  }

  connectedCallback() {
    super.connectedCallback();
    this.session?.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.session?.stop();
  }

  render() {
    if (!session.may('checking')) {
      return html`<h1>Drafts</h1><access-note right="checking"></access-note>`;
    }
    return this.draftId === undefined ? html`<draft-list></draft-list>` : html`
      <problem-note .problem=${this.problem}></problem-note>
      ${this.#page()}
    `;
  }

  #page() {
    if (!this.session) {
      return this.problem ? html`<p><a href=${addressOf('drafts')}>All drafts</a></p>` : html`<p class="quiet">Reading the draft …</p>`;
    }
    return html`<draft-page .session=${this.session} .place=${this.place} @place=${event => this.#notePlace(event.detail)}></draft-page>`;
  }

  /** Notes the cell with the focus in the address, which may hold more, such as a question to the draft, and may lead elsewhere by now. */
  #notePlace({file, ...place}) {
    const {view, path, parameters} = router.route;
    const shown = [this.draftId, ...file.split('/')];
    const isShown = view === 'drafts' && path.join('/') === shown.join('/') && [null, place.sheet].includes(parameters.get('sheet'));
    if (isShown) {
      router.replace(addressOf('drafts', shown, {...Object.fromEntries(parameters), ...place}));
    }
  }

  async #follow() {
    const [id] = this.route.path;
    if (id === this.draftId) {
      return;
    }
    this.#opening.abort();
    this.#opening = new AbortController();
    const {signal} = this.#opening;
    this.session?.stop();
    [this.draftId, this.session, this.problem] = [id, null, null];
    if (id !== undefined) {
      await this.#open(id, signal);
    }
  }

  async #open(id, signal) {
    try {
      const opened = await DraftSession.open(id, signal);
      if (!signal.aborted) {
        this.session = opened;
        opened.start();
      }
    } catch (failure) {
      this.problem = signal.aborted ? this.problem : failure;
    }
  }
}

customElements.define('drafts-view', DraftsView);
