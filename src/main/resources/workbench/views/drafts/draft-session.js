import {exchange, read} from '../../app/api.js';
import {connection} from '../../app/connection.js';

/**
 * A draft that is open in this page, shared by everything that shows it. It tells by events:
 *
 * | event | when |
 * |---|---|
 * | `change` | `draft` and `version` are others: own changes were saved, or somebody else's have come |
 * | `saved` | own changes were saved; `change` comes before it |
 * | `state` | `state` or `waiting` is another one |
 * | `conflict` | `conflicts` are others |
 * | `problems` | `problems` are those of another version |
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
  /** @type {Check | null} the newest check; null until there is one. It is stale while its `version` is not that of the session. */
  problems = null;

  #queue = Promise.resolve();

  constructor(draft) {
    super();
    this.draft = draft;
  }

  /** Opens the draft of this number. @throws {import('../../app/problem.js').Problem} if there is none */
  static async open(id, signal) {
    const session = new DraftSession(await read(`v1/policy/drafts/${encodeURIComponent(id)}`, {}, {signal}));
    session.readProblems();
    return session;
  }

  get id() {
    return this.draft.id;
  }

  /** The version that the service holds, as far as this page knows. @returns {number} */
  get version() {
    return this.draft.version;
  }

  /** Is true if the draft can be edited: it is neither published nor proposed. */
  get isOpen() {
    return this.draft.state === 'open';
  }

  /** Returns what the service answers at `…/drafts/{id}/{part}`, such as `check` or `diff`. */
  read(part, parameters = {}, signal = undefined) {
    return read(`v1/policy/drafts/${this.id}/${part}`, parameters, {signal});
  }

  /**
   * Changes the draft by operations of the API, such as a new scenario file (`put-file`). Operations are sent in the order of the calls.
   * Cells of a sheet that is open in a grid are changed through its model.
   *
   * @param {object[]} operations
   */
  change(operations) {
    this.#queue = this.#queue.then(() => this.#send(operations));
    return this.#queue;
  }

  /** Ends when all changes that were made so far are saved; false if one was refused. */
  async saveAll() {
    await this.#queue;
    return this.state === 'saved';
  }

  /** Reads again the draft, for a caller that changed it other than by `change`: published, rebased or renamed it. */
  async reload() {
    this.draft = await read(`v1/policy/drafts/${this.id}`);
    this.#tell('change');
    await this.readProblems();
  }

  async readProblems() {
    try {
      this.problems = await this.read('problems');
      this.#tell('problems');
    } catch (failure) {
      if (failure.status !== 404) {
        throw failure;
      }
    }
  }

  async #send(operations) {
    this.#setState('saving', operations.length);
    for (;;) {
      try {
        await exchange(`v1/policy/drafts/${this.id}/changes`, {
          method: 'POST', body: {changes: operations}, headers: {'If-Match': `"${this.version}"`},
        });
        break;
      } catch (problem) {
        if (problem.code !== 'unreachable') {
          this.refusal = problem;
          this.#setState('refused', operations.length);
          return;
        }
        this.#setState('away', operations.length);
        await connection.returned();
      }
    }
    await this.reload();
    this.#setState('saved', 0);
    this.#tell('saved');
  }

  #setState(state, waiting) {
    this.state = state;
    this.waiting = waiting;
    this.#tell('state');
  }

  #tell(type) {
    this.dispatchEvent(new Event(type));
  }
}
