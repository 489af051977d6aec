import {LitElement, css, html, nothing} from 'lit';
import {exchange, read} from '../app/api.js';
import {Listener} from '../app/listener.js';
import {policyHealth} from '../app/policy-health.js';
import {addressOf} from '../app/router.js';
import {session as caller} from '../app/session.js';
import {sharedStyles} from '../app/shared-styles.js';
import {sayApprovers} from './approvers.js';
import {sayChangedAnswers} from './change-words.js';
import './impact-lines.js';
import './problem-note.js';

/** Goes back to an older release, with what that would change said before: `<way-back .release=${number}>`. */
class WayBack extends LitElement {
  static properties = {
    release: {attribute: false},
    check: {state: true},
    done: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  static styles = [sharedStyles, css`p { margin: var(--space-2) 0 0 } button { text-align: left }`];

  #asking = new AbortController();

  constructor() {
    super();
    new Listener(this, policyHealth, 'policy', () => !this.done && this.#foresee());
  }

  willUpdate(changed) {
    if (changed.has('release')) {
      this.done = null;
      this.#foresee();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  render() {
    if (this.done) {
      return this.#result();
    }
    const reason = caller.reasonAgainst('publishing') || (this.check?.sound === false ? 'The check refuses its tables today.' : '');
    return html`
      <p><button type="button" ?disabled=${this.busy || !this.check || reason !== ''} aria-describedby="reason" @click=${this.#goBack}>${this.#words()}</button></p>
      <p class="quiet small" id="reason">${reason}</p>
      ${this.check?.impact?.lines.length > 0 ? html`
        <details><summary class="small">The answers that would change</summary>
          <impact-lines narrow .impact=${this.check.impact} .state=${this.check.impactState}></impact-lines></details>` : nothing}
      <problem-note .problem=${this.problem}></problem-note>
    `;
  }

  #words() {
    const effect = this.check ? sayChangedAnswers(this.check) : this.problem ? '' : 'its impact is being found …';
    const approval = caller.me?.fourEyes ? `${sayApprovers()} must approve` : '';
    return [`Go back to release ${this.release}`, [effect, approval].filter(Boolean).join(', ')].filter(Boolean).join(': ');
  }

  #result() {
    const {release, proposal} = this.done;
    return html`<p role="status">${release
      ? html`The tables of release ${this.release} are in force again, as <a href=${addressOf('releases')}>release ${release.id}</a>.`
      : html`<a href=${addressOf('releases')}>Proposal ${proposal.id}</a> to go back to release ${this.release} waits for approval.`}</p>`;
  }

  async #foresee() {
    this.#asking.abort();
    const {signal} = (this.#asking = new AbortController());
    this.check = null;
    this.problem = null;
    if (!caller.may('checking')) {
      return;
    }
    try {
      this.check = await read(`v1/policy/releases/${this.release}/restore`, {}, {signal});
    } catch (failure) {
      this.problem = signal.aborted ? this.problem : failure;
    }
  }

  async #goBack() {
    this.busy = true;
    this.problem = null;
    try {
      this.done = (await exchange(`v1/policy/releases/${this.release}/restore`, {method: 'POST'})).body;
      policyHealth.ask();
    } catch (failure) {
      this.problem = failure;
    }
    this.busy = false;
  }
}

customElements.define('way-back', WayBack);
