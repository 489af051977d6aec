import {LitElement, html, nothing, svg} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant, sayTime} from '../../app/words.js';
import {sayDay} from '../../parts/day-words.js';
import {dateOf} from '../../parts/days.js';
import {drawLane} from './lane.js';
import {OpeningDrag, movedByKey} from './opening-handle.js';
import {pictureStyles, signStyles} from './picture-styles.js';
import {VERDICTS, sayDetails, sayOutcome, sayPromise} from './story-words.js';
import {AXIS_HEIGHT, drawAxis, drawGrid} from './time-axis.js';
import {TimeScale} from './time-scale.js';

const NARROWEST = 120;

/**
 * Draws the milestones of a case along one axis of time. Sends `opening` with the instant to which the reader moves the opening:
 * `{at, settled}`, where `settled` is false while it is dragged.
 */
class CasePicture extends LitElement {
  static properties = {
    stories: {attribute: false},
    /** The events and the instant asked about, in the order of time. */
    marks: {attribute: false},
    /** The instant asked about, in milliseconds since 1970; null if the question is about promises only. */
    asked: {attribute: false},
    opening: {attribute: false},
    range: {attribute: false},
    zone: {attribute: false},
    width: {state: true},
  };

  static styles = [sharedStyles, signStyles, pictureStyles];

  #size = new ResizeObserver(([entry]) => (this.width = Math.max(NARROWEST, Math.floor(entry.contentRect.width))));

  constructor() {
    super();
    this.width = 600;
  }

  firstUpdated() {
    this.#size.observe(this.renderRoot.querySelector('.axis'));
  }

  render() {
    const em = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.875;
    const look = {em, zone: this.zone};
    const scale = new TimeScale(this.range, this.width);
    return html`
      <div class="lanes">
        <div class="corner small quiet">${this.#period()}, times in ${this.zone}</div>
        <div class="axis">
          <svg height=${AXIS_HEIGHT * em}>
            ${drawAxis(scale, this.marks, look)}
            ${this.#handle(scale, look)}
          </svg>
        </div>
        ${this.stories.map(story => this.#lane(story, scale, look))}
      </div>
      <p class="keys small quiet" id="keys">Drag “Opened” along the days, or move it by the arrow keys: a quarter of an hour, with Shift an hour.
        Page up and page down move it by a day, with Shift by a week.</p>
    `;
  }

  #period() {
    const [first, last] = [dateOf(this.range.from, this.zone), dateOf(this.range.to - 1, this.zone)];
    const form = {day: 'numeric', month: 'short', year: 'numeric'};
    return `${sayDay(first, form)} to ${sayDay(last, form)}`;
  }

  #lane(story, scale, look) {
    const {status, verdict} = story;
    const outcome = sayOutcome(story, this.zone);
    return html`
      <div class="label">
        <h2>${status.name}</h2>
        ${verdict === 'promised' ? nothing : html`<span class="verdict ${verdict}">${VERDICTS[verdict]}</span>`}
        <p class="outcome">${outcome}</p>
        ${sayDetails(story, this.zone).map(sentence => html`<p class="small">${sentence}</p>`)}
        <p class="small quiet">${sayPromise(story)}.
          ${status.calendar ? html`<a href=${addressOf('calendars', [status.calendar])} aria-label="Calendar “${status.calendar}”">Calendar</a>` : nothing}</p>
      </div>
      <svg class="lane" role="img" aria-label="${status.name}: ${outcome}">
        ${drawGrid(scale, this.asked, look)}
        ${drawLane(story, scale, look)}
        ${scale.has(this.opening) ? openingLine(scale.x(this.opening), '0') : nothing}
      </svg>
    `;
  }

  /** Stands at the edge while the opening is beyond the picture, so that it keeps the focus until the picture follows. */
  #handle(scale, {em}) {
    const x = Math.min(Math.max(0, scale.x(this.opening)), scale.width);
    const label = `Opened ${sayTime(this.#instant(), this.zone)}`;
    const width = 0.56 * label.length * em + em;
    const left = Math.min(Math.max(0, x - width / 2), scale.width - width);
    return svg`
      ${openingLine(x, 1.75 * em)}
      <g class="handle" tabindex="0" role="slider" aria-label="Opening of the case" aria-valuemin=${scale.from / 60_000}
          aria-valuemax=${scale.to / 60_000} aria-valuenow=${Math.round(this.opening / 60_000)} aria-orientation="horizontal"
          aria-valuetext=${sayInstant(this.#instant(), this.zone)} aria-describedby="keys" @pointerdown=${event => this.#drag(event, scale)} @keydown=${this.#press}>
        <rect x=${left} y="2" width=${width} height=${1.75 * em} rx="4"></rect>
        <text x=${left + width / 2} y=${1.25 * em} text-anchor="middle">${label}</text>
      </g>
    `;
  }

  #instant() {
    return new Date(this.opening).toISOString();
  }

  #drag(event, scale) {
    if (event.button === 0) {
      new OpeningDrag(event, scale, this.opening, {
        move: at => this.#tell(at, false),
        end: () => this.#tell(this.opening, true),
      });
    }
  }

  #press(event) {
    const at = movedByKey(event, this.opening, this.zone);
    if (at !== null) {
      event.preventDefault();
      this.#tell(at, true);
    }
  }

  #tell(at, settled) {
    this.opening = at;
    this.dispatchEvent(new CustomEvent('opening', {detail: {at, settled}}));
  }
}

function openingLine(x, top) {
  return svg`<line class="opening" x1=${x} x2=${x} y1=${top} y2="100%"></line>`;
}

customElements.define('case-picture', CasePicture);
