import {LitElement, html, nothing} from 'lit';
import '../../parts/problem-note.js';
import {Listener} from '../../app/listener.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount, sayInstant} from '../../app/words.js';
import {OWN_ZONE} from '../../parts/zones.js';
import {entryStyles} from './entry-styles.js';
import {loadProposals} from './release-data.js';

/** The proposals that wait for a second person, for callers who may read them. Shows nothing if there are none. */
class WaitingProposals extends LitElement {
  static properties = {proposals: {state: true}, failure: {state: true}};

  static styles = [sharedStyles, entryStyles];

  #loading = new AbortController();

  constructor() {
    super();
    this.proposals = [];
    this.failure = null;
    new Listener(this, session, 'change', () => this.#load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.#load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#loading.abort();
  }

  render() {
    if (this.failure) {
      return html`<problem-note .problem=${this.failure}></problem-note>`;
    }
    return this.proposals.length === 0 ? nothing : html`
      <section aria-labelledby="waiting">
        <h2 id="waiting">${sayCount(this.proposals.length, 'proposal')} waiting for approval</h2>
        <ul>${this.proposals.map(proposal => this.#proposal(proposal))}</ul>
      </section>
    `;
  }

  #proposal({id, author, comment, created, basedOn, effectiveFrom, changes}) {
    return html`
      <li>
        <h3>Proposal ${id} by ${author}</h3>
        <p class="quiet">
          ${sayInstant(created, OWN_ZONE)}, based on release ${basedOn}${effectiveFrom ? `, to be in force from ${sayInstant(effectiveFrom, OWN_ZONE)}` : ''}
        </p>
        ${comment ? html`<p class="comment">${comment}</p>` : nothing}
        <ul class="changes">${changes.map(({file, cell, value, message}) => html`
          <li>${[file, cell].filter(Boolean).join(' ')}${value ? html` “${value}”` : nothing}: ${message}</li>`)}
        </ul>
      </li>
    `;
  }

  async #load() {
    this.#loading.abort();
    this.#loading = new AbortController();
    const {signal} = this.#loading;
    try {
      const proposals = session.may('checking') ? await loadProposals(signal) : [];
      if (!signal.aborted) {
        this.proposals = proposals;
        this.failure = null;
      }
    } catch (failure) {
      if (!signal.aborted) {
        this.failure = failure;
      }
    }
  }
}

customElements.define('waiting-proposals', WaitingProposals);
