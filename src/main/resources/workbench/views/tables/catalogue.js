import {read} from '../../app/api.js';
import {session} from '../../app/session.js';
import {listReleases} from '../../parts/releases.js';
import {problemsOf} from './problem-marks.js';
import {Sheet} from './sheet.js';

const FACT_OF_CALENDARS = 'BusinessHours';

/**
 * A table or a document of a release.
 *
 * @typedef {object} Entry
 * @property {'table' | 'scenarios' | 'precedence'} kind
 * @property {'tables' | 'calendars' | 'documents'} group
 * @property {string} title
 * @property {string} name as in addresses
 * @property {string} file
 * @property {string | null} sheet
 * @property {number | null} rows
 * @property {object | null} summary of a table: its hit policy and the fact that it matches
 * @property {object[]} problems
 */

/** The tables and documents of one release, with its problems. What a release holds never changes. */
export class Catalogue {
  #sheets = new Map();
  #coverage;

  /** @param {{release: object, releases: object[], tables: object[], scenarios: object[] | null, precedence: object | null}} parts */
  constructor({release, releases, tables, scenarios, precedence}) {
    this.release = release;
    this.releases = releases;
    this.precedence = precedence;
    this.maySeeDocuments = scenarios !== null;
    /** @type {Entry[]} */
    this.entries = [
      ...tables.map(table => this.#tableEntry(table, tables)),
      ...(scenarios ?? []).map(file => this.#scenarioEntry(file)),
      ...(precedence ? [this.#precedenceEntry(precedence)] : []),
    ];
  }

  /** Reads a release; the one in force if there is no number. */
  static async load(number, signal) {
    const releases = await listReleases(signal);
    const id = number ?? releases.find(release => release.inForce)?.id;
    if (id === undefined) {
      throw new Error('No policy is in force yet, so there are no tables to show.');
    }
    const at = `v1/policy/releases/${encodeURIComponent(id)}`;
    const mayReadSources = session.may('sources');
    const [release, {tables}, scenarios, precedence] = await Promise.all([
      read(at, {}, {signal}),
      read(`${at}/tables`, {}, {signal}),
      mayReadSources ? read(`${at}/scenarios`, {}, {signal}) : null,
      mayReadSources ? read(`${at}/precedence`, {}, {signal}) : null,
    ]);
    return new Catalogue({release, releases, tables, scenarios: scenarios?.files ?? null, precedence});
  }

  /**
   * Finds an entry by the name in an address. Several tables may stand in one file: then the one with the row is meant.
   *
   * @returns {Promise<Entry | undefined>}
   */
  async find(name, {sheet, row}) {
    const named = this.entries.filter(entry => entry.name === name || entry.title === name);
    const inFile = this.entries.filter(entry => entry.file === name && (!sheet || entry.sheet === sheet));
    const [first, ...others] = named.length > 0 ? named : inFile;
    if (others.length === 0 || !row) {
      return first;
    }
    for (const entry of [first, ...others]) {
      const {header, rowNumbers} = await this.readSheet(entry);
      if (row >= (header[0]?.row ?? 1) && row <= rowNumbers.at(-1)) {
        return entry;
      }
    }
    return first;
  }

  /** Returns an error that says that there is no such table. */
  missing(name) {
    const closed = this.maySeeDocuments ? '' : 'Scenarios and rules of precedence are shown to callers with a token. ';
    return new Error(`Release ${this.release.id} has no table “${name}”. ${closed}Choose another one.`);
  }

  /** Is true if the release is in force, as far as is known. */
  get isInForce() {
    return (this.releases.find(({id}) => id === this.release.id) ?? this.release).inForce;
  }

  /** Reads again which releases there are, and which is in force. */
  async readReleases(signal) {
    this.releases = await listReleases(signal);
  }

  /** Returns the columns and rows of an entry. */
  readSheet(entry) {
    if (!this.#sheets.has(entry.name)) {
      const reading = this.#readSheet(entry);
      reading.catch(() => this.#sheets.delete(entry.name)); // The caller gets the failure, and the next one asks again.
      this.#sheets.set(entry.name, reading);
    }
    return this.#sheets.get(entry.name);
  }

  /** Returns the releases that wrote the cells of a table, and its rows that no scenario reaches; or the failure to find either. */
  async readOrigins(entry) {
    const failed = failure => ({failure: failure.message});
    const [blame, unreached] = await Promise.all([this.#readBlame(entry).catch(failed), this.#readUnreached(entry).catch(failed)]);
    return {blame, unreached};
  }

  #readBlame(entry) {
    return read(`${this.#at}/tables/${encodeURIComponent(entry.title)}/blame`);
  }

  /** Returns the numbers of the rows of a table that no scenario reaches; none where the caller may not know, or nothing is tested. */
  async #readUnreached(entry) {
    if (!this.maySeeDocuments) {
      return [];
    }
    const {scenarios, tables} = await this.#readCoverage();
    return scenarios === 0 ? [] : tables.find(({table}) => table === entry.title)?.unreached ?? [];
  }

  #readCoverage() {
    if (!this.#coverage) {
      this.#coverage = read(`${this.#at}/coverage`);
      this.#coverage.catch(() => { this.#coverage = undefined; }); // The caller gets the failure, and the next one asks again.
    }
    return this.#coverage;
  }

  get #at() {
    return `v1/policy/releases/${this.release.id}`;
  }

  async #readSheet(entry) {
    const written = entry.written ?? await read(`${this.#at}/tables/${encodeURIComponent(entry.title)}`);
    return new Sheet(written);
  }

  #tableEntry(table, all) {
    const isAlone = all.every(other => other === table || other.file !== table.file);
    return {
      kind: 'table',
      group: table.fact === FACT_OF_CALENDARS ? 'calendars' : 'tables',
      title: table.table,
      name: isAlone ? table.file : table.table,
      file: table.file,
      sheet: table.sheet,
      rows: table.rows,
      summary: table,
      problems: problemsOf(this.release.problems, table),
    };
  }

  #scenarioEntry(written) {
    const {file, sheet, rows} = written;
    const title = `Scenarios: ${file.replace(/^.*\//, '').replace(/\.\w+$/, '')}${sheet ? `, ${sheet}` : ''}`;
    const name = sheet ? `${file}/${sheet}` : file;
    return {
      kind: 'scenarios', group: 'documents', title, name, file, sheet, rows: rows.length, summary: null, written,
      problems: problemsOf(this.release.problems, written),
    };
  }

  #precedenceEntry({file}) {
    return {
      kind: 'precedence', group: 'documents', title: 'Rules of precedence', name: file, file, sheet: null, rows: null, summary: null,
      problems: problemsOf(this.release.problems, {file}),
    };
  }
}
