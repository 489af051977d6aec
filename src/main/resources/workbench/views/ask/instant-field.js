import {LitElement, css, html, nothing} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';
import {isZone, listZones, nowIn, toInstant, toWallTime} from '../../parts/zones.js';
import {tell} from './telling.js';

const fieldStyles = css`
  label { display: block; font-weight: 600; margin-bottom: var(--space-1) }
  .line { display: flex; gap: var(--space-2) }
  input { flex: 1; min-width: 0; width: 100% }
  p { margin: var(--space-1) 0 0; font-size: var(--size-small) }
  .wrong { padding: var(--space-2) var(--space-3); border-left: 3px solid var(--bad); background: var(--bad-back) }
`;

/** A field for an instant in a zone: `<instant-field .pointer=${'/openedAt'} .label=${…} .instant=${text} .zone=${zone}>`. */
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

  render() {
    return html`
      <label for="value">${this.label}</label>
      <div class="line">
        <input id="value" type="datetime-local" .value=${this.#wallTime()} aria-describedby="state" @change=${this.#change}>
        ${this.instant
          ? html`<button type="button" @click=${() => tell(this, this.pointer, '')}>Now</button>`
          : html`<button type="button" @click=${() => tell(this, this.pointer, nowIn(this.zone))}>Set</button>`}
      </div>
      <p id="state" class=${this.problem ? 'wrong' : 'quiet'}>${this.problem?.detail
        ?? (this.instant ? `In ${this.zone}` : `Not set: ${this.empty}`)}</p>
    `;
  }

  /** An address may have an instant that is none: the service says so, and the field is empty. */
  #wallTime() {
    return this.instant && !Number.isNaN(Date.parse(this.instant)) ? toWallTime(this.instant, this.zone) : '';
  }

  #change(event) {
    tell(this, this.pointer, event.target.value && toInstant(event.target.value, this.zone));
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
