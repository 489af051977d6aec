import {DraftSheet} from './draft-sheet.js';
import {DraftText} from './draft-text.js';

/** The sheets of a draft that are open in this page, and its rules of precedence if they are: what is edited, and what the service has. */
export class OpenSheets {
  /** @type {Map<string, import('./draft-sheet.js').DraftSheet | import('./draft-text.js').DraftText>} */
  #sheets = new Map();
  /** The sheets of which it is not known what has changed in them. */
  #stale = new Set();
  #onEdit;

  /** @param {() => void} onEdit is told of each change that was made here */
  constructor(onEdit) {
    this.#onEdit = onEdit;
  }

  find(file, sheet) {
    return this.#sheets.get(keyOf(file, sheet));
  }

  add(sheet) {
    sheet.model.addEventListener('table-change', ({detail}) => detail.cause !== 'other' && this.#onEdit());
    this.#sheets.set(keyOf(sheet.file, sheet.sheet), sheet);
  }

  close(sheet) {
    this.#sheets.delete(keyOf(sheet.file, sheet.sheet));
  }

  closeAll() {
    this.#sheets.clear();
    this.#stale.clear();
  }

  get all() {
    return [...this.#sheets.values()];
  }

  /** @returns {import('./draft-sheet.js').Conflict[]} */
  get conflicts() {
    return this.all.flatMap(({conflicts}) => conflicts);
  }

  /** Returns the conflicts as they can be kept, with places of this version. */
  listHeld(version) {
    return this.all.flatMap(sheet => sheet.listHeld()).map(held => ({...held, version}));
  }

  /**
   * Takes over a change that somebody else has made. A release on which the draft is based from now on changes all sheets. A sheet that
   * cannot take it over is read anew: when it is opened again if it is not shown, and else by `readStale`.
   *
   * @param {{change: any, by?: string, version?: number}} logged
   * @param {(sheet: any) => boolean} isShown
   */
  follow({change, by, version = Infinity}, isShown) {
    const sheets = change.op === 'rebase' ? this.all : [this.find(change.file, change.sheet ?? null)];
    const left = sheets.filter(sheet => sheet && sheet.version < version && !sheet.follow(change, by)); // One that was read since has the change already.
    for (const sheet of left) {
      if (!isShown(sheet) && sheet.unsavedSteps().length + sheet.conflicts.length === 0) {
        this.close(sheet);
      } else {
        this.#stale.add(sheet);
      }
    }
  }

  /**
   * Reads the sheets of which it is not known what has changed in them.
   *
   * @param {(sheet: any) => Promise<any>} read @param {() => void} onRead is told of each
   */
  async readStale(read, onRead) {
    for (const sheet of this.#stale) {
      sheet.refresh(await read(sheet));
      this.#stale.delete(sheet);
      onRead();
    }
  }
}

/** Returns a sheet, or the rules of precedence, from the answer of the service. */
export function createSheet(answer) {
  return answer.rows === undefined ? new DraftText(answer) : new DraftSheet(answer);
}

function keyOf(file, sheet) {
  return JSON.stringify([file, sheet]);
}
