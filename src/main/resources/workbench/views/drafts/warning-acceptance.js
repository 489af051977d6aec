import {LitElement, html} from 'lit';
import {exchange} from '../../app/api.js';
import {sharedStyles} from '../../app/shared-styles.js';
import '../../parts/problem-note.js';
import '../../parts/words-dialog.js';

/**
 * Asks why a warning of a draft is meant, and accepts it, or takes that back: `<warning-acceptance .session=${session}>`. The page calls
 * `accept` and `takeBack` with the warning that the buttons of `accept-button.js` send.
 */
class WarningAcceptance extends LitElement {
  static properties = {session: {attribute: false}, problem: {state: true}, said: {state: true}};

  static styles = [sharedStyles];

  willUpdate(changed) {
    if (changed.has('session')) {
      [this.problem, this.said] = [null, ''];
    }
  }

  render() {
    return html`
      <problem-note .problem=${this.problem}></problem-note>
      <p class="visually-hidden" role="status">${this.said}</p>
      <words-dialog></words-dialog>
    `;
  }

  /** @param {object} warning as the check answers it, with `code` and `acceptAs` */
  async accept(warning) {
    const reason = await this.renderRoot.querySelector('words-dialog').ask({
      title: 'This is meant', label: 'Why? Who reads the release sees the reason.', action: 'Accept the warning',
    });
    if (reason) {
      await this.#send('The warning is accepted.', {method: 'POST', body: {...nameOf(warning), reason}});
    }
  }

  takeBack(warning) {
    return this.#send('The warning counts again.', {method: 'DELETE', parameters: nameOf(warning)});
  }

  /** What is typed is saved first, as the row may have been changed. */
  async #send(said, request) {
    const {session} = this;
    [this.problem, this.said] = [null, ''];
    try {
      if (await session.saveAll()) {
        await exchange(`v1/policy/drafts/${session.id}/accepted-warnings`, {...request, headers: {'If-Match': `"${session.version}"`}});
        this.said = said;
      } else {
        this.problem = session.refusal ?? new Error('What is typed is not saved yet. The top of the page says why.');
      }
    } catch (problem) {
      this.problem = problem;
    }
    await session.follow().catch(failure => (this.problem ??= failure));
  }
}

function nameOf({code, acceptAs}) {
  return {code, ...acceptAs};
}

customElements.define('warning-acceptance', WarningAcceptance);
