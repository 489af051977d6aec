import {LitElement, html, nothing} from 'lit';
import {showChoices} from '../../parts/choices.js';
import '../../parts/problem-note.js';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import {OWN_ZONE} from '../../parts/zones.js';
import './release-comparison.js';
import {loadComparison, loadPending} from './release-data.js';
import './release-timeline.js';
import {viewStyles} from './view-styles.js';

/** The log of releases, and the comparison of two: `#/releases` and `#/releases?from=2&to=5`. */
class ReleasesView extends LitElement {
  static properties = {
    route: {attribute: false},
    comparison: {state: true},
    failure: {state: true},
    busy: {state: true},
  };

  static styles = [sharedStyles, viewStyles];

  #loading = new AbortController();
  #isReadingPending = false;

  constructor() {
    super();
    new Listener(this, policyHealth, 'change', () => this.#readPending());
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.#load();
    }
  }

  render() {
    return html`
      <h1>Releases</h1>
      ${this.failure ? html`<problem-note .problem=${this.failure}></problem-note>` : this.#content()}
    `;
  }

  updated() {
    showChoices(this.renderRoot);
  }

  #content() {
    const ends = endsOf(this.route.parameters);
    if (!ends) {
      return html`<release-timeline .route=${this.route}></release-timeline>`;
    }
    return html`
      <p><a href=${addressOf('releases')}>All releases</a></p>
      ${this.comparison ? this.#choice(this.comparison, ends) : nothing}
      ${this.busy || !this.comparison
        ? html`<p class="quiet" role="status">Comparing …</p>`
        : html`<release-comparison .comparison=${this.comparison}></release-comparison>`}
    `;
  }

  #choice({releases, older, newer}, ends) {
    const select = name => html`
      <select data-chosen=${ends[name]} @change=${event => router.go(addressOf('releases', [], {...ends, [name]: event.target.value}))}>
        ${[...new Map([...releases, older, newer].map(each => [each.id, each])).values()].map(
          each => html`<option value=${each.id}>${each.id}, since ${sayInstant(each.effectiveFrom, OWN_ZONE)}</option>`,
        )}
      </select>
    `;
    return html`
      <form @submit=${event => event.preventDefault()}>
        <label>From release ${select('from')}</label>
        <label>To release ${select('to')}</label>
      </form>
    `;
  }

  async #load() {
    this.#loading.abort();
    this.#loading = new AbortController();
    const {signal} = this.#loading;
    const ends = endsOf(this.route.parameters);
    this.failure = null;
    this.busy = Boolean(ends);
    if (!ends) {
      return;
    }
    try {
      this.comparison = await loadComparison(ends.from, ends.to, signal);
    } catch (failure) {
      if (signal.aborted) {
        return; // Others are being compared.
      }
      this.failure = failure;
    }
    this.busy = false;
  }

  /** Reads again the releases whose changed answers were still being looked for. */
  async #readPending() {
    const {comparison} = this;
    const isPending = comparison?.between.some(release => release.impactState.state === 'pending');
    if (!isPending || this.busy || this.#isReadingPending || !endsOf(this.route.parameters)) {
      return;
    }
    this.#isReadingPending = true;
    const between = await loadPending(comparison.between, this.#loading.signal);
    this.#isReadingPending = false;
    if (this.comparison === comparison) {
      this.comparison = {...comparison, between};
    }
  }
}

/** Returns the numbers of the releases that an address compares; null if it names none, or compares the first with none. */
function endsOf(parameters) {
  const to = parameters.get('to');
  const from = parameters.get('from') || String(Number(to) - 1);
  return !to || from === '0' ? null : {from, to};
}

customElements.define('releases-view', ReleasesView);
