import {LitElement, css, html, nothing} from 'lit';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {showChoices} from '../../parts/choices.js';

const SIGNS = {changed: 'changed', added: 'new', removed: 'removed'};
const GROUPS = [['table', 'Tables'], ['scenarios', 'Scenarios'], ['precedence', 'Rules of precedence'], ['accepted-warnings', 'Accepted warnings'],
  ['other', 'Other files']];

/** A file of a draft, or one of its sheets, as it can be chosen. @typedef {{file: string, sheet: string | null, title: string, kind: string, state: string, rows?: number}} Entry */

/** The file of the rules of precedence. Each draft has rules to show: where it has none of its own, those of the service. */
const PRECEDENCE = {file: 'contract-precedence.drl', kind: 'precedence', state: 'unchanged', sheets: []};

/** Returns what a draft has to show. @returns {Entry[]} */
export function entriesOf({files}) {
  const all = files.some(({kind}) => kind === 'precedence') ? files : [...files, PRECEDENCE];
  return all.flatMap(({file, kind, state, sheets}) => {
    const parts = sheets.length > 0 ? sheets : [{sheet: null, table: null}];
    return parts.map(({sheet, table, rows}) => ({file, sheet, kind, state, rows, title: titleOf({file, sheet, table, kind})}));
  });
}

function titleOf({file, sheet, table, kind}) {
  const name = file.replace(/^.*\//, '').replace(/\.\w+$/, '');
  return kind === 'precedence' ? 'contract precedence' : table ?? (sheet ? `${name}, ${sheet}` : name);
}

/**
 * The files of a draft to choose from, as links, or on a narrow screen as one field: `<draft-files .draft=${draft} .current=${entry}>`.
 * The slot holds the controls that make new ones.
 */
class DraftFiles extends LitElement {
  static properties = {
    draft: {attribute: false},
    current: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      h2 { margin: var(--space-4) 0 var(--space-1); font-size: var(--size-small); color: var(--quiet) }
      h2:first-of-type { margin-top: 0 }
      ul { margin: 0; padding: 0; list-style: none }
      a {
        display: flex; justify-content: space-between; gap: var(--space-2); padding: var(--space-1) var(--space-2);
        border-radius: var(--radius); color: var(--text); text-decoration: none;
      }
      a:hover { background: var(--sunken) }
      a[aria-current] { background: var(--accent-back); font-weight: 600 }
      .sign { color: var(--accent); font-size: var(--size-small); white-space: nowrap }
      .removed { text-decoration: line-through }
      label { display: none; gap: var(--space-2); align-items: center }
      select { min-width: 0; flex: 1 }
      @media (max-width: 60rem) {
        nav { display: none }
        label { display: flex }
      }
    `,
  ];

  render() {
    const entries = entriesOf(this.draft);
    return html`
      <nav aria-label="Files of the draft">
        ${GROUPS.map(([kind, title]) => this.#group(title, entries.filter(entry => entry.kind === kind)))}
      </nav>
      <label>File
        <select data-chosen=${this.current ? this.#addressOf(this.current) : ''} @change=${event => router.go(event.target.value)}>
          ${this.current ? nothing : html`<option value="">choose one</option>`}
          ${entries.map(entry => html`<option value=${this.#addressOf(entry)}>${entry.title}${SIGNS[entry.state] ? `, ${SIGNS[entry.state]}` : ''}</option>`)}
        </select>
      </label>
      <slot></slot>
    `;
  }

  updated() {
    showChoices(this.renderRoot);
  }

  #group(title, entries) {
    return entries.length === 0 ? nothing : html`
      <h2>${title}</h2>
      <ul>${entries.map(entry => html`<li><a href=${this.#addressOf(entry)} aria-current=${this.#isCurrent(entry) ? 'page' : nothing}>
        <span class=${entry.state}>${entry.title}</span>${SIGNS[entry.state] ? html`<span class="sign">${SIGNS[entry.state]}</span>` : nothing}</a></li>`)}</ul>
    `;
  }

  #isCurrent({file, sheet}) {
    return this.current?.file === file && this.current?.sheet === sheet;
  }

  #addressOf({file, sheet}) {
    return addressOf('drafts', [String(this.draft.id), ...file.split('/')], {sheet});
  }
}

customElements.define('draft-files', DraftFiles);
