import {LitElement, html, nothing} from 'lit';
import '../../parts/problem-note.js';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import {OWN_ZONE} from '../../parts/zones.js';
import './release-comparison.js';
import {loadComparison} from './release-data.js';
import './release-timeline.js';
import {viewStyles} from './view-styles.js';

/** The log of releases, and the comparison of two: `#/releases` and `#/releases?from=2&to=5`. */
class ReleasesView extends LitElement {
  static properties = {
    route: {attribute: false},
    comparison: {state: true},
    failure: {state: true},
  };

  static styles = [sharedStyles, viewStyles];

  #loading = new AbortController();

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

  #content() {
    if (!this.route.parameters.get('to')) {
      return html`<release-timeline .route=${this.route}></release-timeline>`;
    }
    return html`
      <p><a href=${addressOf('releases')}>All releases</a></p>
      ${this.comparison
        ? html`${this.#choice(this.comparison)}<release-comparison .comparison=${this.comparison}></release-comparison>`
        : html`<p class="quiet">Comparing …</p>`}
    `;
  }

  #choice({releases, older, newer}) {
    const select = (name, chosen) => html`
      <select @change=${event => router.go(addressOf('releases', [], {from: older.id, to: newer.id, [name]: event.target.value}))}>
        ${[...new Map([...releases, older, newer].map(each => [each.id, each])).values()].map(
          each => html`<option value=${each.id} ?selected=${each.id === chosen.id}>${each.id}, since ${sayInstant(each.effectiveFrom, OWN_ZONE)}</option>`,
        )}
      </select>
    `;
    return html`
      <form @submit=${event => event.preventDefault()}>
        <label>From release ${select('from', older)}</label>
        <label>To release ${select('to', newer)}</label>
      </form>
    `;
  }

  async #load() {
    this.#loading.abort();
    this.#loading = new AbortController();
    const {signal} = this.#loading;
    const {parameters} = this.route;
    const to = parameters.get('to');
    this.failure = null;
    if (!to) {
      return;
    }
    try {
      this.comparison = await loadComparison(parameters.get('from') ?? String(Number(to) - 1), to, signal);
    } catch (failure) {
      if (!signal.aborted) {
        this.failure = failure;
      }
    }
  }
}

customElements.define('releases-view', ReleasesView);
