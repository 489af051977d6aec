import {LitElement, css, html, nothing} from 'lit';
import {session as caller} from '../../../app/session.js';
import {addressOf} from '../../../app/router.js';
import {sharedStyles} from '../../../app/shared-styles.js';

/**
 * Stands where the button to publish would, for callers who may not: says why it is not there, and what to do instead:
 * `<publish-note .draft=${draft} .words=${words}>`, where the words say what publishing would do.
 */
class PublishNote extends LitElement {
  static properties = {draft: {attribute: false}, words: {attribute: false}, copied: {state: true}};

  static styles = [
    sharedStyles,
    css`
      div { padding: var(--space-3); border-left: 4px solid var(--accent); background: var(--accent-back) }
      p { margin: 0 0 var(--space-2) }
      button { min-height: 1.75rem; padding: 0 var(--space-2) }
    `,
  ];

  willUpdate(changed) {
    if (changed.has('draft') && changed.get('draft')?.version !== this.draft.version) {
      this.copied = '';
    }
  }

  render() {
    const {name, roles} = caller.me;
    return html`
      <div>
        ${this.words ? html`<p><strong>${this.words}</strong></p>` : nothing}
        <p class="small">${caller.reasonAgainst('publishing').replace(/^This/, 'Publishing it')} You are signed in as ${name}${roles.length === 0 ? '' : `, with ${roles.join(', ')}`}.
          Send the address of this draft to somebody who has it: they see what you see, and ${caller.me.fourEyes ? 'propose it for another to approve' : 'publish it'}.</p>
        <button type="button" class="small" @click=${this.#copy}>Copy the address of this draft</button>
        <span class="small" role="status">${this.copied}</span>
      </div>
    `;
  }

  async #copy() {
    const address = new URL(addressOf('drafts', [String(this.draft.id)]), location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      this.copied = 'Copied.';
    } catch {
      this.copied = `The browser does not allow to copy here. It is ${address}`;
    }
  }
}

customElements.define('publish-note', PublishNote);
