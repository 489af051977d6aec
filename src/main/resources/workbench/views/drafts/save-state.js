import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayCount} from '../../app/words.js';

const EVENTS = ['change', 'conflict', 'state'];

/** Says how far what was typed is saved: `<save-state .session=${session}>`. */
class SaveState extends LitElement {
  static properties = {session: {attribute: false}};

  static styles = [
    sharedStyles,
    css`
      :host { display: inline-block }
      p { margin: 0 }
      .bad { padding: var(--space-2) var(--space-3); border-left: 4px solid var(--bad); background: var(--bad-back) }
      button { min-height: 1.75rem; padding: 0 var(--space-2) }
    `,
  ];

  #onState = () => this.requestUpdate();
  #onLeave = event => {
    if (this.session?.holdsUnsaved) {
      event.preventDefault(); // The browser asks whether to leave.
    }
  };

  willUpdate(changed) {
    if (changed.has('session')) {
      this.#leave(changed.get('session'));
      EVENTS.forEach(type => this.session.addEventListener(type, this.#onState));
    }
  }

  connectedCallback() {
    super.connectedCallback();
    EVENTS.forEach(type => this.session?.addEventListener(type, this.#onState));
    window.addEventListener('beforeunload', this.#onLeave);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leave(this.session);
    window.removeEventListener('beforeunload', this.#onLeave);
  }

  render() {
    return html`<div role="status">${this.#content()}</div>`;
  }

  #leave(session) {
    EVENTS.forEach(type => session?.removeEventListener(type, this.#onState));
  }

  #saved() {
    const {length} = this.session.conflicts;
    return length === 0
      ? html`<p class="quiet">Saved</p>`
      : html`<p class="bad">Saved, but for ${sayCount(length, 'cell')} that you and somebody else changed.</p>`;
  }

  #content() {
    const {state, waiting, refusal, isOpen} = this.session;
    if (!isOpen && waiting === 0) {
      return html`<p class="quiet">It cannot be changed any more.</p>`;
    }
    switch (state) {
      case 'saved': return this.#saved();
      case 'saving': return html`<p class="quiet">Saving …</p>`;
      case 'away': return html`<p class="bad">Not saved: the service is away; ${sayWaiting(waiting)}. Go on: this tab keeps them until it is back.</p>`;
      default: return html`
        <p class="bad">Not saved: ${refusal?.message ?? nothing} ${sayWaiting(waiting)}.
          <button type="button" @click=${() => this.session.retry()}>Try again</button>
          <button type="button" @click=${() => this.session.discard()}>Give them up</button>
        </p>`;
    }
  }
}

function sayWaiting(count) {
  return `${sayCount(count, 'change')} ${count === 1 ? 'waits' : 'wait'}`;
}

customElements.define('save-state', SaveState);
