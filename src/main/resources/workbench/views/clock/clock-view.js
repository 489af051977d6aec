import {LitElement, html, nothing} from 'lit';
import {read} from '../../app/api.js';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayList} from '../../app/words.js';
import {Calendars} from '../../parts/calendars.js';
import '../../parts/access-note.js';
import {isClosed} from '../../parts/customer-access.js';
import '../../parts/problem-note.js';
import {atZone, nowIn, zoneFor} from '../../parts/zones.js';
import {readFacts, tellFact} from '../ask/facts.js';
import '../ask/next-fact.js';
import '../ask/pin-answer.js';
import '../ask/question-form.js';
import {sayValue} from '../ask/telling.js';
import {CaseQuestion} from './case-question.js';
import './case-picture.js';
import {MOST_DAYS, readCase} from './case-reader.js';
import './case-table.js';
import {clockStyles} from './clock-styles.js';
import './event-list.js';
import {keyTemplate} from './picture-key.js';
import {signStyles} from './picture-styles.js';
import {sayOutcome} from './story-words.js';

/** The time without a further movement after which the opening counts as moved. */
const PAUSE_MILLIS = 120;

/** Draws when the promises to a case fall due, and how its clocks run. All that is known stands in the address. */
class ClockView extends LitElement {
  static properties = {
    route: {attribute: false},
    facts: {state: true},
    shown: {state: true},
    problem: {state: true},
    opening: {state: true},
    busy: {state: true},
  };

  static styles = [sharedStyles, signStyles, clockStyles];

  #asking = new AbortController();
  #moving = 0;
  #isDragged = false;
  /** The opening to which the reader has moved the handle, until the address has it, too: addresses of earlier movements come late. */
  #moved = null;
  #calendars = null;
  #readAsOf = null;

  constructor() {
    super();
    new Listener(this, policyHealth, 'policy', () => this.#readAnew());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#moving); // The address leads elsewhere now.
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.asked = CaseQuestion.of(this.route.parameters);
      this.skipped = this.route.parameters.getAll('unknown');
      const opening = Date.parse(this.asked.question.textOf('/openedAt'));
      this.opening = this.#moved ?? (Number.isNaN(opening) ? Date.parse(nowIn(this.zone)) : opening);
      if (this.#moved === null || this.#moved === opening) {
        this.#moved = null;
        this.#load();
      }
    }
  }

  get zone() {
    return zoneFor(this.#zoneParameter(), this.shown?.answer.contract);
  }

  render() {
    return html`
      <h1>Clock</h1>
      ${this.facts
        ? html`<div @tell=${event => this.#tell(event.detail)} @zone=${event => this.#go(this.asked, {zone: event.detail})}>
            ${this.#question()}
            <div aria-busy=${this.busy ? 'true' : 'false'}>${this.#result()}</div>
          </div>`
        : this.problem ? this.#problemNote() : html`<p class="quiet">Reading the tables’ names …</p>`}
    `;
  }

  #question() {
    const {question} = this.asked;
    const told = [...this.facts.values()].filter(({pointer}) => question.textOf(pointer) !== undefined);
    const words = told.map(fact => `${fact.words} “${sayValue(question.textOf(fact.pointer), fact.types)}”`);
    return html`
      <details class="question" ?open=${!question.isComplete || this.#isQuestionWrong()}>
        <summary>${question.isComplete ? html`The case: ${sayList(words)}. <span class="change">Change</span>` : 'The case'}</summary>
        <question-form .question=${question} .facts=${this.facts} .zone=${this.zone} .errors=${this.problem?.errors ?? []}
            .open=${[]} .missing=${this.problem ? undefined : this.shown?.answer.missing}></question-form>
        ${question.isComplete ? html`<p><a href=${this.#askAddress()}>Ask what is promised</a></p>` : nothing}
      </details>
    `;
  }

  #isQuestionWrong() {
    return (this.problem?.errors ?? []).some(({pointer}) => !pointer?.startsWith('/events'));
  }

  #result() {
    if (isClosed(this.asked.question)) {
      return html`<access-note right="customers"></access-note>`;
    }
    if (!this.asked.question.isComplete) {
      return this.problem ? this.#problemNote() : html`<p class="quiet">Choose who asks, and the issue type. Then you see when each promise
        falls due, and may move the opening over nights, weekends and holidays. <a href="#/calendars">All calendars</a></p>`;
    }
    const stories = this.shown?.stories ?? [];
    return html`
      ${this.#moments()}
      ${this.problem ? this.#problemNote() : this.shown ? this.#answer() : html`<p class="quiet">Asking …</p>`}
      <h2>What has happened</h2>
      <event-list .events=${this.asked.events} .names=${stories.flatMap(({status}) => [status.startsAt, status.endsAt]).filter(Boolean)}
          .next=${this.asked.events.at(-1)?.at ?? atZone(this.opening, this.zone)} .zone=${this.zone} .errors=${this.problem?.errors ?? []}
          @events=${event => this.#go(this.asked.withEvents(event.detail))}></event-list>
      ${stories.length === 0 || this.problem ? nothing : html`
        <h2>The same as a table</h2>
        <case-table .stories=${stories} .zone=${this.zone}></case-table>
        <pin-answer .body=${this.asked.toBody([...this.facts.values()], new Date(this.opening).toISOString())}></pin-answer>
      `}
    `;
  }

  #problemNote() {
    return html`<problem-note .problem=${this.problem}></problem-note>`;
  }

  #moments() {
    return html`
      <div class="moments">
        <instant-field .pointer=${'/openedAt'} .label=${'The case is opened'} .empty=${'now'} .zone=${this.zone}
            .instant=${atZone(this.opening, this.zone)}></instant-field>
        ${this.asked.hasCase ? html`<instant-field .pointer=${'/at'} .label=${'Where it stands at'} .empty=${'now'} .zone=${this.zone}
            .instant=${this.asked.at}></instant-field>` : nothing}
        <zone-field .zone=${this.zone}></zone-field>
      </div>
    `;
  }

  #answer() {
    const {answer, stories} = this.shown;
    const open = answer.missing.map(pointer => this.facts.get(pointer)).filter(fact => fact && !this.skipped.includes(fact.pointer));
    return html`
      ${open.length === 0 ? nothing : html`<next-fact .fact=${open[0]} .count=${open.length}
          @skip=${event => this.#go(this.asked, {unknown: [...this.skipped, event.detail]})}></next-fact>`}
      <p class="visually-hidden" role="status">${stories.map(story => `${story.status.name}: ${sayOutcome(story, this.zone)}.`).join(' ')}</p>
      ${stories.length > 0 ? this.#picture() : this.#empty()}
    `;
  }

  #empty() {
    const {entitled, missing} = this.shown.answer;
    const reason = missing.length > 0 ? 'As far as is known, no time is promised.'
      : entitled ? 'The policy promises support, but states no time for it: no clock runs.'
      : 'There is no support for this, so no clock runs.';
    return html`<p class="empty">${reason} <a href=${this.#askAddress()}>See the whole answer</a></p>`;
  }

  #picture() {
    const {stories, range, isCut, answer} = this.shown;
    const asked = this.asked.hasCase ? Date.parse(answer.at) : null;
    const marks = this.asked.events.map(({type, at}) => ({label: type, at: Date.parse(at)}));
    const all = asked === null ? marks : [...marks, {label: this.asked.at ? 'asked about' : 'now', at: asked}];
    return html`
      <case-picture .stories=${stories} .marks=${all.sort((a, b) => a.at - b.at)} .asked=${asked} .opening=${this.opening} .range=${range}
          .zone=${this.zone} @opening=${event => this.#move(event.detail)}></case-picture>
      ${isCut ? html`<p class="small quiet">The picture shows ${MOST_DAYS} days at most: what comes later is in the table.</p>` : nothing}
      ${keyTemplate(stories)}
    `;
  }

  #tell({pointer, text}) {
    this.#go(pointer === '/at'
      ? this.asked.with({at: text || null})
      : this.asked.with({question: tellFact(this.asked.question, pointer, text)}));
  }

  #askAddress() {
    return addressOf('ask', [], {...this.asked.question.parameters, zone: this.#zoneParameter()});
  }

  #zoneParameter() {
    return this.route.parameters.get('zone');
  }

  #addressOf(asked, {zone = this.#zoneParameter(), unknown = this.skipped} = {}) {
    const kept = unknown.filter(pointer => asked.question.textOf(pointer) === undefined);
    return addressOf('clock', [], {...asked.parameters, zone, unknown: kept});
  }

  #go(asked, changes) {
    clearTimeout(this.#moving);
    this.#moved = null;
    router.go(this.#addressOf(asked, changes));
  }

  /** The line follows at once; the service is asked, and the address changed, when the movement pauses. */
  #move({at, settled}) {
    this.opening = Math.floor(at / 1000) * 1000; // Addresses have whole seconds.
    this.#moved = this.opening;
    this.#isDragged = !settled;
    clearTimeout(this.#moving);
    this.#moving = setTimeout(() => router.replace(this.#addressOf(this.asked.openedAt(atZone(this.opening, this.zone)))), settled ? 0 : PAUSE_MILLIS);
  }

  #readAnew() {
    this.#calendars = null;
    this.#load();
  }

  async #load() {
    this.#asking.abort();
    const {signal} = (this.#asking = new AbortController());
    this.busy = true;
    try {
      await this.#readPolicy(signal);
      const shown = this.asked.question.isComplete && !isClosed(this.asked.question) ? await readCase(this.asked, this.#context(signal)) : null;
      if (!signal.aborted) {
        this.shown = shown;
        this.problem = null;
      }
    } catch (failure) {
      if (!signal.aborted) {
        this.problem = failure;
      }
    }
    this.busy = this.busy && signal.aborted;
  }

  #context(signal) {
    const zoneOf = answer => zoneFor(this.#zoneParameter(), answer.contract);
    const range = this.shown?.range;
    return {facts: [...this.facts.values()], calendars: this.#calendars, opening: this.opening, zoneOf, range, isHeld: this.#isDragged, signal};
  }

  /** Names and calendars are those of the policy that answers. */
  async #readPolicy(signal) {
    const asOf = this.asked.question.textOf('/asOf');
    if (!this.#calendars || this.#readAsOf !== asOf) {
      const [vocabulary, calendars] = await Promise.all([read('v1/vocabulary', {asOf}, {signal}), Calendars.read(asOf, signal)]);
      this.facts = readFacts(vocabulary);
      this.#calendars = calendars;
      this.#readAsOf = asOf;
    }
  }
}

customElements.define('clock-view', ClockView);
