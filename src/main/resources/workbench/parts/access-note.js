import {LitElement, css, html, nothing} from 'lit';
import {Listener} from '../app/listener.js';
import {session} from '../app/session.js';
import {sharedStyles} from '../app/shared-styles.js';

/** Says which right is missing, with a button to sign in: `<access-note right="contracts">`. Shows nothing if the caller has it. */
class AccessNote extends LitElement {
  static properties = {right: {}};

  static styles = [
    sharedStyles,
    css`
      div { padding: var(--space-3) var(--space-4); border-left: 4px solid var(--accent); background: var(--accent-back) }
      p { margin: 0 }
      button { margin-top: var(--space-2) }
    `,
  ];

  constructor() {
    super();
    new Listener(this, session, 'change');
  }

  render() {
    const reason = session.reasonAgainst(this.right);
    return reason === ''
      ? nothing
      : html`
          <div>
            <p>${reason}</p>
            ${session.isSignedIn ? html`<p>${this.#roles()}</p>` : nothing}
            <button @click=${() => session.askToSignIn()}>${session.isSignedIn ? 'Sign in as somebody else' : 'Sign in'}</button>
          </div>
        `;
  }

  #roles() {
    const {name, roles} = session.me;
    return `You are signed in as ${name}, ${roles.length === 0 ? 'without a role' : 'with ' + roles.join(', ')}.`;
  }
}

customElements.define('access-note', AccessNote);
