/** Places instants on a line of some width. Instants are milliseconds since 1970. Immutable. */
export class TimeScale {
  /**
   * @param {import('../../parts/days.js').Interval} range
   * @param {number} width in pixels
   */
  constructor(range, width) {
    this.from = range.from;
    this.to = range.to;
    this.width = width;
  }

  x(instant) {
    return Math.round((10 * this.width * (instant - this.from)) / (this.to - this.from)) / 10;
  }

  instantAt(x) {
    return this.from + (x / this.width) * (this.to - this.from);
  }

  has(instant) {
    return instant >= this.from && instant <= this.to;
  }

  /** Returns the pixels of a day. */
  get dayWidth() {
    return (this.width * 24 * 60 * 60_000) / (this.to - this.from);
  }
}
