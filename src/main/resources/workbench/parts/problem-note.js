import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../app/shared-styles.js';

/** Says why something cannot be shown or done: `<problem-note .problem=${problem}>` with a `Problem`, or any error. */
class ProblemNote extends LitElement {
  static properties = {problem: {attribute: false}};

  static styles = [
    sharedStyles,
    css`
      div {
        padding: var(--space-3) var(--space-4);
        border-left: 4px solid var(--bad);
        background: var(--bad-back);
      }
      p, ul { margin: 0 }
      .title { font-weight: 600 }
    `,
  ];

  render() {
    const problem = this.problem;
    if (!problem) {
      return nothing;
    }
    return html`
      <div role="alert">
        <p class="title">${problem.title ?? 'This cannot be shown'}</p>
        <p>${problem.message}</p>
        ${this.#fields(problem.errors ?? [])}
      </div>
    `;
  }

  #fields(errors) {
    return errors.length < 2
      ? nothing
      : html`<ul>${errors.map(error => html`<li><code>${error.pointer}</code> ${error.detail}</li>`)}</ul>`;
  }
}

customElements.define('problem-note', ProblemNote);
