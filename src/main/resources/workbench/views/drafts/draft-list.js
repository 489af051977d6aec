import {LitElement, css, html, nothing} from 'lit';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import {createDraft, deleteDraft, listDrafts, showDraft} from '../../parts/drafts.js';
import '../../parts/problem-note.js';
import {OWN_ZONE} from '../../parts/zones.js';

const STATES = {published: 'published', proposed: 'waits for approval'};

/** The drafts, with a form for a new one. */
class DraftList extends LitElement {
  static properties = {
    drafts: {state: true},
    showsAll: {state: true},
    problem: {state: true},
    /** The draft that is about to be deleted. */
    doomed: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      :host { max-width: 70rem }
      form { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-3); align-items: end; margin-bottom: var(--space-4) }
      form label { display: grid; gap: var(--space-1); flex: 0 1 24rem }
      ul { padding: 0; list-style: none }
      li { display: grid; grid-template-columns: minmax(0, 1fr) max-content; gap: 0 var(--space-4); padding: var(--space-2) 0; border-bottom: 1px solid var(--line) }
      li p { margin: 0 }
      li a { font-weight: 600 }
      .doomed { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; padding: var(--space-2) 0 }
      .all { display: inline-flex; gap: var(--space-2); align-items: center }
      .all input { min-height: 0 }
    `,
  ];

  constructor() {
    super();
    this.showsAll = false;
    new Listener(this, policyHealth, 'change');
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  render() {
    return html`
      <h1>Drafts</h1>
      <p>A draft is a change of the tables that nobody is affected by until you publish it. Drop tables (XLSX or CSV) anywhere on this page
        to make a draft of them.</p>
      <form @submit=${this.#create}>
        <label>Name of a new draft<input id="name" required maxlength="200" autocomplete="off" placeholder="Phone for all plans"></label>
        <button class="main">New draft</button>
        ${policyHealth.policy?.refused ? html`<button type="button" @click=${this.#createFromRefused}>Draft of the refused tables</button>` : nothing}
      </form>
      <problem-note .problem=${this.problem}></problem-note>
      ${this.drafts ? this.#list() : this.problem ? nothing : html`<p class="quiet">Reading the drafts …</p>`}
      <label class="all"><input type="checkbox" .checked=${this.showsAll} @change=${this.#showAll}> Show published ones, too</label>
    `;
  }

  #list() {
    return this.drafts.length === 0
      ? html`<p class="quiet">There are no drafts.</p>`
      : html`<ul>${this.drafts.map(draft => this.#item(draft))}</ul>`;
  }

  #item(draft) {
    const {id, name, state, basedOn, baseLost, changedBy, changed, behind, release} = draft;
    return html`
      <li>
        <div>
          <p><a href=${addressOf('drafts', [String(id)])}>${name}</a>${STATES[state] ? html`, ${STATES[state]}${release ? ` as release ${release}` : ''}` : nothing}</p>
          <p class="quiet small">
            Draft ${id} of release ${basedOn}${behind && state === 'open' ? `, which ${baseLost ? 'the log has lost' : 'is not the newest any more'}` : ''}.
            Last changed by ${changedBy} on ${sayInstant(changed, OWN_ZONE)}.
          </p>
        </div>
        <div><button aria-label="Delete the draft “${name}”" @click=${() => this.#ask(draft)}>Delete</button></div>
        ${this.doomed === draft ? this.#question(draft) : nothing}
      </li>
    `;
  }

  #question({name}) {
    return html`
      <div class="doomed" role="alertdialog" aria-label="Delete the draft?">
        <span>The draft “${name}” and its history are lost then.</span>
        <button class="main" id="confirm" @click=${this.#delete}>Delete the draft</button>
        <button @click=${() => { this.doomed = undefined; }}>Keep it</button>
      </div>
    `;
  }

  async #ask(draft) {
    this.doomed = draft;
    await this.updateComplete;
    this.renderRoot.querySelector('#confirm').focus();
  }

  #showAll(event) {
    this.showsAll = event.target.checked;
    this.#load();
  }

  async #load() {
    await this.#try(async () => { this.drafts = await listDrafts({all: this.showsAll}); });
  }

  async #create(event) {
    event.preventDefault();
    const name = this.renderRoot.querySelector('#name').value.trim();
    await this.#try(async () => showDraft((await createDraft({name})).id));
  }

  async #createFromRefused() {
    const name = this.renderRoot.querySelector('#name').value.trim() || 'The refused tables';
    await this.#try(async () => showDraft((await createDraft({name, from: 'directory'})).id));
  }

  async #delete() {
    const {doomed} = this;
    this.doomed = undefined;
    await this.#try(async () => {
      await deleteDraft(doomed);
      await this.#load();
      this.renderRoot.querySelector('#name').focus();
    });
  }

  async #try(action) {
    this.problem = null;
    try {
      await action();
    } catch (problem) {
      this.problem = problem;
    }
  }
}

customElements.define('draft-list', DraftList);
