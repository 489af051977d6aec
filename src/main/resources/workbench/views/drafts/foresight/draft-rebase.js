import {LitElement, css, html, nothing} from 'lit';
import {exchange, read} from '../../../app/api.js';
import {Listener} from '../../../app/listener.js';
import {policyHealth} from '../../../app/policy-health.js';
import {sharedStyles} from '../../../app/shared-styles.js';
import {sayCount} from '../../../app/words.js';
import '../../../parts/problem-note.js';
import {KeptRebase} from './kept-rebase.js';
import './rebase-conflicts.js';
import {SourceListener} from './source-listener.js';

/**
 * Says that another release came since a draft was made, and brings the draft up to date: `<draft-rebase .session=${session}>`. Shows
 * nothing while the draft follows the newest release.
 */
class DraftRebase extends LitElement {
  static properties = {
    session: {attribute: false},
    newest: {state: true},
    conflicts: {state: true},
    problem: {state: true},
    busy: {state: true},
    done: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .banner { padding: var(--space-3) var(--space-4); border-left: 4px solid var(--warning); background: var(--warning-back) }
      p { margin: 0 }
      .banner p + p, rebase-conflicts { margin-top: var(--space-2) }
    `,
  ];

  #listener = new SourceListener(this, ['change'], () => this.#follow());

  constructor() {
    super();
    this.conflicts = [];
    new Listener(this, policyHealth, 'policy', () => this.session.reload());
  }

  willUpdate(changed) {
    if (changed.has('session')) {
      this.#listener.source = this.session;
      this.conflicts = [];
      this.done = '';
      this.#follow();
    }
  }

  render() {
    const {behind, baseLost, basedOn} = this.session.draft;
    if (!behind || !this.session.isOpen) {
      return this.done ? html`<p class="banner" role="status">${this.done}</p>` : nothing;
    }
    return html`
      <div class="banner">
        <p role="status">${baseLost
          ? `The log of releases was put back, and has lost the release ${basedOn} that this draft was changed from. Take a text wherever the draft differs from the release in force: it cannot be changed before.`
          : `${this.#came()} This draft is based on release ${basedOn}.`}</p>
        ${this.conflicts.length > 0 ? this.#choices() : html`
          <p><button type="button" ?disabled=${this.busy} @click=${() => this.#rebase([])}>
            ${this.busy ? 'Bringing it up to date …' : 'Bring this draft up to date'}</button></p>`}
        <problem-note .problem=${this.problem}></problem-note>
      </div>
    `;
  }

  #came() {
    const {id, author} = this.newest ?? {};
    return id ? `Release ${id}${author ? ` by ${author}` : ''} came meanwhile.` : 'Another release came meanwhile.';
  }

  #choices() {
    return html`
      <p>${sayCount(this.conflicts.length, 'cell')} ${this.session.draft.baseLost
        ? `${this.conflicts.length === 1 ? 'differs' : 'differ'}`
        : `${this.conflicts.length === 1 ? 'was' : 'were'} changed by both`}. Take one of each.</p>
      <rebase-conflicts .conflicts=${this.conflicts} .draft=${this.session.draft} .busy=${this.busy} @take=${event => this.#rebase(event.detail)}></rebase-conflicts>
    `;
  }

  async #follow() {
    const {behind} = this.session.draft;
    this.requestUpdate();
    if (!behind) {
      this.conflicts = [];
      return;
    }
    this.done = '';
    try {
      [this.newest] = (await read('v1/policy/releases', {limit: 1})).releases;
      this.conflicts = this.conflicts.length > 0 ? this.conflicts : this.#kept.load(this.session.version, this.newest?.id);
    } catch (failure) {
      this.problem = failure;
    }
  }

  get #kept() {
    return new KeptRebase(this.session.id);
  }

  /** @param {object[]} take the values of cells that both changed */
  async #rebase(take) {
    const {session} = this;
    this.busy = true;
    this.problem = null;
    try {
      await saveFirst(session);
      await exchange(`v1/policy/drafts/${session.id}/rebase`, {
        method: 'POST', body: {take}, headers: {'If-Match': `"${session.version}"`},
      });
      this.conflicts = [];
      await session.reload();
      this.done = `This draft is up to date${this.newest ? `: it follows release ${this.newest.id}` : ''}.`;
    } catch (failure) {
      const {conflicts} = failure.members ?? {};
      this.conflicts = conflicts ?? [];
      this.problem = conflicts ? null : failure;
    }
    this.#kept.keep(session.version, this.newest?.id, this.conflicts);
    this.busy = false;
  }
}

/** Changes that are not saved could not be saved any more: they are meant for the release on which the draft was based. */
async function saveFirst(session) {
  if (!await session.saveAll()) {
    throw new Error('What you typed is not saved yet. Save it or give it up first, as the top of the page says.');
  }
}

customElements.define('draft-rebase', DraftRebase);
