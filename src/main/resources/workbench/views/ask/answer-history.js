import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount, sayInstant, sayList} from '../../app/words.js';
import '../../parts/problem-note.js';
import {askOlderReleases} from './question-history.js';

/** The changes of a release that are shown at once. */
const MAX_SHOWN = 50;

/** When the answer to a question turned, and by which cells: `<answer-history .body=${body} .question=${question} .zone=${zone}>`. */
class AnswerHistory extends LitElement {
  static properties = {
    body: {attribute: false},
    question: {attribute: false},
    zone: {attribute: false},
    known: {state: true},
    busy: {state: true},
    problem: {state: true},
    /** The count of changes that are shown of each release, by its number. */
    limits: {state: true},
  };

  static styles = [
    sharedStyles,
    css`
      ol { margin: var(--space-2) 0 var(--space-4); padding: 0; list-style: none; border-left: 2px solid var(--line) }
      li { position: relative; padding: 0 0 var(--space-4) var(--space-4) }
      ol > li::before {
        content: ''; position: absolute; left: -0.4rem; top: 0.4rem; width: 0.6rem; height: 0.6rem; border-radius: 50%;
        background: var(--back); border: 2px solid var(--strong-line);
      }
      ol > li.turn::before { background: var(--accent); border-color: var(--accent) }
      p, h3 { margin: 0 }
      .same { color: var(--quiet) }
      table { margin: var(--space-2) 0; font-size: var(--size-small) }
      td, table th { overflow-wrap: break-word }
      del { color: var(--bad) }
      ins { color: var(--good); text-decoration: none; font-weight: 600 }
      ul { margin: 0; padding-left: var(--space-4); font-size: var(--size-small) }
      ul li { padding: 0 }
    `,
  ];

  #asking = new AbortController();

  constructor() {
    super();
    this.limits = new Map();
  }

  /** Goes on asking if the place was left while the releases were asked. */
  connectedCallback() {
    super.connectedCallback();
    if (this.#asking.signal.aborted) {
      this.#asking = new AbortController();
      if (this.busy) {
        this.#ask();
      }
    }
  }

  willUpdate(changed) {
    if (changed.has('question')) {
      this.#asking.abort();
      this.#asking = new AbortController();
      this.known = undefined;
      this.limits = new Map();
      this.#ask();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#asking.abort();
  }

  render() {
    return html`
      <div aria-live="polite">${this.#summary()}</div>
      ${this.known?.turns.some(turn => turn.release.author === null)
        ? html`<p class="quiet small">Who published a release, and why, is shown to callers with a token.</p>`
        : nothing}
      ${this.known ? html`<ol>${this.#entries().map(entry => entry.turn ? this.#turn(entry.turn) : this.#same(entry.same))}</ol>` : nothing}
      ${this.known?.never.length > 0 ? html`<p class="quiet small">${sayNever(this.known.never)}</p>` : nothing}
      <problem-note .problem=${this.problem}></problem-note>
      ${this.known?.before ? html`<button type="button" ?disabled=${this.busy} @click=${this.#ask}>Ask older releases</button>` : nothing}
    `;
  }

  #summary() {
    if (this.busy) {
      return html`<p class="quiet">Asking the releases …</p>`;
    }
    const turns = this.#compared().filter(turn => turn.isTurn).length;
    return this.known
      ? html`<p class="visually-hidden">${sayCount(this.#compared().length, 'release')} asked, ${sayCount(turns, 'entry', 'entries')}.</p>`
      : nothing;
  }

  /** Of the oldest release it is not known what it changed, until the one before it is asked, too. */
  #compared() {
    return (this.known?.turns ?? []).filter(turn => turn.turned !== null);
  }

  /** Turns one by one; releases between them that answer the same together. */
  #entries() {
    const entries = [];
    for (const turn of this.#compared()) {
      if (turn.isTurn) {
        entries.push({turn});
      } else if (entries.at(-1)?.same) {
        entries.at(-1).same.push(turn);
      } else {
        entries.push({same: [turn]});
      }
    }
    return entries;
  }

  #same(turns) {
    const numbers = turns.map(turn => turn.release.id);
    return html`<li class="same"><p>${numbers.length === 1
      ? `Release ${numbers[0]} left the answer as it was.`
      : `Releases ${numbers.at(-1)} to ${numbers[0]} left the answer as it was.`}</p></li>`;
  }

  #turn({release, refusal, turned, changes}) {
    const isFirst = turned.length === 0 && changes.length === 0 && !refusal;
    return html`
      <li class="turn">
        <h3>${sayInstant(release.effectiveFrom, this.zone)}: release ${release.id}${release.author ? ` by ${release.author}` : ''}</h3>
        ${release.comment ? html`<p>“${release.comment}”</p>` : nothing}
        ${refusal ? html`<p class="quiet">It cannot answer this question: ${refusal}</p>` : nothing}
        ${isFirst ? html`<p class="quiet">The first release.</p>` : nothing}
        ${turned.length > 0 ? this.#turned(turned) : nothing}
        ${changes.length > 0 ? this.#changes(changes, release) : nothing}
        <p class="small"><a href=${this.#addressAt(release)}>The answer of this release</a></p>
      </li>
    `;
  }

  #turned(turned) {
    return html`
      <table>
        <thead><tr><th scope="col">What turned</th><th scope="col">from</th><th scope="col">to</th></tr></thead>
        <tbody>${turned.map(({part, before, after}) => html`
          <tr><th scope="row">${part}</th><td>${before === null ? 'not stated' : html`<del>${before}</del>`}</td>
            <td>${after === null ? 'not stated' : html`<ins>${after}</ins>`}</td></tr>`)}</tbody>
      </table>
    `;
  }

  #changes(changes, release) {
    const limit = this.limits.get(release.id) ?? MAX_SHOWN;
    const rest = changes.length - limit;
    const showMore = () => (this.limits = new Map(this.limits).set(release.id, limit + MAX_SHOWN));
    return html`
      <ul>${changes.slice(0, limit).map(change => this.#change(change, release))}</ul>
      ${rest > 0 ? html`<button type="button" class="plain small" @click=${showMore}>Show more (${sayCount(rest, 'change')} left)</button>` : nothing}
    `;
  }

  /** Says what happened to a row: each cell with both texts, or that it is new, gone or moved. */
  #change(change, release) {
    if (change.sentence) {
      const {file, cell, value, message} = change.sentence;
      return html`<li>${[file, cell].filter(Boolean).join(', ')}: ${value ? `“${value}”. ` : ''}${message}</li>`;
    }
    return html`<li>${this.#place(change, release)}: ${change.changes?.length > 0
      ? change.changes.map((cell, i) => html`${i === 0 ? '' : '; '}${cell.column} from ${sayCell(cell.before)} to ${sayCell(cell.after)}`)
      : sayState(change)}</li>`;
  }

  #place({table, file, row}, release) {
    return row
      ? html`<a href=${addressOf('tables', [file], {release: release.id, row})}>${table}, row ${row}</a>`
      : table;
  }

  #addressAt(release) {
    return addressOf('ask', [], {...this.question.with('/asOf', release.effectiveFrom).parameters, zone: this.zone});
  }

  async #ask() {
    const {signal} = this.#asking;
    this.busy = true;
    this.problem = null;
    try {
      this.known = await askOlderReleases(this.body, this.known, signal);
    } catch (failure) {
      if (signal.aborted) {
        return; // Another question is asked.
      }
      this.problem = failure;
    }
    this.busy = false;
  }
}

function sayNever(releases) {
  const numbers = sayList(releases.map(({id}) => String(id)));
  return releases.length === 1
    ? `Release ${numbers} never came into force: a newer one took its place first.`
    : `Releases ${numbers} never came into force: newer ones took their place first.`;
}

function sayCell(text) {
  return text === '' ? 'blank' : `“${text}”`;
}

function sayState({state, row, rowBefore, moved}) {
  if (state === 'changed') {
    return moved ? `moved from row ${rowBefore}` : 'changed';
  }
  const thing = row || rowBefore ? 'row' : 'table';
  return state === 'added' ? `a new ${thing}` : `the ${thing} was removed${rowBefore ? ` (row ${rowBefore})` : ''}`;
}

customElements.define('answer-history', AnswerHistory);
