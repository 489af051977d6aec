import {LitElement, css, html, nothing} from 'lit';
import {session} from './session.js';
import {sharedStyles} from './shared-styles.js';

/** The dialog in which people sign in: `show()` opens it. */
class SignInDialog extends LitElement {
  static properties = {refusal: {state: true}};

  static styles = [
    sharedStyles,
    css`
      dialog {
        width: min(28rem, 100vw - 2rem);
        padding: var(--space-6);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        color: var(--text);
        background: var(--back);
      }
      dialog::backdrop { background: rgb(0 0 0 / 50%) }
      h2 { margin-top: 0 }
      label { display: block; font-weight: 600 }
      input { width: 100%; font-family: var(--font-code) }
      .refusal { color: var(--bad) }
      .buttons { display: flex; flex-wrap: wrap; gap: var(--space-2); margin: var(--space-4) 0 0 }
    `,
  ];

  constructor() {
    super();
    this.refusal = '';
  }

  async show() {
    this.refusal = '';
    this.requestUpdate(); // The issuer may be known by now.
    await this.updateComplete;
    this.renderRoot.querySelector('dialog').showModal();
  }

  render() {
    return html`
      <dialog aria-labelledby="title" @close=${this.#clear}>
        <form @submit=${this.#submit}>
          <h2 id="title">Sign in</h2>
          ${session.hasIssuer ? this.#issuer() : nothing}
          <label for="token">Token</label>
          <input id="token" type="password" autocomplete="off" spellcheck="false" required
            aria-invalid=${this.refusal ? 'true' : nothing} aria-describedby="hint refusal">
          <p id="hint" class="quiet small">Who runs the service hands out tokens. This one is kept until the tab is closed.</p>
          <p id="refusal" class="refusal" role="alert">${this.refusal}</p>
          <p class="buttons">
            <button class="main">Sign in</button>
            <button type="button" @click=${this.#close}>Cancel</button>
          </p>
        </form>
      </dialog>
    `;
  }

  #issuer() {
    const {host} = new URL(session.me.signIn.issuer);
    return html`
      <p><button type="button" class="main" @click=${this.#goToIssuer}>Sign in at ${host}</button></p>
      <p class="quiet">or with a token:</p>
    `;
  }

  async #goToIssuer() {
    try {
      await session.signInAtIssuer();
    } catch (problem) {
      this.refusal = problem.message;
    }
  }

  async #submit(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('input');
    try {
      await session.signIn(field.value.trim());
      this.#close();
    } catch (problem) {
      this.refusal = problem.message;
      field.focus();
    }
  }

  /** Leaves no token in the page, however the dialog was closed. */
  #clear() {
    this.renderRoot.querySelector('input').value = '';
  }

  #close() {
    this.renderRoot.querySelector('dialog').close();
  }
}

customElements.define('sign-in-dialog', SignInDialog);
