import {keepColumns} from './key-column.js';
import {drawnRows, MAX_ROWS_IN_PAGE, windowStep} from './row-window.js';

const DEFAULT_ROW_HEIGHT = 48;

/** Keeps what the grid must know of its scrolled box: which rows to draw, and how many fit. */
export class WindowController {
  #grid;
  #scrolled = 0;
  #height = 600;
  #rowHeight = DEFAULT_ROW_HEIGHT;
  /** By how much rows are higher than when the gaps last got their heights. */
  #grew = 1;
  #observer = new ResizeObserver(() => this.#measure());
  #isPrinted = false;
  #beforePrint = () => this.#print(true);
  #afterPrint = () => this.#print(false);

  constructor(grid) {
    this.#grid = grid;
    grid.addController(this);
  }

  /** A box that was out of the page has been scrolled to its beginning. */
  hostConnected() {
    this.#scrolled = this.#box?.scrollTop ?? 0;
    window.addEventListener('beforeprint', this.#beforePrint);
    window.addEventListener('afterprint', this.#afterPrint);
    this.#grid.requestUpdate();
  }

  hostDisconnected() {
    this.#observer.disconnect();
    window.removeEventListener('beforeprint', this.#beforePrint);
    window.removeEventListener('afterprint', this.#afterPrint);
  }

  hostUpdated() {
    const box = this.#box;
    if (box) {
      [box, box.querySelector('table'), box.querySelector('thead')].forEach(part => this.#observer.observe(part));
      box.querySelectorAll('tr.gap').forEach(gap => { gap.style.height = `${gap.dataset.rows * this.#rowHeight}px`; });
      this.#keepPlace(box);
    }
  }

  /** Tells if only a part of the rows is in the page. On paper all of them are. */
  get isNeeded() {
    return !this.#isPrinted && (this.#grid.model?.rows.length ?? 0) > MAX_ROWS_IN_PAGE;
  }

  /** The count of rows that fit below the header. */
  get page() {
    return Math.max(1, Math.floor(this.#height / this.#rowHeight) - 1);
  }

  /** The rows to draw, for this count of rows to show. */
  drawn(rowCount, focusRow) {
    if (!this.isNeeded) {
      return Array.from({length: rowCount}, (_, row) => ({row}));
    }
    return drawnRows({rowCount, rowHeight: this.#rowHeight, scrolled: this.#scrolled, height: this.#height, focusRow});
  }

  /** Follows the scrolling of the box. */
  follow() {
    const before = windowStep(this.#scrolled, this.#rowHeight);
    this.#scrolled = this.#box.scrollTop;
    if (this.isNeeded && windowStep(this.#scrolled, this.#rowHeight) !== before) {
      this.#grid.requestUpdate();
    }
  }

  get #box() {
    return this.#grid.renderRoot?.querySelector('.box');
  }

  #print(isPrinted) {
    this.#isPrinted = isPrinted;
    this.#grid.requestUpdate();
  }

  #measure() {
    const box = this.#box;
    const head = heightOf(box.querySelector('thead'));
    box.style.setProperty('--head-height', `${head}px`);
    keepColumns(box);
    this.#height = box.clientHeight - head;
    const before = this.#rowHeight;
    this.#rowHeight = (this.isNeeded && heightOf(box.querySelector('tbody tr[data-place]'))) || DEFAULT_ROW_HEIGHT;
    this.#grew *= this.#rowHeight / before;
    this.#grid.requestUpdate();
  }

  /** Scrolls to the rows that were visible before the gaps got another height. */
  #keepPlace(box) {
    if (this.#grew !== 1) {
      box.scrollTop *= this.#grew;
      this.#grew = 1;
    }
  }
}

function heightOf(element) {
  return element?.getBoundingClientRect().height;
}
