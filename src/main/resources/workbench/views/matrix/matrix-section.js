import {LitElement, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayList} from '../../app/words.js';
import {linkToRows} from '../../parts/row-link.js';
import {fillCell, isUsed} from './cells.js';
import {matrixStyles} from './matrix-styles.js';
import {COLUMNS, rowsThatState} from './statements.js';

/** The matrix of plans that get the same: `<matrix-section .section=${section} .release=${3}>`. */
class MatrixSection extends LitElement {
  static properties = {section: {attribute: false}, release: {attribute: false}, asOf: {attribute: false}};

  static styles = [sharedStyles, matrixStyles];

  render() {
    const {level, plans, matrix, before, excluded} = this.section;
    return html`
      <h2 tabindex="-1">${level ?? 'Plans without a support level'}</h2>
      <p class="plans">
        Covers the ${plans.length === 1 ? 'plan' : 'plans'} ${this.#rows(sayList(plans.map(plan => `“${plan}”`)), 'supportLevel')}.
        ${before === null ? html`<ins class="mark">New plan</ins>` : nothing}
        ${before && before.supportLevel !== level ? this.#removed(before.supportLevel ?? 'No support level') : nothing}
      </p>
      ${this.#notice(matrix.notice, before)}
      ${matrix.issueTypes.length === 0 && !before?.issueTypes.length
        ? html`<p class="silent">The tables grant these plans no support.</p>`
        : this.#table(this.#entries(matrix, before), excluded, before)}
      ${this.#categories(matrix, before)}
    `;
  }

  focusHeading() {
    this.renderRoot.querySelector('h2').focus();
  }

  /** Pairs the entries of both releases; those that only the other one has come last. */
  #entries(matrix, before) {
    const find = (all, name) => all?.issueTypes.find(entry => entry.issueType === name);
    const now = matrix.issueTypes.map(entry => ({entry, before: before && (find(before, entry.issueType) ?? null)}));
    const gone = (before?.issueTypes ?? []).filter(entry => !find(matrix, entry.issueType));
    return [...now, ...gone.map(entry => ({entry: undefined, before: entry}))];
  }

  #table(entries, excluded, before) {
    const columns = COLUMNS.filter(
      column => !column.optional || isUsed(column, entries.flatMap(pair => [pair.entry, pair.before]).filter(Boolean)),
    );
    const names = excluded.filter(name => !before?.issueTypes.some(entry => entry.issueType === name));
    return html`
      <table role="table" class="matrix">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Type of issue</th>
            ${columns.map(column => html`<th role="columnheader" scope="col">${column.title}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${entries.map(pair => this.#row(pair, columns))} ${names.map(name => this.#excluded(name, columns.length))}
        </tbody>
      </table>
    `;
  }

  #row({entry, before}, columns) {
    return html`
      <tr role="row">
        <th role="rowheader" scope="row">${this.#issueType(entry, before)}</th>
        ${columns.map(column => this.#cell(column.title, fillCell(entry, before, column)))}
      </tr>
    `;
  }

  #issueType(entry, before) {
    if (!entry) {
      return html`<del>${before.issueType}</del> <span class="tag">no longer included</span>`;
    }
    const covers = entry.covers ?? '';
    const rows = [entry, ...entry.slaCategories].map(promises => rowsThatState(promises, 'covers')).find(found => found.length > 0) ?? [];
    const changed = before && (before.covers ?? '') !== covers;
    return html`
      ${before === null ? html`<ins class="mark">${entry.issueType}</ins>` : entry.issueType}
      ${covers && html`<div class="covers ${changed ? 'mark' : ''}">${linkToRows(covers, rows, this.release)}</div>`}
      ${changed && before.covers ? html`<div class="covers">${this.#removed(before.covers)}</div>` : nothing}
    `;
  }

  #cell(title, {groups, removed}) {
    return groups.length + removed.length === 0
      ? html`<td role="cell" class="none"><span aria-hidden="true">–</span><span class="visually-hidden">None stated</span></td>`
      : html`<td role="cell" data-title=${title}>${this.#content(groups, removed)}</td>`;
  }

  /** Shows what a group no longer says below what it says, if there is such a group. */
  #content(groups, removed) {
    const labels = new Set(groups.map(group => group.label));
    const ofGroup = label => removed.filter(each => each.label === label).map(({text}) => html`<li>${this.#removed(text)}</li>`);
    const others = removed.filter(each => !labels.has(each.label));
    return html`
      ${groups.map(({label, statements}) => html`
        ${label ? html`<p class="label">${this.#categoryLabel(label)}</p>` : nothing}
        <ul>
          ${statements.map(({statement, added}) => html`<li>${this.#statement(statement, added)}</li>`)}
          ${ofGroup(label)}
        </ul>
      `)}
      ${others.length === 0 ? nothing : html`
        <ul class="gone">${others.map(({label, text}) => html`<li>${this.#removed(label ? `${label}: ${text}` : text)}</li>`)}</ul>
      `}
    `;
  }

  /** Leads from the name of a category to the definitions. */
  #categoryLabel(label) {
    return html`<button type="button" class="plain" title="What the categories mean" @click=${() => this.#showCategories()}>${label}</button>`;
  }

  #showCategories() {
    const heading = this.renderRoot.querySelector('h3');
    heading.scrollIntoView({block: 'center'});
    heading.focus({preventScroll: true});
  }

  #statement(statement, added) {
    const words = statement.segments.map(
      segment => html`<span class=${segment.quiet ? 'quiet' : (statement.kind ?? '')}>${this.#linked(segment)}</span> `,
    );
    return added ? html`<ins class="mark"><span class="visually-hidden">New: </span>${words}</ins>` : words;
  }

  /** The words about a clock lead to its calendar, all others to their rows. */
  #linked({words, rows, calendar}) {
    return calendar
      ? html`<a class="row" href=${addressOf('calendars', [calendar], {asOf: this.asOf})}>${words}</a>`
      : linkToRows(words, rows, this.release);
  }

  #removed(text) {
    return html`<del><span class="visually-hidden">Before: </span>${text}</del>`;
  }

  #excluded(name, columns) {
    return html`
      <tr role="row" class="excluded">
        <th role="rowheader" scope="row">${name}</th>
        <td role="cell" colspan=${columns}><span class="denied">Not included</span> <span class="quiet">No row of the tables grants it.</span></td>
      </tr>
    `;
  }

  #notice(notice, before) {
    const old = before?.notice ?? null;
    const changed = Boolean(before) && old !== notice;
    return html`
      ${notice ? html`<p class="notice ${changed ? 'mark' : ''}">${this.#rows(notice, 'notice')}</p>` : nothing}
      ${changed && old ? html`<p class="notice">${this.#removed(old)}</p>` : nothing}
    `;
  }

  #categories(matrix, before) {
    const now = definitionsIn(matrix);
    const old = before ? definitionsIn(before) : now;
    const ids = [...new Set([...now.keys(), ...old.keys()])];
    return ids.length === 0
      ? nothing
      : html`
          <h3 tabindex="-1">SLA categories</h3>
          <table role="table" class="categories">
            <thead role="rowgroup">
              <tr role="row"><th role="columnheader" scope="col">Category</th><th role="columnheader" scope="col">Definition</th></tr>
            </thead>
            <tbody role="rowgroup">
              ${ids.map(id => html`<tr role="row"><th role="rowheader" scope="row">${id}</th><td role="cell">${this.#definition(now.get(id), old.get(id))}</td></tr>`)}
            </tbody>
          </table>
        `;
  }

  #definition(now, old) {
    const changed = now?.text !== old?.text;
    const words = now?.text ? linkToRows(now.text, now.rows, this.release) : html`<span class="silent">Not stated</span>`;
    return html`<span class=${changed ? 'mark' : ''}>${words}</span> ${changed && old?.text ? this.#removed(old.text) : nothing}`;
  }

  /** Links words to the rows that state a part of the matrix that is the same for each issue type. */
  #rows(words, part) {
    const all = this.section.matrix.issueTypes.flatMap(entry => [entry, ...entry.slaCategories]);
    return linkToRows(words, all.map(entry => rowsThatState(entry, part)).find(rows => rows.length > 0) ?? [], this.release);
  }
}

function definitionsIn(matrix) {
  const categories = matrix.issueTypes.flatMap(entry => entry.slaCategories);
  return new Map(categories.map(category => [category.id, {text: category.definition, rows: rowsThatState(category, 'definition')}]));
}

customElements.define('matrix-section', MatrixSection);
