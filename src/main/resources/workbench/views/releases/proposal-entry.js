import {LitElement, html, nothing} from 'lit';
import {exchange, read} from '../../app/api.js';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import {sayApprovers} from '../../parts/approvers.js';
import '../../parts/cell-changes.js';
import {sayScenarios} from '../../parts/change-words.js';
import '../../parts/impact-lines.js';
import '../../parts/problem-note.js';
import '../../parts/words-dialog.js';
import {OWN_ZONE} from '../../parts/zones.js';
import {entryStyles} from './entry-styles.js';

/**
 * A proposal with what it changes in the tables, and which answers it would change if it were approved now: `<proposal-entry
 * .proposal=${proposal} .check=${check}>`. The check comes later, or is an error. Sends `decided` when it is closed.
 */
class ProposalEntry extends LitElement {
  static properties = {
    proposal: {attribute: false},
    check: {attribute: false},
    comments: {state: true},
    problem: {state: true},
    busy: {state: true},
  };

  static styles = [sharedStyles, entryStyles];

  constructor() {
    super();
    new Listener(this, session, 'change');
  }

  willUpdate(changed) {
    if (changed.has('proposal')) {
      this.comments = this.proposal.comments;
    }
  }

  render() {
    const {id, author, comment, created, basedOn, effectiveFrom, origin, changes, tables} = this.proposal;
    const begins = origin === 'history' ? 'history that took force on' : 'to be in force from';
    return html`
      <h3>Proposal ${id} by ${author}</h3>
      <p class="quiet">
        ${sayInstant(created, OWN_ZONE)}, based on release ${basedOn}${effectiveFrom ? `, ${begins} ${sayInstant(effectiveFrom, OWN_ZONE)}` : ''}
      </p>
      ${comment ? html`<p class="comment">${comment}</p>` : nothing}
      <cell-changes .tables=${tables} .changes=${changes} .notes=${(file, cell) => this.#notes(file, cell)}></cell-changes>
      ${this.#otherComments()}
      <words-dialog></words-dialog>
      <div aria-live="polite">${this.#effects()}</div>
      ${this.#decisions()}
    `;
  }

  /** The comments on a cell stand beside it. */
  #notes(file, cell) {
    return html`
      ${this.#list(this.comments.filter(comment => comment.file === file && comment.cell === cell))}
      ${this.#button({file, cell}, `Comment on ${file} ${cell}`)}`;
  }

  #otherComments() {
    const {tables} = this.proposal;
    const beside = new Set((tables ?? []).flatMap(({file, rows}) => rows.flatMap(({row, changes}) =>
      [`${file} A${row}`, ...changes.map(({cell}) => `${file} ${cell}`)])));
    return html`
      <h4>Comments</h4>
      ${this.#list(this.comments.filter(({file, cell}) => !file || !beside.has(`${file} ${cell}`)))}
      ${this.#button({}, 'Comment on the proposal')}`;
  }

  #list(comments) {
    return comments.length === 0 ? nothing : html`
      <ul class="comments">${comments.map(({file, cell, author, made, text}) => html`
        <li><span class="quiet">${author}, ${sayInstant(made, OWN_ZONE)}${file ? `, on ${[file, cell].filter(Boolean).join(' ')}` : ''}:</span> ${text}</li>`)}</ul>`;
  }

  #button(subject, label) {
    return html`<button type="button" class="plain small" aria-label=${label} @click=${() => this.#comment(subject, label)}>Comment</button>`;
  }

  async #comment(subject, title) {
    const text = await this.renderRoot.querySelector('words-dialog').ask({title, label: 'Who reads the proposal sees it.', action: 'Comment'});
    if (!text) {
      return;
    }
    this.problem = null;
    try {
      const {body} = await exchange(`v1/policy/proposals/${this.proposal.id}/comments`, {method: 'POST', body: {...subject, text}});
      this.comments = [...this.comments, body];
    } catch (failure) {
      this.problem = failure;
    }
  }

  #effects() {
    if (this.check === undefined) {
      return html`<p class="quiet">Finding which answers would change …</p>`;
    }
    if (this.check instanceof Error) {
      return html`<problem-note .problem=${this.check}></problem-note>`;
    }
    const {scenarios, impact, impactState, problems} = this.check;
    const errors = problems.filter(problem => problem.severity === 'error');
    return html`
      <p>${sayScenarios(scenarios)}</p>
      <impact-lines .impact=${impact} .state=${impactState}></impact-lines>
      ${errors.length === 0 ? nothing : html`<ul>${errors.map(({file, cell, message}) => html`<li>${[file, cell].filter(Boolean).join(' ')}: ${message}</li>`)}</ul>`}
    `;
  }

  #decisions() {
    const reason = this.#reasonAgainst();
    const mayClose = session.may('publishing'); // Refusing changes nothing of the past.
    const isOwn = this.proposal.author === session.me?.name;
    return html`
      <div class="decisions">
        <button class="main" ?disabled=${this.busy || reason !== ''} aria-describedby="reason" @click=${() => this.#decide('approve')}>Approve and publish</button>
        <button ?disabled=${this.busy || !mayClose} aria-describedby="reason" @click=${() => this.#decide('withdraw')}>${isOwn ? 'Withdraw' : 'Refuse'}</button>
        <p class="quiet small" id="reason">${reason}</p>
        <problem-note .problem=${this.problem}></problem-note>
      </div>
    `;
  }

  /** Says why the caller cannot approve; empty if they can. */
  #reasonAgainst() {
    const {author, basedOn, origin} = this.proposal;
    const right = origin === 'history' ? 'history' : 'publishing';
    if (!session.may(right)) {
      return session.reasonAgainst(right);
    }
    if (author === session.me?.name) {
      return `You have proposed it, so ${sayApprovers()} must approve.`;
    }
    if (this.check === undefined || this.check instanceof Error) {
      return 'It can be approved once its effects are known.';
    }
    if (this.check.basedOn !== basedOn) {
      return `Release ${this.check.basedOn} came meanwhile. Its author brings the change up to date and proposes it again.`;
    }
    return this.check.sound ? '' : 'The check refuses it.';
  }

  async #decide(decision) {
    this.busy = true;
    this.problem = null;
    try {
      const {body} = await exchange(`v1/policy/proposals/${this.proposal.id}/${decision}`, {method: 'POST'});
      policyHealth.ask();
      this.dispatchEvent(new CustomEvent('decided', {detail: {...body, isApproved: decision === 'approve'}}));
    } catch (failure) {
      this.problem = failure;
    }
    this.busy = false;
  }
}

/** Reads what a proposal would change now; returns the failure if that cannot be found. */
export function checkProposal(id, signal) {
  return read(`v1/policy/proposals/${id}/check`, {}, {signal}).catch(failure => failure);
}

customElements.define('proposal-entry', ProposalEntry);
