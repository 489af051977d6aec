import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import {nowIn, toInstant, toWallTime} from '../../parts/zones.js';

/** The types of events that the API gives a meaning of their own, and the forms in which it reads others. */
const TYPES = ['acknowledged', 'responded', 'updated', 'paused', 'resumed', 'resolved', 'reopened', 'cancelled'];

/**
 * A list of the events of a case that can be edited: `<event-list .events=${events} .zone=${zone} .next=${instant}>`. `next` is proposed
 * for a new event, `names` are those that milestones wait for. Sends `events` with the new list.
 */
class EventList extends LitElement {
  static properties = {
    events: {attribute: false},
    names: {attribute: false},
    next: {attribute: false},
    zone: {attribute: false},
    errors: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      ol { margin: 0 0 var(--space-3); padding: 0; list-style: none }
      li { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: baseline; padding: var(--space-1) 0; border-top: 1px solid var(--line) }
      li span { flex: 1; min-width: 12rem }
      li button { min-height: 1.5rem; padding: 0 }
      form { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-3); align-items: end }
      label { font-weight: 600; font-size: var(--size-small) }
      label input { display: block; font-weight: 400; font-size: var(--size-text); max-width: 100% }
      @media print { form { display: none } }
      .wrong { flex-basis: 100%; margin: 0; padding: var(--space-1) var(--space-2); border-left: 3px solid var(--bad); background: var(--bad-back) }
    `,
  ];

  render() {
    return html`
      ${this.events.length === 0
        ? html`<p class="quiet">Nothing has happened yet. Add an event to see where each milestone then stands.</p>`
        : html`<ol>${this.events.map((event, i) => this.#event(event, i))}</ol>`}
      <form @submit=${this.#add}>
        <label>Event
          <input name="type" list="types" required maxlength="100" autocomplete="off">
        </label>
        <datalist id="types">${[...new Set([...TYPES, ...this.names])].map(type => html`<option value=${type}></option>`)}</datalist>
        <label>Happened
          <input name="at" type="datetime-local" required .value=${this.#proposal()}>
        </label>
        <button>Add event</button>
      </form>
    `;
  }

  #proposal() {
    return toWallTime(Number.isNaN(Date.parse(this.next)) ? nowIn(this.zone) : this.next, this.zone);
  }

  #event({type, at}, i) {
    const error = this.errors.find(each => each.pointer.startsWith(`/events/${i}`));
    const isInstant = !Number.isNaN(Date.parse(at));
    return html`
      <li>
        <span><strong>${type}</strong> ${isInstant ? sayInstant(at, this.zone) : at}</span>
        <button type="button" class="plain small" aria-label="Remove the event “${type}”" @click=${() => this.#remove(i)}>Remove</button>
        ${error ? html`<p class="wrong small">${error.detail}</p>` : nothing}
      </li>
    `;
  }

  #add(event) {
    event.preventDefault();
    const form = event.target;
    const added = {type: form.elements.type.value.trim(), at: toInstant(form.elements.at.value, this.zone)};
    form.elements.type.value = '';
    form.elements.type.focus();
    this.#tell([...this.events, added].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)));
  }

  #remove(index) {
    this.renderRoot.querySelector('input').focus();
    this.#tell(this.events.filter((_, i) => i !== index));
  }

  #tell(events) {
    this.dispatchEvent(new CustomEvent('events', {detail: events}));
  }
}

customElements.define('event-list', EventList);
