import {LitElement, html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import '../../parts/problem-note.js';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';
import {entryStyles} from './entry-styles.js';
import {checkProposal} from './proposal-entry.js';
import {loadProposals} from './release-data.js';

/** The proposals that wait for a second person, for callers who may read them, who decide here if they may. */
class WaitingProposals extends LitElement {
  static properties = {
    proposals: {state: true},
    /** The changes that each would make if it were approved now, by its number; found one after the other. */
    checks: {state: true},
    decided: {state: true},
    failure: {state: true},
  };

  static styles = [sharedStyles, entryStyles];

  #loading = new AbortController();

  constructor() {
    super();
    this.proposals = [];
    this.checks = new Map();
    this.decided = '';
    this.failure = null;
    new Listener(this, session, 'change', () => this.#load());
    new Listener(this, policyHealth, 'policy', () => this.#load());
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
    return html`
      <p role="status">${this.decided}</p>
      ${this.proposals.length === 0 ? nothing : this.#list()}
    `;
  }

  #list() {
    return html`
      <section aria-labelledby="waiting">
        <h2 id="waiting">${sayCount(this.proposals.length, 'proposal')} waiting for approval</h2>
        <ul>${repeat(this.proposals, ({id}) => id, proposal => html`
          <li><proposal-entry .proposal=${proposal} .check=${this.checks.get(proposal.id)}
            @decided=${event => this.#noteDecision(proposal, event.detail)}></proposal-entry></li>`)}</ul>
      </section>
    `;
  }

  #noteDecision({id}, {release, isApproved}) {
    this.decided = isApproved ? `Proposal ${id} is release ${release.id} now.` : `Proposal ${id} is closed.`;
    this.#load();
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
        await this.#checkAll(signal);
      }
    } catch (failure) {
      if (!signal.aborted) {
        this.failure = failure;
      }
    }
  }

  /** Checks are few at a time for all callers, so those of proposals come one after the other. */
  async #checkAll(signal) {
    this.checks = new Map();
    for (const {id} of this.proposals) {
      const check = await checkProposal(id, signal);
      signal.throwIfAborted();
      this.checks = new Map(this.checks).set(id, check);
    }
  }
}

customElements.define('waiting-proposals', WaitingProposals);
