import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {createDraft, listDrafts} from '../../parts/drafts.js';
import '../../parts/problem-note.js';
import {DraftSession} from '../drafts/draft-session.js';
import {pinScenario} from '../drafts/foresight/pin-scenario.js';

const NEW = 'new';
const NEW_NAME = 'Pinned answers';

/** Keeps an answer as a scenario of a draft: `<pin-answer .body=${question}>`. Shows nothing to callers who may not change tables. */
class PinAnswer extends LitElement {
  static properties = {
    body: {attribute: false},
    drafts: {state: true},
    pinned: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      form { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center }
      select { max-width: 100% }
      p { margin: var(--space-2) 0 0 }
    `,
  ];

  #reading = new AbortController();

  connectedCallback() {
    super.connectedCallback();
    this.#listDrafts();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#reading.abort();
  }

  willUpdate(changed) {
    if (changed.has('body') && JSON.stringify(changed.get('body')) !== JSON.stringify(this.body)) {
      this.pinned = null;
      this.problem = null;
    }
  }

  render() {
    if (!session.may('checking')) {
      return nothing;
    }
    return this.body.customer !== undefined
      ? html`<p class="quiet small">A scenario asks for a plan, so the answer to a customer cannot be pinned.</p>`
      : html`
          <form @submit=${this.#pin}>
            <label>Pin as a scenario of
              <select name="draft">
                ${(this.drafts ?? []).map(draft => html`<option value=${draft.id}>draft ${draft.id}, ${draft.name}</option>`)}
                <option value=${NEW}>a new draft</option>
              </select></label>
            <button ?disabled=${this.busy || !this.drafts}>${this.busy ? 'Pinning …' : 'Pin'}</button>
          </form>
          <div aria-live="polite">${this.pinned ? this.#note() : nothing}</div>
          <problem-note .problem=${this.problem}></problem-note>
        `;
  }

  #note() {
    const {draft, name, file} = this.pinned;
    const place = addressOf('drafts', [String(draft.id), ...file.split('/')]);
    return html`<p>Pinned as “${name}” in <a href=${place}>draft ${draft.id}, ${draft.name}</a>. It counts once the draft is published.</p>`;
  }

  async #listDrafts() {
    this.#reading.abort();
    const {signal} = (this.#reading = new AbortController());
    try {
      this.drafts = session.may('checking') ? await listDrafts({signal}) : [];
    } catch (failure) {
      this.problem = signal.aborted ? this.problem : failure;
    }
  }

  async #pin(event) {
    event.preventDefault();
    const chosen = new FormData(event.target).get('draft');
    this.busy = true;
    this.problem = null;
    try {
      const id = chosen === NEW ? (await createDraft({name: NEW_NAME})).id : chosen;
      const opened = await DraftSession.open(id);
      this.pinned = {draft: opened.draft, ...await pinScenario(opened, this.body)};
    } catch (failure) {
      this.problem = failure;
    }
    this.busy = false;
    await this.#listDrafts();
  }
}

customElements.define('pin-answer', PinAnswer);
