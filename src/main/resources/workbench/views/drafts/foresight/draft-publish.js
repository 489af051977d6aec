import {LitElement, css, html, nothing} from 'lit';
import {exchange} from '../../../app/api.js';
import {Listener} from '../../../app/listener.js';
import {policyHealth} from '../../../app/policy-health.js';
import {session as caller} from '../../../app/session.js';
import {sharedStyles} from '../../../app/shared-styles.js';
import '../../../parts/impact-lines.js';
import '../../../parts/problem-note.js';
import {OWN_ZONE, toInstant} from '../../../parts/zones.js';
import './publish-note.js';
import {sayEffects, sayHindrance, sayPublication} from './publish-words.js';
import {SourceListener} from './source-listener.js';

/** Problems that say that the draft is another one than that which was looked at. */
const CHANGED = ['draft-closed', 'precondition-failed'];

/**
 * The button that says what publishing would do, and the dialog in which it is done: `<draft-publish .session=${session}
 * .foresight=${foresight}>`. Exactly the version is published whose check is shown. Sends `published`.
 */
class DraftPublish extends LitElement {
  static properties = {
    session: {attribute: false},
    foresight: {attribute: false},
    isLater: {state: true},
    problem: {state: true},
    busy: {state: true},
    /** The version that was looked at in the dialog, and its check. */
    shown: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .open { width: 100%; padding: var(--space-2) var(--space-4); text-align: left; font-weight: 600 }
      p { margin: var(--space-1) 0 0 }
      dialog {
        width: min(36rem, 100vw - 2rem); max-height: calc(100vh - 2rem); overflow: auto; padding: var(--space-6);
        border: 1px solid var(--line); border-radius: var(--radius); color: var(--text); background: var(--back);
      }
      dialog::backdrop { background: rgb(0 0 0 / 50%) }
      h2 { margin-top: 0 }
      fieldset { margin: var(--space-4) 0; padding: 0; border: none }
      legend { padding: 0; font-weight: 600 }
      fieldset label { display: flex; gap: var(--space-2); align-items: center; min-height: 2rem }
      fieldset input[type="radio"] { min-height: 0; accent-color: var(--accent) }
      .comment { display: block; font-weight: 600; margin-top: var(--space-4) }
      textarea { width: 100%; min-height: 4rem }
      .buttons { display: flex; flex-wrap: wrap; gap: var(--space-2); margin-top: var(--space-4) }
      .note { padding: var(--space-2) var(--space-3); border-left: 4px solid var(--warning); background: var(--warning-back) }
    `,
  ];

  #sessionListener = new SourceListener(this, ['change', 'problems', 'state']);
  #foresightListener = new SourceListener(this, ['change']);

  constructor() {
    super();
    this.isLater = false;
    new Listener(this, caller, 'change');
  }

  willUpdate(changed) {
    if (changed.has('session')) {
      this.#sessionListener.source = this.session;
    }
    if (changed.has('foresight')) {
      this.#foresightListener.source = this.foresight;
    }
  }

  render() {
    const {session, foresight} = this;
    const hindrance = sayHindrance(session, foresight);
    const isChanged = session.draft.files.some(file => file.state !== 'unchanged');
    const check = isChanged && foresight.isCurrent ? foresight.check : null;
    if (!caller.may('publishing')) {
      return html`<publish-note .draft=${session.draft} .words=${check ? `It changes ${sayEffects(check, session.draft)}.` : ''}></publish-note>`;
    }
    return html`
      <button class="main open" ?disabled=${hindrance !== ''} aria-describedby="hindrance" @click=${this.#open}>${check ? sayPublication(check, session.draft) : 'Publish'}</button>
      <p class="quiet small" id="hindrance">${hindrance}</p>
      <dialog aria-labelledby="title" @close=${() => (this.shown = null)}>${this.shown ? this.#form() : nothing}</dialog>
    `;
  }

  #form() {
    const {version, check, words} = this.shown;
    const isOther = version !== this.session.version;
    return html`
      <form @submit=${this.#publish}>
        <h2 id="title">${words}?</h2>
        <impact-lines narrow .impact=${check.impact} .state=${check.impactState}></impact-lines>
        <label class="comment" for="comment">Comment</label>
        <textarea id="comment" name="comment" maxlength="2000"></textarea>
        <fieldset>
          <legend>In force</legend>
          <label><input type="radio" name="when" .checked=${!this.isLater} @change=${() => (this.isLater = false)}> at once${caller.me?.fourEyes ? ', when it is approved' : ''}</label>
          <label><input type="radio" name="when" .checked=${this.isLater} @change=${() => (this.isLater = true)}> from an instant on</label>
          ${this.isLater ? html`<input type="datetime-local" name="from" required aria-label=${`From, in ${OWN_ZONE}`}> <span class="small quiet">in ${OWN_ZONE}</span>` : nothing}
        </fieldset>
        ${isOther ? this.#other() : nothing}
        <problem-note .problem=${this.problem}></problem-note>
        <p class="buttons">
          <button class="main" ?disabled=${this.busy || isOther}>${this.busy ? 'Publishing …' : caller.me?.fourEyes ? 'Propose' : 'Publish'}</button>
          ${isOther && sayHindrance(this.session, this.foresight) === '' ? html`<button type="button" @click=${this.#show}>Show the newer check</button>` : nothing}
          <button type="button" @click=${this.#close}>Cancel</button>
        </p>
      </form>
    `;
  }

  #other() {
    const {version, draft} = this.session;
    return html`<p class="note" role="alert">${draft.changedBy ?? 'Somebody'} has changed the draft meanwhile: it is version ${version} now.
      ${sayHindrance(this.session, this.foresight)}</p>`;
  }

  async #open() {
    this.isLater = false;
    this.#show();
    await this.updateComplete;
    this.renderRoot.querySelector('dialog').showModal();
  }

  #show() {
    const {check} = this.foresight;
    this.problem = null;
    this.shown = {version: this.session.version, check, words: sayPublication(check, this.session.draft)};
  }

  async #publish(event) {
    event.preventDefault();
    const fields = new FormData(event.target);
    const effectiveFrom = this.isLater ? toInstant(fields.get('from'), OWN_ZONE) : null;
    this.busy = true;
    this.problem = null;
    try {
      const {body} = await exchange(`v1/policy/drafts/${this.session.id}/publish`, {
        method: 'POST', body: {comment: fields.get('comment'), effectiveFrom}, headers: {'If-Match': `"${this.shown.version}"`},
      });
      this.#close();
      this.dispatchEvent(new CustomEvent('published', {detail: body}));
      policyHealth.ask();
    } catch (problem) {
      this.problem = CHANGED.includes(problem.code) ? null : problem;
    }
    await this.session.reload().catch(failure => (this.problem ??= failure));
    this.busy = false;
  }

  #close() {
    this.renderRoot.querySelector('dialog').close();
  }
}

customElements.define('draft-publish', DraftPublish);
