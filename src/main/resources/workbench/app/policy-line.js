import {LitElement, html, nothing} from 'lit';
import {OWN_ZONE} from '../parts/zones.js';
import {Listener} from './listener.js';
import {policyHealth} from './policy-health.js';
import {addressOf} from './router.js';
import {sharedStyles} from './shared-styles.js';
import {sayInstant} from './words.js';

/** Says which release every view shows unless its address names another one. */
class PolicyLine extends LitElement {
  static styles = sharedStyles;

  constructor() {
    super();
    new Listener(this, policyHealth, 'change');
  }

  render() {
    const inForce = policyHealth.policy?.inForce;
    return inForce
      ? html`<span>${nameOf(inForce)} has been in force since ${sayInstant(inForce.since, OWN_ZONE)}.</span>`
      : nothing;
  }
}

/** A policy has no number as long as the log of releases cannot be reached. */
function nameOf({release}) {
  return release === null ? 'A policy without a number' : html`<a href=${addressOf('releases')}>Release ${release}</a>`;
}

customElements.define('policy-line', PolicyLine);
