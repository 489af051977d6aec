import {LitElement, css, html, nothing} from 'lit';
import {ask, read} from '../../app/api.js';
import {Problem} from '../../app/problem.js';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/problem-note.js';
import {sayPart} from './contract-words.js';

/** The most questions in one document, see the manual of evaluations. */
const MAX_QUESTIONS = 500;

/**
 * Shows what the terms of a contract put in the place of the published policy. It asks for each issue type, with each category and
 * without, and collects what the answers cite of the contract.
 */
class ContractEffect extends LitElement {
  static properties = {
    customer: {},
    version: {},
    effects: {state: true},
    cut: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      .scroll { overflow-x: auto }
      table { min-width: 34rem }
      .new { color: var(--quiet); font-style: italic }
    `,
  ];

  #asking = new AbortController();

  willUpdate(changed) {
    if (changed.has('customer') || changed.has('version')) {
      this.#ask();
    }
  }

  render() {
    if (this.problem) {
      return this.problem.code === 'unknown-customer'
        ? html`<p class="quiet">No contract is in force now, so the published policy holds.</p>`
        : html`<problem-note .problem=${this.problem}></problem-note>`;
    }
    if (!this.effects) {
      return html`<p class="quiet">Comparing with the published policy …</p>`;
    }
    if (this.effects.length === 0) {
      return html`<p class="quiet">Nothing: every answer is that of the published policy.</p>`;
    }
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="What the contract replaces">
        <table>
          <thead>
            <tr><th scope="col">Part of the answer</th><th scope="col">Signed</th><th scope="col">Published</th>
              <th scope="col">Clause</th><th scope="col">Seen in</th></tr>
          </thead>
          <tbody>${this.effects.map(effect => this.#effect(effect))}</tbody>
        </table>
      </div>
      ${this.cut ? html`<p class="quiet">There are more combinations of issue types and categories than are asked here.</p>` : nothing}
    `;
  }

  #effect({part, of, value, replaced, clause, seen}) {
    return html`
      <tr>
        <th scope="row">${sayPart(part, of)}</th>
        <td>${value ?? html`<span class="new">taken away</span>`}</td>
        <td>${replaced ?? html`<span class="new">not stated</span>`}</td>
        <td>${clause ?? 'not stated'}</td>
        <td>${seen.map(({issueType, slaCategory}, at) => html`${at > 0 ? ', ' : ''}<a
            href=${addressOf('ask', [], {customer: this.customer, issueType, slaCategory})}>${issueType}${slaCategory ? ` (${slaCategory})` : ''}</a>`)}
        </td>
      </tr>
    `;
  }

  async #ask() {
    this.#asking.abort();
    const {signal} = (this.#asking = new AbortController());
    this.effects = null;
    this.problem = null;
    try {
      const {issueTypes, slaCategories} = await read('v1/vocabulary', {}, {signal});
      const all = issueTypes.flatMap(issueType =>
        [undefined, ...slaCategories].map(slaCategory => ({issueType, slaCategory})));
      const questions = all.slice(0, MAX_QUESTIONS);
      const {results} = await ask('v1/evaluations', {defaults: {customer: this.customer}, evaluations: questions}, {signal});
      this.effects = collectEffects(questions, results);
      this.cut = questions.length < all.length;
    } catch (failure) {
      if (!signal.aborted) { // Else another customer is being asked about.
        this.problem = failure;
      }
    }
  }
}

/**
 * Collects what answers cite of a contract, once for each part, value and replaced value. A question with a category is named only
 * if the one without does not show the same.
 */
function collectEffects(questions, results) {
  const effects = new Map();
  results.forEach((result, at) => (result.because ?? []).filter(each => each.part).forEach(each => {
    const {part, of, value, replaced, clause} = each;
    const key = JSON.stringify([part, of, value, replaced, clause]);
    const effect = effects.get(key) ?? {part, of, value, replaced, clause, seen: []};
    const {issueType, slaCategory} = questions[at];
    if (!effect.seen.some(seen => seen.issueType === issueType && !seen.slaCategory)) {
      effect.seen.push({issueType, slaCategory});
    }
    effects.set(key, effect);
  }));
  if (effects.size === 0 && results.every(result => result.code)) {
    throw new Problem(results[0]);
  }
  return [...effects.values()];
}

customElements.define('contract-effect', ContractEffect);
