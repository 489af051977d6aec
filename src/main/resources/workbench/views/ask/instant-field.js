import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {isZone, listZones, nowIn, toInstant, toWallTime} from '../../parts/zones.js';
import {LateInput} from './late-input.js';
import {tell} from './telling.js';

const fieldStyles = css`
  label { display: block; font-weight: 600; margin-bottom: var(--space-1) }
  .line { display: flex; flex-wrap: wrap; gap: var(--space-2) }
  input { flex: 1 1 12rem; min-width: 0; width: 100% }
  p { margin: var(--space-1) 0 0; font-size: var(--size-small) }
  .wrong { padding: var(--space-2) var(--space-3); border-left: 3px solid var(--bad); background: var(--bad-back) }
`;

/**
 * A field for an instant in a zone: `<instant-field .pointer=${'/openedAt'} .label=${…} .instant=${text} .zone=${zone}>`. A typed
 * instant is told when the field is left. Both buttons stay where they are, so that none comes under the pointer in place of another.
 */
class InstantField extends LitElement {
  static properties = {
    pointer: {attribute: false},
    label: {attribute: false},
    empty: {attribute: false},
    instant: {attribute: false},
    zone: {attribute: false},
    problem: {attribute: false},
  };

  static styles = [sharedStyles, fieldStyles];

  #typed = new LateInput(wallTime => this.#tell(wallTime));

  render() {
    return html`
      <label for="value">${this.label}</label>
      <div class="line">
        <input id="value" type="datetime-local" .value=${this.#wallTime()} aria-describedby="state"
            @keydown=${this.#typed.onKey} @change=${this.#typed.onChange} @blur=${this.#typed.onLeave}>
        <button type="button" @click=${this.#set}>Set</button>
        <button type="button" ?disabled=${!this.instant} @click=${() => tell(this, this.pointer, '')}>Now</button>
      </div>
      <p id="state" class=${this.problem ? 'wrong' : 'quiet'}>${this.problem?.detail
        ?? (this.instant ? `In ${this.zone}` : `Not set: ${this.empty}`)}</p>
    `;
  }

  /** An address may have an instant that is none: the service says so, and the field is empty. */
  #wallTime() {
    return this.instant && !Number.isNaN(Date.parse(this.instant)) ? toWallTime(this.instant, this.zone) : '';
  }

  /** The text of the field was told when it was left for the button; of an empty field the present instant is set. */
  #set() {
    const {validity, value} = this.renderRoot.querySelector('input');
    if (validity.badInput) {
      this.renderRoot.querySelector('input').reportValidity();
    } else if (value === '') {
      tell(this, this.pointer, nowIn(this.zone));
    }
  }

  #tell(wallTime) {
    tell(this, this.pointer, wallTime && toInstant(wallTime, this.zone));
  }
}

/** A field for the zone in which times are said. Sends `zone` with its name. */
class ZoneField extends LitElement {
  static properties = {zone: {attribute: false}, refused: {state: true}};

  static styles = [sharedStyles, fieldStyles];

  render() {
    return html`
      <label for="zone">Times in the zone</label>
      <input id="zone" list="zones" .value=${this.zone} autocomplete="off" aria-invalid=${this.refused ? 'true' : nothing}
          aria-describedby=${this.refused ? 'refused' : nothing} @change=${this.#change}>
      <datalist id="zones">${listZones().map(zone => html`<option value=${zone}></option>`)}</datalist>
      ${this.refused ? html`<p id="refused" class="wrong">No zone is called “${this.refused}”. Choose one such as “Europe/Zurich”.</p>` : nothing}
    `;
  }

  #change(event) {
    const name = event.target.value.trim();
    this.refused = isZone(name) ? '' : name;
    if (!this.refused) {
      this.dispatchEvent(new CustomEvent('zone', {detail: name, bubbles: true, composed: true}));
    }
  }
}

customElements.define('instant-field', InstantField);
customElements.define('zone-field', ZoneField);
