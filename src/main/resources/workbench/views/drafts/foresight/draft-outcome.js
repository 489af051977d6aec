import {LitElement, css, html, nothing} from 'lit';
import {read} from '../../../app/api.js';
import {Listener} from '../../../app/listener.js';
import {policyHealth} from '../../../app/policy-health.js';
import {addressOf} from '../../../app/router.js';
import {sharedStyles} from '../../../app/shared-styles.js';
import {sayApprovers} from '../../../parts/approvers.js';
import '../../../parts/problem-note.js';
import '../../../parts/way-back.js';

/**
 * The release or proposal that a closed draft has become: `<draft-outcome .draft=${draft}>`. The way back stands beside a release. Sends
 * `reopened` when the proposal was withdrawn, so that the draft is open again.
 */
class DraftOutcome extends LitElement {
  static properties = {
    draft: {attribute: false},
    /** The proposal of the draft as it is now; null while it is not known. */
    proposal: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      div { padding: var(--space-3) var(--space-4); border-left: 4px solid var(--good); background: var(--good-back) }
      p { margin: 0 }
      h2 { margin: 0 0 var(--space-2) }
      way-back { margin-top: var(--space-3) }
    `,
  ];

  #reading = new AbortController();

  constructor() {
    super();
    this.proposal = null;
    new Listener(this, policyHealth, 'policy', () => this.#readProposal());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#reading.abort();
  }

  willUpdate(changed) {
    if (changed.has('draft') && changed.get('draft')?.proposal !== this.draft.proposal) {
      this.#readProposal();
    }
  }

  render() {
    const {basedOn} = this.draft;
    const release = this.draft.release ?? this.proposal?.release;
    return html`
      <div role="status">${release ? this.#published(release) : this.#proposed()}</div>
      <problem-note .problem=${this.problem}></problem-note>
      ${release && basedOn ? html`<way-back .release=${basedOn}></way-back>` : nothing}
    `;
  }

  focus() {
    this.renderRoot.querySelector('h2')?.focus();
  }

  #published(release) {
    const {decidedBy} = this.proposal ?? {};
    return html`
      <h2 tabindex="-1">Published as release ${release}</h2>
      <p>${decidedBy ? `Approved by ${decidedBy}. ` : nothing}<a href=${addressOf('releases', [], {from: this.draft.basedOn || null, to: release})}>What it changed</a></p>
    `;
  }

  #proposed() {
    const {proposal} = this.draft;
    return this.proposal?.state === 'withdrawn'
      ? html`<h2>Proposal ${proposal} was closed</h2><p>${this.proposal.decidedBy} did not let it come into force. The draft can be changed again.</p>`
      : html`<h2 tabindex="-1">Proposed as proposal ${proposal}</h2>
          <p>It comes into force when ${sayApprovers()} approves it: see <a href=${addressOf('releases')}>the releases</a>.</p>`;
  }

  async #readProposal() {
    const {proposal} = this.draft;
    if (!proposal) {
      return;
    }
    this.#reading.abort();
    const {signal} = (this.#reading = new AbortController());
    try {
      this.proposal = await read(`v1/policy/proposals/${proposal}`, {}, {signal});
      if (this.proposal.state === 'withdrawn') {
        this.dispatchEvent(new CustomEvent('reopened'));
      }
    } catch (failure) {
      this.problem = signal.aborted ? this.problem : failure;
    }
  }
}

customElements.define('draft-outcome', DraftOutcome);
