import {LitElement, css, html} from 'lit';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/problem-note.js';
import './problem-list.js';

/**
 * A table that the shown release does not have: `<refused-table .name=${name} .missing=${error}>`. If newer tables were refused and it
 * is among them, its problems are shown; else the error.
 */
class RefusedTable extends LitElement {
  static properties = {
    name: {attribute: false},
    missing: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: var(--space-1) }
      p, problem-list { max-width: 60rem }
    `,
  ];

  #problemsOf = '';

  constructor() {
    super();
    new Listener(this, policyHealth, 'change');
  }

  /** The list of problems stays as it is while they do, so that what was opened in it stays open. */
  willUpdate() {
    const refused = policyHealth.policy?.refused;
    const problemsOf = `${this.name} ${refused?.at}`;
    if (problemsOf !== this.#problemsOf) {
      this.#problemsOf = problemsOf;
      this.problems = (refused?.problems ?? []).filter(problem => problem.file === this.name);
    }
  }

  render() {
    return this.problems.length === 0 ? html`<problem-note .problem=${this.missing}></problem-note>` : html`
      <h1 tabindex="-1">${this.name}</h1>
      <p>This table is only among the newest tables, which are refused. It can be shown when its errors are mended.</p>
      <problem-list .problems=${this.problems} .addressOf=${() => null}></problem-list>
    `;
  }

  focus() {
    this.renderRoot.querySelector('h1')?.focus();
  }
}

customElements.define('refused-table', RefusedTable);
