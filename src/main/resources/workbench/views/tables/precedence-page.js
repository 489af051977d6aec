import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import './problem-list.js';

const RULE = /^\s*rule\s+(?:"([^"]*)"|'([^']*)')/gm;
const COMMENT = /^\s*\/\/ ?(.*)$/;

/** The rules of precedence: their names, which say what they decide, and their text: `<precedence-page .document=${document}>`. */
class PrecedencePage extends LitElement {
  static properties = {
    document: {attribute: false},
    problems: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      h1 { margin-bottom: var(--space-1) }
      p, ol, problem-list { max-width: 50rem }
      pre { padding: var(--space-3) var(--space-4); background: var(--raised); border-radius: var(--radius); overflow: auto }
    `,
  ];

  render() {
    const {file, shipped, text} = this.document;
    const rules = namesOfRules(text);
    return html`
      <h1 tabindex="-1">Rules of precedence</h1>
      <p class="quiet">
        ${file}. ${shipped ? 'The release has none of its own, so those of the service apply.' : 'The release has its own.'}
        They decide which of two statements on one part of an answer stands: that of the published policy, or that of a contract.
      </p>
      <problem-list .problems=${this.problems} .addressOf=${() => '#/tables'}></problem-list>
      ${rules.length === 0 ? nothing : html`<h2>In words</h2><ol>${rules.map(name => html`<li>${name}</li>`)}</ol>`}
      <h2>As written</h2>
      ${introduction(text) ? html`<p>${introduction(text)}</p>` : nothing}
      <pre tabindex="0" aria-label="Text of ${file}">${text}</pre>
    `;
  }

  focus() {
    this.renderRoot.querySelector('h1')?.focus();
  }
}

/** The names of the rules, in the order of the file. */
function namesOfRules(text) {
  return [...text.matchAll(RULE)].map(([, double, single]) => double ?? single);
}

/** The comment at the beginning of the file. */
function introduction(text) {
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex(line => !COMMENT.test(line));
  return lines.slice(0, end < 0 ? lines.length : end).map(line => COMMENT.exec(line)[1]).join(' ');
}

customElements.define('precedence-page', PrecedencePage);
