import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';

/**
 * Says why a row answers a question or not, condition by condition: `<row-trial .trial=${trial} .cited=${true} .note=${text}>`.
 * `trial` is an answer of `POST /v1/evaluation/rows` for one row: it was tried once, or once for each channel.
 */
class RowTrial extends LitElement {
  static properties = {trial: {attribute: false}, cited: {attribute: false}, note: {attribute: false}};

  static styles = [
    sharedStyles,
    css`
      :host { color: var(--text) }
      p { margin: 0 }
      .title { font-weight: 600 }
      ul { margin: var(--space-1) 0; padding: 0; list-style: none }
      li { padding-left: 1.5rem; text-indent: -1.5rem }
      .sign { display: inline-block; width: 1.5rem; text-indent: 0; font-weight: 700 }
      .holds .sign { color: var(--good) }
      .fails .sign { color: var(--bad) }
      .fails .but { color: var(--bad) }
    `,
  ];

  render() {
    return html`
      ${this.trial.evaluated
        ? this.#nearest().map(tried => this.#trial(tried))
        : html`<p>${this.trial.fact === 'Channel'
            ? 'This table describes channels, and the answer names none.'
            : 'This table states when calendars are open. No question is compared with it.'}</p>`}
      ${this.note ? html`<p class="quiet small">Note of the analysts: ${this.note}</p>` : nothing}
    `;
  }

  /** A row that was tried for several channels answers for those that match; if none does, one trial shows why. */
  #nearest() {
    const matching = this.trial.rows.filter(tried => tried.matches);
    return matching.length > 0 ? matching : this.trial.rows;
  }

  #trial(tried) {
    return html`
      <p class="title">${tried.channel ? `For the channel “${tried.channel}”: ` : ''}${this.#verdict(tried)}</p>
      <ul>${tried.conditions.map(condition => this.#condition(condition))}</ul>
    `;
  }

  #verdict({row, counts, matches, hiddenBy, conditions}) {
    if (counts) {
      return this.cited
        ? `Row ${row} answers: ${conditions.length === 0 ? 'it has no condition.' : 'all its conditions hold.'}`
        : `All conditions of row ${row} hold, but another statement prevails over what it says.`;
    }
    if (matches) {
      return `All conditions of row ${row} hold, but row ${hiddenBy} above counts in its place: the first row that matches does.`;
    }
    const failing = conditions.filter(condition => !condition.holds).length;
    return `Row ${row} does not answer: ${failing} of ${sayCount(conditions.length, 'condition')} ${failing === 1 ? 'fails' : 'fail'}.`;
  }

  #condition({title, words, cell, value, holds}) {
    return html`
      <li class=${holds ? 'holds' : 'fails'}>
        <span class="sign" aria-hidden="true">${holds ? '✓' : '✗'}</span><span class="visually-hidden">${holds ? 'Holds: ' : 'Fails: '}</span>${title}:
        the row asks that ${words} <strong>${cell}</strong>${holds ? '.' : html`, <span class="but">${sayCompared(value)}.</span>`}
      </li>
    `;
  }
}

function sayCompared(value) {
  if (value === null) {
    return 'but nothing is known of it';
  }
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  return text === '' ? 'but here it is a text that no table knows' : `but here it is “${text}”`;
}

customElements.define('row-trial', RowTrial);
