import {LitElement, html, nothing} from 'lit';
import '../../parts/impact-lines.js';
import '../../parts/problem-note.js';
import {sayCell, sayExtent, sayRow} from '../../parts/change-words.js';
import {addressOf} from '../../app/router.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount, sayInstant} from '../../app/words.js';
import '../../parts/way-back.js';
import {OWN_ZONE} from '../../parts/zones.js';
import {sayAcceptance} from '../../parts/acceptance-words.js';
import {entryStyles} from './entry-styles.js';

const MAX_CHANGES = 3;
const HISTORY = 'history';
const WAYS = {directory: 'From the rules directory', http: 'Published', [HISTORY]: 'Published as history'};

/** A release in the timeline: `<release-entry .release=${release} .story=${story}>`; its story comes later, or is a problem. */
class ReleaseEntry extends LitElement {
  static properties = {release: {attribute: false}, story: {attribute: false}, mayGoBack: {state: true}};

  static styles = [sharedStyles, entryStyles];

  render() {
    const {id, author, approvedBy, comment, effectiveFrom, created, inForce, origin} = this.release;
    const later = Date.parse(effectiveFrom) > Date.now();
    return html`
      <h2>
        Release ${id} ${inForce ? html`<span class="tag good">in force</span>` : nothing}
        ${later ? html`<span class="tag">not yet in force</span>` : nothing}
        ${origin === HISTORY ? html`<span class="tag">history</span>` : nothing}
      </h2>
      <p class="quiet">
        <time datetime=${effectiveFrom}>${sayInstant(effectiveFrom, OWN_ZONE)}</time>
        ${effectiveFrom === created ? nothing : html`, published on ${sayInstant(created, OWN_ZONE)}`}
        <br>${sayAuthor(author, origin)}${approvedBy ? html`, approved by ${approvedBy}` : nothing}
      </p>
      ${comment ? html`<p class="comment">${comment}</p>` : nothing}
      ${this.#story()}
      ${inForce || later || !session.may('publishing') ? nothing : this.#wayBack(id)}
      ${id > 1 && this.story?.difference !== null ? this.#links(id, this.story?.difference?.against ?? id - 1) : html`<p class="links"><a href=${addressOf('tables', [], {release: id})}>Tables</a></p>`}
    `;
  }

  #story() {
    if (this.story === undefined) {
      return html`<p class="quiet">Reading what changed …</p>`;
    }
    if (this.story instanceof Error) {
      return html`<problem-note .problem=${this.story}></problem-note>`;
    }
    const {detail, difference} = this.story;
    const warnings = detail.problems.filter(problem => problem.severity === 'warning' && !problem.accepted);
    const accepted = detail.problems.filter(problem => problem.accepted);
    return html`
      ${difference ? this.#changes(difference) : html`<p>${this.release.origin === HISTORY ? 'The first release of history.' : 'The first release.'}</p>`}
      ${difference ? html`<impact-lines brief .impact=${detail.impact} .state=${detail.impactState}></impact-lines>` : nothing}
      ${warnings.length === 0 ? nothing : html`
        <details><summary>${sayCount(warnings.length, 'warning')} of the check</summary><ul>${warnings.map(sayProblem)}</ul></details>
      `}
      ${accepted.length === 0 ? nothing : html`
        <details><summary>${sayCount(accepted.length, 'accepted warning')}</summary><ul>${accepted.map(sayProblem)}</ul></details>
      `}
    `;
  }

  #changes({tables, changes}) {
    if (tables === null) {
      return html`<ul class="changes">${changes.map(sayProblem)}</ul>`;
    }
    const others = changes.filter(change => /^precedence|^warning-accepted|^acceptance-removed/.test(change.code));
    if (tables.length + others.length === 0) {
      return html`<p>No table changed.</p>`;
    }
    return html`
      <ul class="changes">
        ${tables.map(table => html`<li><strong>${table.table}</strong>: ${sayExtent(table)}${this.#cells(table)}</li>`)}
        ${others.map(sayProblem)}
      </ul>
    `;
  }

  #cells({rows}) {
    const cells = rows.flatMap(row => row.changes.map(change => ({row, change})));
    return cells.length === 0 ? nothing : html`
      <ul>
        ${cells.slice(0, MAX_CHANGES).map(({row, change}) => html`<li>
          ${change.column}: <del>${sayCell(change.before)}</del> → <ins>${sayCell(change.after)}</ins>
          <span class="quiet">in row ${row.row}, ${sayRow(row.cells)}</span>
        </li>`)}
        ${cells.length > MAX_CHANGES ? html`<li class="quiet">and ${sayCount(cells.length - MAX_CHANGES, 'more cell')}</li>` : nothing}
      </ul>
    `;
  }

  /** The answers that would change are found once somebody thinks of going back. */
  #wayBack(id) {
    return html`
      <details @toggle=${event => (this.mayGoBack ||= event.target.open)}>
        <summary class="small">Go back to this release</summary>
        ${this.mayGoBack ? html`<way-back .release=${id}></way-back>` : nothing}
      </details>
    `;
  }

  #links(id, before) {
    return html`
      <p class="links">
        <a href=${addressOf('releases', [], {from: before, to: id})}>Compare with release ${before}</a>
        <a href=${addressOf('matrix', [], {release: id, since: before})}>Support matrix with these changes</a>
        <a href=${addressOf('tables', [], {release: id})}>Tables</a>
      </p>
    `;
  }
}

/** Says who published it and how; the author is null for callers who may not see it. */
function sayAuthor(author, origin) {
  const [, restored] = /^restore of (\d+)$/.exec(origin) ?? [];
  const [, draft] = /^draft (\d+)$/.exec(origin) ?? [];
  const way = restored ? `The tables of release ${restored}, restored`
    : draft ? `Published from draft ${draft}` : (WAYS[origin] ?? `Published (${origin})`);
  return author === null || author === origin ? way : `${way} by ${author}`;
}

function sayProblem({file, cell, value, message, accepted}) {
  return html`<li>${[file, cell].filter(Boolean).join(' ')}${value ? html` “${value}”` : nothing}: ${message}
    ${accepted ? sayAcceptance(accepted) : nothing}</li>`;
}

customElements.define('release-entry', ReleaseEntry);
