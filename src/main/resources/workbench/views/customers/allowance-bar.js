import {LitElement, css, html, nothing, svg} from 'lit';
import {sharedStyles} from '../../app/shared-styles.js';

const HEIGHT = 14;

/** Draws a balance as a bar of what is used, reserved and left, with the same in words below it. */
class AllowanceBar extends LitElement {
  static properties = {balance: {attribute: false}};

  static styles = [
    sharedStyles,
    css`
      svg { display: block; width: 100%; height: 14px; border-radius: var(--radius); background: var(--sunken) }
      .used { fill: var(--accent); background: var(--accent) }
      .reserved { fill: var(--warning); background: var(--warning) }
      .over { fill: var(--bad); background: var(--bad) }
      .left { background: var(--sunken); border: 1px solid var(--strong-line) }
      .granted { stroke: var(--text); stroke-width: 2; vector-effect: non-scaling-stroke }
      dl { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); margin: var(--space-2) 0 }
      dl div { display: flex; gap: var(--space-1); align-items: baseline }
      dt { display: flex; gap: var(--space-1); align-items: center }
      dt span { width: 0.75em; height: 0.75em; border-radius: 2px }
      dd { margin: 0; font-weight: 600 }
      @media print { svg, dt span { print-color-adjust: exact } }
    `,
  ];

  render() {
    const {granted, carried, used, reserved, over} = this.balance;
    const within = Math.max(0, used - over);
    const whole = Math.max((granted ?? 2 * (used + reserved)) + carried, used + reserved, Number.MIN_VALUE);
    const parts = [['used', within], ['over', Math.min(over, used)], ['reserved', reserved]];
    let at = 0;
    return html`
      <svg viewBox="0 0 1000 ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
        ${parts.filter(([, amount]) => amount > 0).map(([kind, amount]) => {
          const width = 1000 * amount / whole;
          const part = svg`<rect class=${kind} x=${at} y="0" width=${width} height=${HEIGHT}></rect>`;
          at += width;
          return part;
        })}
        ${granted !== null && whole > granted + carried ? this.#limit(1000 * (granted + carried) / whole) : nothing}
      </svg>
      ${this.#words()}
    `;
  }

  #limit(at) {
    return svg`<line class="granted" x1=${at} x2=${at} y1="0" y2=${HEIGHT}></line>`;
  }

  #words() {
    const {granted, carried, used, reserved, left, over, unit} = this.balance;
    const entry = (kind, words, amount) => html`
      <div><dt>${kind ? html`<span class=${kind}></span>` : nothing}${words}</dt><dd>${amount} ${unit}</dd></div>
    `;
    return html`
      <dl>
        ${entry('used', 'used', used)}
        ${reserved > 0 ? entry('reserved', 'reserved', reserved) : nothing}
        ${over > 0 ? entry('over', 'of it beyond the limit', over) : nothing}
        ${left === null ? nothing : entry('left', 'left', left)}
        ${granted === null ? nothing : entry('', 'granted', granted)}
        ${carried > 0 ? entry('', 'carried over', carried) : nothing}
      </dl>
    `;
  }
}

customElements.define('allowance-bar', AllowanceBar);
