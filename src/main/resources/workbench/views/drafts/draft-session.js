import {session as caller} from '../../app/session.js';
import {DraftApi} from './draft-api.js';
import {DraftChanges} from './draft-changes.js';
import {DraftWatch} from './draft-watch.js';

/**
 * The sessions of drafts by their numbers. One that holds what is not saved is taken up when its draft is shown again, since two would
 * send the same.
 *
 * @type {Map<string, DraftSession>}
 */
const opened = new Map();

/**
 * A draft that is open in this page, shared by everything that shows it. Changes of its sheets are saved by themselves, and those of other
 * people are taken over, as long as it is watched (see `start`). It tells by events:
 *
 * | event | when |
 * |---|---|
 * | `change` | `draft` and `version` are others: own changes were saved, or somebody else's have come |
 * | `saved` | own changes were saved; `change` comes before it |
 * | `state` | `state` or `waiting` is another one |
 * | `conflict` | `conflicts` are others |
 * | `notice` | `notice` is another one |
 * | `problems` | `problems` or `checkFailure` is another one |
 * | `sheet` | the open sheet was described anew: what its columns mean, and what differs from the release |
 *
 * @typedef {object} Check the answer of `GET …/problems`
 * @property {number} version the version of the draft that was checked
 * @property {boolean} sound
 * @property {object[]} problems each with `file`, `sheet`, `cell`, `severity`, `message` and `remedy`
 */
export class DraftSession extends EventTarget {
  /** @type {any} as `GET v1/policy/drafts/{id}` answers it */
  draft;
  /** @type {'saved' | 'saving' | 'away' | 'refused'} `away`: the service does not answer; `refused`: see `refusal` */
  state = 'saved';
  /** The count of changes that are not saved yet. */
  waiting = 0;
  /** @type {import('../../app/problem.js').Problem | null} why changes are not saved */
  refusal = null;
  /** What the page did that people would wonder about; empty if nothing. */
  notice = '';
  /** @type {Check | null} the newest check; null until there is one. It is stale while its `version` is not that of the session. */
  problems = null;
  /** @type {Error | null} why there is no newer check */
  checkFailure = null;

  #api;
  #changes;
  #watch;
  #caller = caller.me?.name;

  constructor(api, draft) {
    super();
    this.#api = api;
    this.draft = draft;
    this.#changes = new DraftChanges(this, api);
    this.#watch = new DraftWatch(this, api);
  }

  /** Opens the draft of this number. @throws {import('../../app/problem.js').Problem} if there is none */
  static async open(id, signal) {
    const held = opened.get(String(id));
    if (held?.holdsUnsaved && held.#caller === caller.me?.name) {
      held.retry();
      return held;
    }
    const api = new DraftApi(id);
    const session = new DraftSession(api, await api.read('', {}, signal));
    await session.#changes.resume();
    return session;
  }

  get id() {
    return this.draft.id;
  }

  /** The version that this page shows, apart from what is not saved yet. @returns {number} */
  get version() {
    return this.draft.version;
  }

  /** Is true if the draft can be edited: it is neither published nor proposed. */
  get isOpen() {
    return this.draft.state === 'open';
  }

  /** The cells that were changed here and by somebody else. @returns {import('./draft-sheet.js').Conflict[]} */
  get conflicts() {
    return this.#changes.conflicts;
  }

  /** The texts that were typed into cells which somebody else has deleted. @returns {import('./rewritten-changes.js').Held[]} */
  get lost() {
    return this.#changes.lost;
  }

  /** Begins to take over what others change, and to check what changes. */
  start() {
    opened.set(String(this.id), this);
    this.#watch.start();
  }

  stop() {
    this.#watch.stop();
    if (!this.holdsUnsaved) {
      opened.delete(String(this.id));
    }
  }

  /** Is true if something that was typed is not saved, or waits for a decision. */
  get holdsUnsaved() {
    return this.waiting > 0 || this.conflicts.length > 0 || this.lost.length > 0;
  }

  /** Returns what the service answers at `…/drafts/{id}/{part}`, such as `check` or `diff`. While it is away this waits. */
  read(part, parameters = {}, signal = undefined) {
    return this.#api.read(part, parameters, signal);
  }

  /**
   * Opens a sheet, or the rules of precedence, to be edited. A second call returns the same.
   *
   * @returns {Promise<import('./draft-sheet.js').DraftSheet | import('./draft-text.js').DraftText>}
   */
  async openSheet(file, sheet = null) {
    const opened = await this.#changes.open(file, sheet);
    this.#watch.show(opened);
    return opened;
  }

  /** Opens a sheet to change it while another one is shown. @returns {Promise<import('./draft-sheet.js').DraftSheet>} */
  openBeside(file, sheet = null) {
    return this.#changes.open(file, sheet);
  }

  /** Is true as long as a sheet is open; it is not any more after changes of it were given up. */
  holds(sheet) {
    return this.#changes.findSheet(sheet.file, sheet.sheet) === sheet;
  }

  /**
   * Changes the draft by operations of the API, such as a new file of scenarios (`put-file`). Cells of a sheet that is open are
   * changed through its model.
   *
   * @param {object[]} operations
   * @returns {Promise<boolean>} true if they are saved, false if they were refused
   */
  async change(operations) {
    this.#changes.addOperations(operations);
    return this.saveAll();
  }

  /** Changes the draft as `change` does. @throws {Error} if that was refused */
  async makeChange(operations) {
    this.#changes.addOperations(operations);
    await this.requireSaved();
  }

  /** Ends when all changes that were made so far are saved. @throws {Error} if one was refused */
  async requireSaved() {
    if (!await this.saveAll()) {
      throw this.refusal ?? new Error('It is not saved yet. The top of the page says why.');
    }
  }

  /** Ends when all changes that were made so far are saved; false if one was refused. */
  async saveAll() {
    await this.#changes.end();
    return this.state === 'saved';
  }

  /** Renames the draft. @throws {import('../../app/problem.js').Problem} if the name is refused */
  async rename(name) {
    const draft = await this.#api.rename(name);
    this.takeDraft({...draft, version: this.version}); // Others may have changed it before: that is taken over now.
    await this.follow();
  }

  /** Reads again the draft, for a caller that changed it other than by `change`: published or rebased it. */
  async reload() {
    await this.follow();
    await this.#watch.refresh();
  }

  /** Takes over what others have changed. Returns true if there was something. @returns {Promise<boolean>} */
  follow() {
    return this.#changes.follow();
  }

  /** Ends a conflict. @param {import('./draft-sheet.js').Conflict} conflict @param {string} [text] what is to stand there; mine, if none is given */
  settle(conflict, text) {
    conflict.sheet.settle(conflict, text);
    this.tell('conflict');
    this.#changes.note();
  }

  /** Gives up a text whose cell is gone. */
  forget(lost) {
    this.#changes.forget(lost);
    this.tell('conflict');
  }

  /** Tries again to save what was refused. */
  retry() {
    this.#changes.note();
  }

  /** Gives up what was refused. Sheets are to be opened again, and show what the service has. */
  discard() {
    this.#changes.discard();
    this.setState('saved', 0);
  }

  /** For the parts of the session: notes what the service holds. */
  takeDraft(draft) {
    this.draft = draft;
    this.tell('change');
  }

  /** For the parts of the session: another version was saved or taken over. */
  moveTo(version) {
    this.takeDraft({...this.draft, version});
    this.#watch.refreshSoon();
  }

  /** For the parts of the session: does something while no change is sent or taken over. */
  doInTurn(action) {
    return this.#changes.inTurn(action);
  }

  /** For the parts of the session: is true for the sheet that was opened last. */
  shows(sheet) {
    return this.#watch.shows(sheet);
  }

  setNotice(notice) {
    this.notice = notice;
    this.tell('notice');
  }

  /** For the parts of the session. */
  setState(state, waiting, refusal = null) {
    Object.assign(this, {state, waiting, refusal});
    this.tell('state');
  }

  tell(type) {
    this.dispatchEvent(new Event(type));
  }
}
