import {LitElement, css, html, nothing} from 'lit';
import '../../parts/problem-note.js';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {loadPage, loadPending, loadStory} from './release-data.js';
import './release-entry.js';
import './waiting-proposals.js';

/** The releases, newest first. What each changed is read one after the other, since old tables may have to be compiled for it. */
class ReleaseTimeline extends LitElement {
  static properties = {
    route: {attribute: false},
    releases: {state: true},
    before: {state: true},
    stories: {state: true},
    failure: {state: true},
    busy: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      ol { margin: 0; padding: 0; list-style: none }
      li { position: relative; padding: 0 0 var(--space-6) var(--space-6); border-left: 2px solid var(--line); margin-left: 0.5rem }
      li::before {
        content: '';
        position: absolute;
        left: -0.5rem;
        top: 0.35rem;
        width: 0.75rem;
        height: 0.75rem;
        border: 2px solid var(--strong-line);
        border-radius: 50%;
        background: var(--back);
      }
      li.in-force::before { background: var(--good); border-color: var(--good) }
    `,
  ];

  #loading = new AbortController();
  #isReadingPending = false;

  constructor() {
    super();
    this.#reset();
    new Listener(this, policyHealth, 'policy', () => this.#loadAnew());
    new Listener(this, policyHealth, 'change', () => this.#readPending());
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.#loadAnew();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#loading.abort();
  }

  render() {
    return html`<waiting-proposals></waiting-proposals>${this.#log()}`;
  }

  #log() {
    const note = html`<problem-note .problem=${this.failure}></problem-note>`;
    if (this.releases === null) {
      return this.failure ? note : html`<p class="quiet">Reading the log …</p>`;
    }
    return html`
      ${this.releases.length === 0 ? html`<p>There is no release yet.</p>` : nothing}
      ${this.releases.length > 0 && this.releases.every(release => release.author === null)
        ? html`<p class="quiet">Authors and comments are shown to callers with a token.</p>`
        : nothing}
      <ol>${this.releases.map(release => html`
        <li class=${release.inForce ? 'in-force' : ''}>
          <release-entry .release=${release} .story=${this.stories.get(release.id)}></release-entry>
        </li>`)}</ol>
      ${note}
      ${this.before === null ? nothing : html`<button ?disabled=${this.busy} @click=${this.#loadMore}>Show older releases</button>`}
    `;
  }

  #loadAnew() {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#reset();
    this.#loadMore();
  }

  #reset() {
    this.releases = null;
    this.before = undefined;
    this.stories = new Map();
    this.failure = null;
    this.busy = false;
  }

  /** Reads again what a release changed if its changed answers were still being looked for. */
  async #readPending() {
    if (this.#isReadingPending) {
      return;
    }
    this.#isReadingPending = true;
    const {signal} = this.#loading;
    for (const [id, story] of this.stories) {
      if (story.detail?.impactState.state === 'pending' && !signal.aborted) {
        const [detail] = await loadPending([story.detail], signal);
        this.#note(id, {...story, detail}, signal);
      }
    }
    this.#isReadingPending = false;
  }

  async #readStory(id, signal) {
    this.#note(id, await loadStory(id, signal).catch(failure => failure), signal);
  }

  #note(id, story, signal) {
    if (!signal.aborted) {
      this.stories = new Map(this.stories).set(id, story);
    }
  }

  async #loadMore() {
    const {signal} = this.#loading;
    this.busy = true;
    this.failure = null;
    try {
      const page = await loadPage(this.before, signal);
      this.releases = [...(this.releases ?? []), ...page.releases];
      this.before = page.before;
      this.busy = false;
      for (const {id} of page.releases) {
        await this.#readStory(id, signal);
        signal.throwIfAborted();
      }
    } catch (failure) {
      if (!signal.aborted) {
        this.failure = failure;
        this.busy = false;
      }
    }
  }
}

customElements.define('release-timeline', ReleaseTimeline);
