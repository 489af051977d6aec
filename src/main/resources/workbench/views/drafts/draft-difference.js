import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';
import '../../parts/problem-note.js';
import {parsePlace} from '../tables/places.js';

const SHOWN = 100;

/** The changes of a draft, as sentences that lead to their cells: `<draft-difference .session=${session} .version=${version}>`. */
class DraftDifference extends LitElement {
  static properties = {
    session: {attribute: false},
    version: {attribute: false},
    changes: {state: true},
    problem: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      ul { margin: 0; padding-left: var(--space-4); max-width: 60rem }
      li { padding: var(--space-1) 0 }
    `,
  ];

  #reading = new AbortController();

  willUpdate(changed) {
    if (changed.has('session') || changed.has('version')) {
      this.#read();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#reading.abort();
  }

  render() {
    const {changes, problem} = this;
    if (problem || !changes) {
      return html`<problem-note .problem=${problem}></problem-note>`;
    }
    return html`
      <h2>What it changes</h2>
      ${changes.length === 0 ? html`<p class="quiet">Nothing yet that a reader of the tables would notice.</p>` : html`
        <ul>${changes.slice(0, SHOWN).map(change => html`<li>${this.#place(change)}${change.message ?? change}</li>`)}</ul>`}
      ${changes.length > SHOWN ? html`<p class="quiet">${sayCount(changes.length - SHOWN, 'more change')}.</p>` : nothing}
    `;
  }

  #place({file, sheet, cell}) {
    const place = parsePlace(cell);
    const address = file && addressOf('drafts', [String(this.session.id), ...file.split('/')], {sheet, row: place?.row, column: place?.column});
    return file ? html`<a href=${address}>${[file, cell].filter(Boolean).join(' ')}</a>: ` : nothing;
  }

  async #read() {
    this.#reading.abort();
    const {signal} = (this.#reading = new AbortController());
    try {
      const {changes} = await this.session.read('diff', {}, signal);
      [this.changes, this.problem] = signal.aborted ? [this.changes, this.problem] : [changes, null];
    } catch (problem) {
      this.problem = signal.aborted ? this.problem : problem;
    }
  }
}

customElements.define('draft-difference', DraftDifference);
