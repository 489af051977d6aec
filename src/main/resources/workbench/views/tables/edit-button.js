import {LitElement, css, html} from 'lit';
import {Listener} from '../../app/listener.js';
import {session} from '../../app/session.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {createDraft, listDrafts, showDraft} from '../../parts/drafts.js';
import '../../parts/problem-note.js';

const RIGHT = 'checking';

/**
 * Leads from a table to a draft in which it can be changed, at the same cell: `<edit-button .entry=${entry} .place=${{row, column}}>`. The
 * caller's newest draft is taken, if there is an open one that follows the newest release; else a new one is made.
 */
class EditButton extends LitElement {
  static properties = {
    entry: {attribute: false},
    /** The row and the column, as the file names them. */
    place: {attribute: false},
    busy: {state: true},
    problem: {state: true},
  };

  static styles = [sharedStyles, css`:host { display: inline-block }`];

  constructor() {
    super();
    new Listener(this, session, 'change');
  }

  render() {
    const reason = session.reasonAgainst(RIGHT);
    return html`
      <button type="button" ?disabled=${this.busy || reason !== ''} aria-describedby="reason" @click=${this.#edit}>Edit</button>
      <span id="reason" class="quiet small">${reason}</span>
      <problem-note .problem=${this.problem}></problem-note>
    `;
  }

  async #edit() {
    const {file, sheet, title} = this.entry;
    this.busy = true;
    this.problem = null;
    try {
      const drafts = await listDrafts();
      const own = drafts.find(({author, behind}) => author === session.me.name && !behind);
      const draft = own ?? await createDraft({name: `Change of ${title}`});
      showDraft(draft.id, {file, sheet, ...this.place});
    } catch (problem) {
      this.problem = problem;
    }
    this.busy = false;
  }
}

customElements.define('edit-button', EditButton);
