import {connection} from '../../app/connection.js';
import {findOwn} from './draft-api.js';
import {UnsentChanges} from './unsent-changes.js';

/** Fewer than the service takes at once, so that a request is never too long. */
const MAX_STEPS = 5_000;
const MAX_ATTEMPTS = 60;
const PAUSE_MILLIS = 1_000;
const NOTHING = {steps: [], operations: []};

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
  /** What was sent and is not answered yet: operations, each with its step of a sheet, or null. */
  #sent = NOTHING;
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
    const {operations} = this.#collect();
    this.#unsent.keep(this.#session.version, operations);
    this.#session.setState(this.#saving ? this.#session.state : operations.length > 0 ? 'saving' : 'saved', operations.length);
    if (!this.#saving && operations.length > 0) {
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
    this.#operations = [];
    this.#sheets.clear();
    this.#unsent.forget();
  }

  /** Sends what this tab had not saved when the page was left, unless it has arrived. */
  async resume() {
    const left = this.#unsent.load();
    if (!left) {
      return;
    }
    const {changes} = await this.#api.read('changes', {after: left.version});
    const {version, rest} = withoutSaved(left, changes);
    if (rest.length === 0) {
      this.#unsent.forget();
    } else {
      await this.#sendLeft({version, operations: rest});
    }
  }

  /** Does one thing after the other, so that what is followed and what is saved is always about one version. */
  inTurn(action) {
    const done = this.#turn.then(action);
    this.#turn = done.catch(() => {}); // The caller gets the failure.
    return done;
  }

  async #sendLeft({operations, version}) {
    try {
      const saved = await this.#api.send(operations, version);
      this.#unsent.forget();
      this.#session.moveTo(saved.version);
    } catch (problem) {
      this.#session.setState('refused', operations.length, problem);
    }
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
    this.#sent = this.#collect();
    const {operations} = this.#sent;
    if (operations.length === 0) {
      this.#session.setState('saved', 0);
      return false;
    }
    this.#session.setState('saving', operations.length);
    const {saved, problem} = await this.#api.send(operations, this.#session.version).then(answer => ({saved: answer}), failure => ({problem: failure}));
    if (problem) {
      return this.#recover(problem);
    }
    await this.#acknowledge(saved);
    return true;
  }

  async #acknowledge({version, changes}) {
    if (version === this.#session.version + 1) {
      this.#markSaved(changes);
      this.#moveTo(version);
    } else {
      await this.#follow(); // Somebody else was first: their changes come before these.
    }
    this.#session.tell('saved');
  }

  /** Returns true if it is worth to send again. */
  async #recover(problem) {
    if ([409, 412].includes(problem.status)) {
      return (await this.#follow()) || this.#refuse(problem);
    }
    if (problem.code === 'unreachable' || problem.members.retryable) {
      this.#session.setState('away', this.#session.waiting);
      await this.#followWhenBack();
      return true;
    }
    return this.#refuse(problem);
  }

  #refuse(problem) {
    this.#session.setState('refused', this.#session.waiting, problem);
    return false;
  }

  /** A service that has just started may not have its database yet, and then knows no draft. */
  async #followWhenBack() {
    for (let attempt = 1; ; attempt++) {
      await connection.returned();
      try {
        await this.#follow();
        return;
      } catch (problem) {
        const mayPass = problem.code === 'unreachable' || problem.status === 404 || problem.members?.retryable;
        if (attempt === MAX_ATTEMPTS || !mayPass) {
          throw problem;
        }
        await new Promise(resolve => setTimeout(resolve, PAUSE_MILLIS));
      }
    }
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
    this.#moveTo(version);
    this.#session.tell('conflict');
    return true;
  }

  #followOne({change, by}) {
    const sheet = this.findSheet(change.file, change.sheet ?? null);
    if (sheet && !sheet.follow(change, by)) {
      this.#session.readAnew();
    }
  }

  /** @param {object[]} logged the changes that were sent, as the service has logged them */
  #markSaved(logged) {
    this.#sent.steps.forEach((step, at) => step?.sheet.markSaved(step, logged[at]));
    const saved = new Set(this.#sent.operations);
    this.#operations = this.#operations.filter(operation => !saved.has(operation));
    this.#sent = NOTHING;
  }

  #moveTo(version) {
    this.#session.moveTo(version);
    this.#unsent.keep(version, this.#collect().operations);
  }

  /** Returns operations that are not saved. */
  #collect() {
    const steps = [...this.#sheets.values()].flatMap(sheet => sheet.unsavedSteps().map(step => ({...step, sheet})));
    const all = [...this.#operations.map(operation => ({operation, sheet: null})), ...steps].slice(0, MAX_STEPS);
    return {operations: all.map(({operation}) => operation), steps: all.map(step => (step.sheet ? step : null))};
  }
}

function keyOf(file, sheet) {
  return JSON.stringify([file, sheet]);
}

/** Leaves out those of the first operations that have arrived, although their answer was lost. */
function withoutSaved({version, operations}, changes) {
  for (let count = operations.length; count > 0; count--) {
    const own = findOwn(changes, operations.slice(0, count));
    if (own.length > 0) {
      return {version: own.at(-1).version, rest: operations.slice(count)};
    }
  }
  return {version, rest: operations};
}
