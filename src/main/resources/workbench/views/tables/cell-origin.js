import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import '../../parts/access-note.js';
import {OWN_ZONE} from '../../parts/zones.js';

/**
 * Says which release wrote a cell as it is, who, and when: `<cell-origin .blame=${blame} .row=${number} .column=${title}>` with an
 * answer of `…/blame`, or with the `failure` to get one; undefined while it is read, null where there is none.
 */
class CellOrigin extends LitElement {
  static properties = {
    blame: {attribute: false},
    row: {attribute: false},
    column: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      h3 { margin: var(--space-4) 0 var(--space-1); font-size: var(--size-small); color: var(--quiet) }
      p { margin: 0 }
      .hidden { margin: var(--space-2) 0 }
      .comment { margin-top: var(--space-1); padding-left: var(--space-3); border-left: 2px solid var(--line) }
    `,
  ];

  render() {
    return this.blame === null ? nothing : html`
      <h3>Written by</h3>
      ${this.blame === undefined ? html`<p class="quiet">Reading who wrote it …</p>` : this.#origin()}
    `;
  }

  #origin() {
    const {failure, releases, columns, rows} = this.blame;
    if (failure) {
      return html`<p>It cannot be told: ${failure}</p>`;
    }
    const id = rows.find(({row}) => row === this.row)?.cells[columns.indexOf(this.column)];
    const release = releases.find(each => each.id === id);
    if (!release) {
      return html`<p>An older release than those that were looked at.</p>`;
    }
    return html`
      <p>
        <a href=${addressOf('releases', [], release.id > 1 ? {from: release.id - 1, to: release.id} : {})}>Release ${release.id}</a>${
          release.author ? `, ${release.author}` : ''},
        ${sayInstant(release.created, OWN_ZONE)}
      </p>
      ${release.comment ? html`<p class="comment">${release.comment}</p>` : nothing}
      ${session.may('authors') ? nothing : html`
        <p class="hidden quiet">The author and the comment are not shown to everybody.</p>
        <access-note right="authors"></access-note>
      `}
    `;
  }
}

customElements.define('cell-origin', CellOrigin);
