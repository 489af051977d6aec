import {findOwn} from './draft-api.js';
import {sendLeft} from './left-changes.js';
import {NOTHING, collectUnsaved, operationsSince} from './unsaved-request.js';
import {UnsentChanges, countOf} from './unsent-changes.js';
import {doWhenBack, mayPass, pause} from './when-back.js';

/** Fewer than the service takes at once, so that a request is never too long. */
const MAX_STEPS = 5_000;

/**
 * The changes of a draft that is open in this page: sends what was typed here, one request after the other, and takes over what others
 * have changed. What comes while a request is under way is sent together by the next one.
 */
export class DraftChanges {
  #session;
  #api;
  #unsent;
  /** @type {Map<string, import('./draft-sheet.js').DraftSheet>} */
  #sheets = new Map();
  /** Operations that come from no sheet. @type {object[]} */
  #operations = [];
  /** The changes that were sent and are not answered yet. */
  #sent = NOTHING;
  /** The changes that this tab had not saved when the page was left. @type {import('./unsent-changes.js').Unsent | null} */
  #left = null;
  #turn = Promise.resolve();
  #saving = null;

  /** @param {import('./draft-session.js').DraftSession} session @param {import('./draft-api.js').DraftApi} api */
  constructor(session, api) {
    this.#session = session;
    this.#api = api;
    this.#unsent = new UnsentChanges(session.id);
  }

  get conflicts() {
    return [...this.#sheets.values()].flatMap(({conflicts}) => conflicts);
  }

  findSheet(file, sheet) {
    return this.#sheets.get(keyOf(file, sheet));
  }

  /** Saves the changes of a sheet from now on. @param {() => Promise<import('./draft-sheet.js').DraftSheet>} read */
  async add(read) {
    let sheet = await read();
    return this.inTurn(async () => {
      const known = this.findSheet(sheet.file, sheet.sheet);
      if (known) {
        return known;
      }
      if (sheet.version < this.#session.version) {
        sheet = await read(); // Something was saved meanwhile.
      }
      await this.#followUntil(sheet.version);
      sheet.model.addEventListener('table-change', ({detail}) => detail.cause !== 'other' && this.note());
      this.#sheets.set(keyOf(sheet.file, sheet.sheet), sheet);
      return sheet;
    });
  }

  addOperations(operations) {
    this.#operations.push(...operations);
    this.note();
  }

  /** Notes that something was changed here, and saves it. */
  note() {
    const waiting = this.#countWaiting();
    this.#keep();
    this.#session.setState(this.#saving ? this.#session.state : waiting > 0 ? 'saving' : 'saved', waiting);
    if (!this.#saving && waiting > 0) {
      this.#saving = this.#saveAll();
    }
  }

  /** Ends when nothing is left to save, or what is left was refused. */
  async end() {
    while (this.#saving) {
      await this.#saving;
    }
  }

  follow() {
    return this.inTurn(() => this.#follow());
  }

  discard() {
    [this.#operations, this.#sent, this.#left] = [[], NOTHING, null];
    this.#sheets.clear();
    this.#unsent.forget();
  }

  /** Sends what this tab had not saved when the page was left, unless it has arrived. */
  async resume() {
    this.#left = this.#unsent.load();
    if (this.#left) {
      this.note();
      await this.end();
    }
  }

  /** Does one thing after the other, so that what is followed and what is saved is always about one version. */
  inTurn(action) {
    const done = this.#turn.then(action);
    this.#turn = done.catch(() => {}); // The caller gets the failure.
    return done;
  }

  async #saveAll() {
    try {
      let isLeft = true;
      while (isLeft) {
        isLeft = await this.inTurn(() => this.#save());
      }
    } catch (problem) {
      this.#session.setState('refused', this.#session.waiting, problem);
    }
    this.#saving = null;
    this.#session.tell('state');
  }

  /** Sends what is not saved. Returns true if something may be left. */
  async #save() {
    if (this.#sent.operations.length > 0) {
      await this.#settleSent();
    }
    if (this.#left) {
      return this.#saveLeft();
    }
    const sent = this.#collect();
    if (sent.operations.length === 0) {
      this.#session.setState('saved', 0);
      return false;
    }
    this.#sent = sent;
    this.#keep();
    this.#session.setState('saving', this.#countWaiting());
    const {saved, problem} = await this.#api.send(sent.operations, this.#session.version).then(answer => ({saved: answer}), failure => ({problem: failure}));
    if (problem) {
      return this.#recover(problem);
    }
    await this.#acknowledge(saved);
    return true;
  }

  async #saveLeft() {
    const keep = left => {
      this.#left = left;
      this.#unsent.keep(left);
    };
    try {
      this.#left = await sendLeft(this.#api, this.#left, MAX_STEPS, keep);
    } catch (problem) {
      return this.#recover(problem);
    }
    await this.#settleSent();
    return true;
  }

  async #acknowledge({version, changes}) {
    if (version === this.#session.version + 1) {
      this.#markSaved(changes);
      this.#session.moveTo(version);
      this.#keep();
    } else {
      await this.#settleSent(); // Somebody else was first: their changes come before these.
    }
    this.#session.tell('saved');
  }

  /** Returns true if it is worth to send again. */
  async #recover(problem) {
    if ([409, 412].includes(problem.status)) {
      return (await this.#settleSent()) || this.#refuse(problem);
    }
    if (mayPass(problem)) {
      this.#session.setState('away', this.#session.waiting);
      await pause();
      await this.#settleSent();
      return true;
    }
    return this.#refuse(problem);
  }

  /**
   * Finds out whether what was sent has arrived, before anything is sent again, and takes over what others have changed. Returns true if
   * there was something.
   */
  async #settleSent() {
    const before = this.#session.version;
    let isMore = true;
    while (isMore) {
      isMore = await doWhenBack(() => this.#follow(), () => this.#session.setState('away', this.#session.waiting)); // The service tells only so many changes at once.
    }
    this.#sent = NOTHING;
    this.#keep();
    return this.#session.version !== before;
  }

  #refuse(problem) {
    this.#sent = NOTHING;
    this.#session.setState('refused', this.#session.waiting, problem);
    return false;
  }

  async #followUntil(version) {
    if (version > this.#session.version) {
      await this.#follow();
    }
  }

  /** Takes over all that was changed since the version of this page; own changes, too, if their answer was lost. */
  async #follow() {
    const {version, changes} = await this.#api.changesAfter(this.#session.version);
    if (version === this.#session.version) {
      return false;
    }
    const own = findOwn(changes, this.#sent.operations);
    for (const logged of changes) {
      if (logged === own[0]) {
        this.#markSaved(own.map(({change}) => change));
      } else if (!own.includes(logged)) {
        this.#followOne(logged);
      }
    }
    this.#session.moveTo(version);
    if (this.#sent === NOTHING) {
      this.#keep();
    }
    this.#session.tell('conflict');
    return true;
  }

  /** A release on which the draft is based from now on changes all sheets. */
  #followOne({change, by}) {
    const sheets = change.op === 'rebase' ? [...this.#sheets.values()] : [this.findSheet(change.file, change.sheet ?? null)];
    sheets.filter(sheet => sheet && !sheet.follow(change, by)).forEach(sheet => this.#readAnew(sheet));
  }

  /** A sheet that is not shown is read when it is opened again. */
  #readAnew(sheet) {
    const isLeft = !this.#session.shows(sheet) && sheet.unsavedSteps().length + sheet.conflicts.length === 0;
    if (isLeft) {
      this.#sheets.delete(keyOf(sheet.file, sheet.sheet));
    } else {
      this.#session.readAnew();
    }
  }

  /** @param {object[]} logged the changes that were sent, as the service has logged them */
  #markSaved(logged) {
    this.#sent.steps.forEach((step, at) => (step ? step.sheet.markSaved(step, logged[at]) : this.#followOne({change: logged[at], by: null})));
    const saved = new Set(this.#sent.operations);
    this.#operations = this.#operations.filter(operation => !saved.has(operation));
    this.#sent = NOTHING;
  }

  /** Keeps what is not saved in the tab. What is being sent is told apart, since it may arrive without an answer. */
  #keep() {
    if (this.#left) {
      return; // It goes first.
    }
    const {operations, rest} = this.#collect();
    const isAnswered = this.#sent === NOTHING;
    const since = isAnswered ? [...operations, ...rest] : operationsSince(this.#sent, this.#openSheets, this.#operations);
    this.#unsent.keep({version: this.#session.version, sent: this.#sent.operations, operations: since});
  }

  #countWaiting() {
    const {operations, rest} = this.#collect();
    return countOf(this.#left) + operations.length + rest.length;
  }

  get #openSheets() {
    return [...this.#sheets.values()];
  }

  #collect() {
    return collectUnsaved(this.#openSheets, this.#operations, MAX_STEPS);
  }
}

function keyOf(file, sheet) {
  return JSON.stringify([file, sheet]);
}
