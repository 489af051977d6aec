import {columnIndex, columnLetters, parsePlace} from '../tables/places.js';
import {isIn, lineChangeOf, replacesFile} from './line-changes.js';

/** A text that was typed into a cell, or for a whole file, and that somebody else has overtaken. @typedef {{file: string, sheet: string | null, row?: number, column?: number, mine: string, by?: string}} Held */

/**
 * Rewrites operations for the newest version of a draft that were meant for an older one and clash with what others have changed since. Rows and
 * columns are told apart by their places in the older version, so that an operation finds its place wherever that is now.
 *
 * @param {object[]} operations @param {{change: any, by?: string}[]} logged what others have changed since
 * @returns {{operations: object[], held: Held[], lost: Held[]}} `held` are the cells that both changed, at their places now, and `lost` the texts whose
 *     cells are gone, at the places that they had
 */
export function rewriteOperations(operations, logged) {
  const sheets = new Map();
  const result = {operations: [], held: new Map(), lost: []};
  for (const operation of operations) {
    const {file, sheet = null} = operation;
    const key = JSON.stringify([file, sheet]);
    if (!sheets.has(key)) {
      sheets.set(key, new SheetRewriting(file, sheet, operations, logged, result));
    }
    sheets.get(key).rewrite(operation);
  }
  return {...result, held: [...result.held.values()]};
}

/** The lines of one sheet: as the operations see them, and as they are now. */
class SheetRewriting {
  #result;
  #mine;
  #now;
  /** The newest version, before any operation: the places of what is held. */
  #newest;
  /** By row and column, what others have written. */
  #written = new Map();
  #replaced;
  #inserted = 0;

  constructor(file, sheet, operations, logged, result) {
    const changes = logged.filter(({change}) => isIn(change, file, sheet));
    const size = extentOf([...operations, ...changes.map(({change}) => change)]);
    this.#result = result;
    this.#mine = linesOf(size);
    this.#now = linesOf(size);
    this.#replaced = logged.findLast(({change}) => replacesFile(change, file));
    changes.forEach(entry => this.#follow(entry));
    this.#newest = {rows: [...this.#now.rows], columns: [...this.#now.columns]};
  }

  rewrite(operation) {
    const lines = lineChangeOf(operation);
    if (operation.op === 'set') {
      this.#set(operation);
    } else if (lines) {
      this.#rewriteLines(operation, lines);
    } else if (operation.op === 'put-text' && this.#replaced) {
      this.#hold(operation.file, {file: operation.file, sheet: null, mine: operation.text, by: this.#replaced.by});
    } else {
      this.#result.operations.push(operation);
    }
  }

  #rewriteLines(operation, lines) {
    switch (lines.kind) {
      case 'insert': return this.#insert(operation, lines);
      case 'delete': return this.#delete(operation, lines);
      default: return this.#move(operation, lines);
    }
  }

  #follow({change, by}) {
    const lines = lineChangeOf(change);
    if (lines) {
      changeLines(this.#now[lines.axis], lines, () => `other ${this.#inserted++}`);
    } else if (change.op === 'set') {
      const [row, column] = placeIn(this.#now, change.cell);
      this.#written.set(`${row} ${column}`, {text: change.after, by});
    }
  }

  #set({op, file, sheet = null, cell, before, after}) {
    const [row, column] = placeIn(this.#mine, cell);
    const place = indexesOf(this.#now, row, column);
    const theirs = this.#written.get(`${row} ${column}`);
    const key = `${file} ${sheet} ${row} ${column}`;
    if (!place) {
      this.#result.lost.push({file, sheet, cell, mine: after});
    } else if (this.#replaced || (theirs && theirs.text !== after) || this.#result.held.has(key)) {
      const [atRow, atColumn] = indexesOf(this.#newest, row, column) ?? place;
      this.#hold(key, {file, sheet, row: atRow, column: atColumn, mine: after, by: theirs?.by ?? this.#replaced?.by});
    } else if (theirs?.text !== after) {
      this.#result.operations.push({op, file, sheet, cell: columnLetters(place[1]) + (place[0] + 1), before, after});
    }
  }

  #hold(key, held) {
    this.#result.held.set(key, held);
  }

  /** New lines go behind that above them, wherever it stands now. */
  #insert({file, sheet = null, op, rows, columns}, {axis, at, count}) {
    const names = Array.from({length: count}, () => `own ${this.#inserted++}`);
    const to = this.#placeBehind(axis, this.#mine[axis].slice(0, at));
    const across = axis === 'rows' ? 'columns' : 'rows';
    const texts = (rows ?? columns).map(line => this.#carryTexts(line, across));
    this.#mine[axis].splice(at, 0, ...names);
    this.#now[axis].splice(to, 0, ...names);
    this.#result.operations.push(axis === 'rows' ? {op, file, sheet, row: to + 1, rows: texts} : {op, file, sheet, column: columnLetters(to), columns: texts});
  }

  /** Where a file was replaced, nobody knows which lines were meant. */
  #delete({file, sheet = null, op}, {axis, at, count}) {
    const names = this.#mine[axis].splice(at, count);
    const places = this.#replaced ? [] : names.map(name => this.#now[axis].indexOf(name)).filter(place => place >= 0).sort((one, other) => other - one);
    for (const place of places) {
      this.#now[axis].splice(place, 1);
      this.#result.operations.push({op, file, sheet, count: 1, ...(axis === 'rows' ? {row: place + 1} : {column: columnLetters(place)})});
    }
  }

  #move({file, sheet = null, op}, {axis, at, count, to}) {
    const names = this.#mine[axis].splice(at, count);
    const above = this.#mine[axis].slice(0, to);
    this.#mine[axis].splice(to, 0, ...names);
    for (const name of this.#replaced ? [] : names) {
      const from = this.#now[axis].indexOf(name);
      if (from >= 0) {
        this.#now[axis].splice(from, 1);
        const target = this.#placeBehind(axis, above);
        this.#now[axis].splice(target, 0, name);
        this.#result.operations.push(axis === 'rows'
          ? {op, file, sheet, row: from + 1, count: 1, to: target + 1} : {op, file, sheet, column: columnLetters(from), to: columnLetters(target)});
      }
      above.push(name);
    }
  }

  #placeBehind(axis, above) {
    const name = above.findLast(each => this.#now[axis].includes(each));
    return name === undefined ? 0 : this.#now[axis].indexOf(name) + 1;
  }

  /** The texts of a line, in the order that the lines across it have now. */
  #carryTexts(line, across) {
    const names = this.#mine[across];
    const texts = [];
    line.forEach((text, at) => {
      const place = at < names.length ? this.#now[across].indexOf(names[at]) : at;
      if (place >= 0) {
        texts[place] = text;
      }
    });
    return Array.from(texts, text => text ?? '');
  }
}

function changeLines(names, {kind, at, count, to}, name) {
  if (kind === 'insert') {
    names.splice(at, 0, ...Array.from({length: count}, name));
  } else {
    const taken = names.splice(at, count);
    if (kind === 'move') {
      names.splice(to, 0, ...taken);
    }
  }
}

function placeIn({rows, columns}, cell) {
  const {row, column} = parsePlace(cell);
  return [rows[row - 1], columns[columnIndex(column)]];
}

function indexesOf({rows, columns}, row, column) {
  const place = [rows.indexOf(row), columns.indexOf(column)];
  return place.includes(-1) ? null : place;
}

function linesOf({rows, columns}) {
  return {rows: [...Array(rows).keys()], columns: [...Array(columns).keys()]};
}

/** A sheet has no end; this is far enough for all places that changes name, wherever their lines were before. */
function extentOf(changes) {
  const [most, moved] = [{rows: 1, columns: 1}, {rows: 0, columns: 0}];
  const reach = (axis, count) => { most[axis] = Math.max(most[axis], count); };
  for (const change of changes) {
    const lines = lineChangeOf(change);
    if (change.op === 'set') {
      const {row, column} = parsePlace(change.cell);
      reach('rows', row);
      reach('columns', columnIndex(column) + 1);
    } else if (lines) {
      reach(lines.axis, Math.max(lines.at, lines.to || 0));
      reach(lines.axis === 'rows' ? 'columns' : 'rows', Math.max(0, ...(change.rows ?? change.columns ?? []).map(line => line.length)));
      moved[lines.axis] += lines.count;
    }
  }
  return {rows: most.rows + moved.rows, columns: most.columns + moved.columns};
}
