import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayList} from '../../app/words.js';
import {VERDICTS, sayBetween, sayDetails, sayOutcome, sayPromise, sayWalk} from './story-words.js';

/**
 * The facts of the picture as a table, for those who cannot see it, and for paper: `<case-table .stories=${stories} .zone=${zone}>`.
 * Roles are written, since browsers forget those of a table whose cells stand below each other on a narrow screen.
 */
class CaseTable extends LitElement {
  static properties = {stories: {attribute: false}, zone: {attribute: false}};

  static styles = [
    sharedStyles,
    css`
      p { margin: var(--space-1) 0 0 }
      ul { margin: 0; padding: 0; list-style: none }
      tbody th { min-width: 8rem }
      @media screen and (max-width: 48rem) {
        thead { display: none }
        table, tbody, tr, th, td { display: block }
        tr { padding: var(--space-2) 0; border-bottom: 1px solid var(--line) }
        th, td { padding: var(--space-1) 0; border-bottom: none }
      }
    `,
  ];

  render() {
    return html`
      <table role="table">
        <thead role="rowgroup"><tr role="row">
          ${['Milestone', 'Promise', 'State', 'Time that counts'].map(title => html`<th role="columnheader">${title}</th>`)}
        </tr></thead>
        <tbody role="rowgroup">${this.stories.map(story => this.#row(story))}</tbody>
      </table>
    `;
  }

  #row(story) {
    const walk = sayWalk(story, this.zone);
    const between = sayBetween(story, this.zone);
    return html`
      <tr role="row">
        <th role="rowheader">${story.status.name}</th>
        <td role="cell">${sayPromise(story)}</td>
        <td role="cell">
          ${VERDICTS[story.verdict]}. ${sayOutcome(story, this.zone)}.
          ${sayDetails(story, this.zone).map(sentence => html` ${sentence}.`)}
        </td>
        <td role="cell">
          ${walk.length === 0 ? html`<span class="quiet">none yet</span>` : html`<ul>${walk.map(text => html`<li>${text}</li>`)}</ul>`}
          ${between.length === 0 ? nothing : html`<p class="small quiet">Between: ${sayList(between)}.</p>`}
        </td>
      </tr>
    `;
  }
}

customElements.define('case-table', CaseTable);
