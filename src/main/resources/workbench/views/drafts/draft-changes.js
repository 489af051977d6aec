import {FORGOTTEN, findOwn} from './draft-api.js';
import {LeftChanges} from './left-changes.js';
import {OpenSheets, createSheet} from './open-sheets.js';
import {PendingChanges} from './pending-changes.js';
import {UnsentChanges} from './unsent-changes.js';
import {doWhenBack, mayPass, pause} from './when-back.js';

/**
 * The changes of a draft that is open in this page: sends what was typed here, one request after the other, and takes over what others
 * have changed. What comes while a request is under way is sent together by the next one.
 */
export class DraftChanges {
  #session;
  #api;
  #unsent;
  #sheets = new OpenSheets(() => this.note());
  #pending = new PendingChanges(this.#sheets);
  /** What this tab had not saved or settled when the page was left. */
  #left;
  #turn = Promise.resolve();
  #saving = null;

  /** @param {import('./draft-session.js').DraftSession} session @param {import('./draft-api.js').DraftApi} api */
  constructor(session, api) {
    this.#session = session;
    this.#api = api;
    this.#unsent = new UnsentChanges(session.id);
    this.#left = new LeftChanges(api, this.#unsent);
  }

  get conflicts() {
    return this.#sheets.conflicts;
  }

  /** The texts that were typed into cells which are gone. */
  get lost() {
    return this.#left.conflicts.lost;
  }

  findSheet(file, sheet) {
    return this.#sheets.find(file, sheet);
  }

  /** Opens a sheet, or the rules of precedence, and saves their changes from now on. A second call returns the same. */
  async open(file, sheet) {
    return this.findSheet(file, sheet) ?? this.#add(async () => createSheet(await this.#api.readPart(file, sheet)));
  }

  async #add(read) {
    let sheet = await read();
    return this.inTurn(async () => {
      const known = this.findSheet(sheet.file, sheet.sheet);
      if (known) {
        return known;
      }
      if (sheet.version < this.#session.version) {
        sheet = await read(); // Something was saved meanwhile.
      }
      if (sheet.version > this.#session.version) {
        await this.#follow();
      }
      this.#sheets.add(sheet);
      return sheet;
    });
  }

  addOperations(operations) {
    this.#pending.add(operations);
    this.note();
  }

  /** Notes that something was changed here, and saves it. */
  note() {
    const waiting = this.#waiting;
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
    this.#pending.clear();
    this.#left = new LeftChanges(this.#api, this.#unsent);
    this.#sheets.closeAll();
    this.#unsent.forget();
  }

  /** Forgets a text whose cell is gone. */
  forget(lost) {
    this.#left.conflicts.forget(lost);
    this.#keep();
  }

  /** Sends what this tab had not saved when the page was left, unless it has arrived. */
  async resume() {
    this.#left.load();
    if (this.#left.count > 0) {
      this.note();
      await this.end();
    } else {
      await this.#restoreConflicts();
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
        isLeft = await this.inTurn(() => this.#save()) || await this.#restoreConflicts();
      }
    } catch (problem) {
      this.#session.setState('refused', this.#session.waiting, problem);
    }
    this.#saving = null;
    this.#session.tell('state');
  }

  /** Sends what is not saved. Returns true if something may be left. */
  async #save() {
    if (this.#pending.isSending) {
      await this.#settleSent();
    }
    if (this.#left.count > 0) {
      return this.#saveLeft();
    }
    await this.#readStale();
    const operations = this.#pending.take();
    if (operations.length === 0) {
      this.#session.setState('saved', 0);
      return false;
    }
    this.#keep();
    this.#session.setState('saving', this.#waiting);
    const {saved, problem} = await this.#api.sendUntilAnswered(operations, this.#session.version, () => this.#setAway()).then(answer => ({saved: answer}), failure => ({problem: failure}));
    if (problem) {
      return this.#recover(problem);
    }
    await this.#acknowledge(saved);
    return true;
  }

  async #saveLeft() {
    try {
      await this.#left.send();
    } catch (problem) {
      return this.#recover(problem);
    }
    await this.#settleSent();
    return true;
  }

  /** Shows the conflicts that were not settled when the page was left. Returns true if there were any. */
  async #restoreConflicts() {
    const {conflicts} = this.#left;
    const isLeft = conflicts.held.length > 0;
    if (isLeft) {
      await doWhenBack(() => conflicts.restore(this.#api, this, () => this.#session.version), () => this.#setAway());
      this.#keep();
    }
    this.#session.tell('conflict');
    return isLeft;
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
      this.#setAway();
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
      isMore = await doWhenBack(() => this.#follow(), () => this.#setAway()); // The service tells only so many changes at once.
    }
    this.#pending.forgetSent();
    this.#keep();
    return this.#session.version !== before;
  }

  #setAway() {
    this.#session.setState('away', this.#session.waiting);
  }

  #refuse(problem) {
    this.#pending.forgetSent();
    this.#session.setState('refused', this.#session.waiting, problem);
    return false;
  }

  /** Takes over all that was changed since the version of this page; own changes, too, if their answer was lost. */
  async #follow() {
    const {version, changes, isForgotten} = await this.#api.changesAfter(this.#session.version);
    if (version === this.#session.version) {
      return false;
    }
    this.#session.setNotice(isForgotten ? FORGOTTEN : this.#session.notice);
    const own = findOwn(changes, this.#pending.sent);
    for (const logged of changes) {
      if (logged === own[0]) {
        this.#markSaved(own.map(({change}) => change));
      } else if (!own.includes(logged)) {
        this.#followOne(logged);
      }
    }
    this.#session.moveTo(version);
    if (!this.#pending.isSending) {
      this.#keep();
    }
    this.#session.tell('conflict');
    return true;
  }

  #followOne(logged) {
    this.#sheets.follow(logged, sheet => this.#session.shows(sheet));
  }

  /** Reads sheets again of which it is not known what has changed in them, before anything of them is sent. */
  async #readStale() {
    await this.#sheets.readStale(({file, sheet}) => doWhenBack(() => this.#api.readPart(file, sheet), () => this.#setAway()), () => {
      this.#session.tell('sheet');
      this.#session.tell('conflict');
    });
  }

  /** @param {object[]} logged the changes that were sent, as the service has logged them */
  #markSaved(logged) {
    this.#pending.markSaved(logged).forEach(change => this.#followOne({change}));
  }

  /** Keeps what is not saved in the tab. What is being sent is told apart, since it may arrive without an answer. */
  #keep() {
    if (this.#left.count > 0) {
      return; // It goes first.
    }
    const {version} = this.#session;
    const {held, lost} = this.#left.conflicts;
    this.#unsent.keep({version, sent: this.#pending.sent, operations: this.#pending.listBehind(), held: [...held, ...this.#sheets.listHeld(version)], lost});
  }

  get #waiting() {
    return this.#left.count + this.#pending.count;
  }
}
