import {connection} from '../../app/connection.js';

const FOLLOW_MILLIS = 2_000;
const PAUSE_MILLIS = 300;

/**
 * Looks after a draft in the background: takes over what others change, checks each version, and reads what the open sheet has on
 * each cell besides its text.
 */
export class DraftWatch {
  #session;
  #api;
  #sheet;
  #timer;
  #soon;
  #isReading = false;
  #isFollowing = false;

  /** @param {import('./draft-session.js').DraftSession} session @param {import('./draft-api.js').DraftApi} api */
  constructor(session, api) {
    this.#session = session;
    this.#api = api;
  }

  start() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#followOthers(), FOLLOW_MILLIS);
    this.refreshSoon(0);
  }

  stop() {
    clearInterval(this.#timer);
    clearTimeout(this.#soon);
  }

  /** Looks after this sheet from now on. One that was read before the last change may not know the names that came with it. */
  show(sheet) {
    this.#sheet = sheet;
    if (sheet.version !== this.#session.version) {
      this.refreshSoon(0);
    }
  }

  shows(sheet) {
    return this.#sheet === sheet;
  }

  /** Checks the draft when no further change has come for a moment. */
  refreshSoon(pause = PAUSE_MILLIS) {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.refresh(), pause);
  }

  async refresh() {
    if (this.#isReading) {
      this.refreshSoon();
      return;
    }
    this.#isReading = true;
    await Promise.all([this.#readProblems(), this.#readDraft()]);
    this.#isReading = false;
  }

  async #followOthers() {
    if (!document.hidden && !connection.away && !this.#isFollowing && this.#session.isOpen && this.#session.state !== 'saving') {
      this.#isFollowing = true; // An answer that takes long is not asked for again.
      await this.#session.follow().catch(failure => this.#noteFailure(failure));
      this.#isFollowing = false;
    }
  }

  async #readProblems() {
    const session = this.#session;
    try {
      session.problems = await this.#api.read('problems');
      session.checkFailure = null;
    } catch (failure) {
      this.#noteFailure(failure);
    }
    session.tell('problems');
  }

  #noteFailure(failure) {
    this.#session.checkFailure = failure.code === 'unreachable' ? null : failure; // The page says by itself that the service is away.
  }

  async #readDraft() {
    const session = this.#session;
    try {
      const draft = await this.#api.read();
      if (draft.version === session.version) {
        session.takeDraft(draft);
      }
      await this.#readSheet();
    } catch (failure) {
      session.checkFailure = failure;
      session.tell('problems');
    }
  }

  /** The answer is stale if something was typed meanwhile: then the next save asks again. */
  async #readSheet() {
    const sheet = this.#sheet;
    if (!sheet) {
      return;
    }
    const answer = await this.#api.readPart(sheet.file, sheet.sheet);
    await this.#session.doInTurn(() => {
      if (answer.version === this.#session.version && sheet.unsavedSteps().length === 0) {
        sheet.refresh(answer);
        this.#session.tell('sheet');
      }
    });
  }
}
