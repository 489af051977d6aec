import {LitElement, html, nothing} from 'lit';
import {showChoices} from '../../parts/choices.js';
import '../../parts/problem-note.js';
import {Listener} from '../../app/listener.js';
import {policyHealth} from '../../app/policy-health.js';
import {addressOf, router} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant} from '../../app/words.js';
import {OWN_ZONE} from '../../parts/zones.js';
import {findRelease, listReleases} from '../../parts/releases.js';
import './matrix-section.js';
import {choosePlans, loadPlans, loadSections, showsAll} from './matrix-data.js';
import {viewStyles} from './view-styles.js';

/** The support matrix as the published page shows it: `#/matrix?level=…&plan=…&release=…&since=…`. */
class MatrixView extends LitElement {
  static properties = {
    route: {attribute: false},
    /** The releases and plans from which the reader chooses. */
    choices: {state: true},
    /** The sections, with the release whose they are: others may be chosen already. */
    shown: {state: true},
    failure: {state: true},
    busy: {state: true},
  };

  static styles = [sharedStyles, viewStyles];

  #loading = new AbortController();

  constructor() {
    super();
    new Listener(this, policyHealth, 'policy', () => this.#load());
  }

  willUpdate(changed) {
    if (changed.has('route')) {
      this.#load();
    }
  }

  render() {
    return html`
      <h1>Support matrix</h1>
      ${this.choices ? this.#controls(this.choices) : nothing}
      ${this.failure ? html`<problem-note .problem=${this.failure}></problem-note>` : nothing}
      <div aria-busy=${this.busy ? 'true' : 'false'}>${this.#content()}</div>
    `;
  }

  updated() {
    showChoices(this.renderRoot);
  }

  #content() {
    if (!this.shown) {
      return this.busy ? html`<p class="quiet">Reading the policy …</p>` : nothing;
    }
    const {sections, release, since, asOf} = this.shown;
    return html`
      ${this.#state(release, since, sections)}
      ${sections.length === 0 ? html`<p>The tables of this release know no plan, or no issue type.</p>` : nothing}
      ${sections.map(section => html`<matrix-section .section=${section} .release=${release?.id ?? null} .asOf=${asOf}></matrix-section>`)}
      <p class="legend quiet small">
        <em>Not stated</em> means that the tables neither promise nor deny it. Where channels are named, no other may be used. <em>That depends</em> means that a fact decides which this page does not know, such as a date. <strong>Not included</strong> means that they grant no support.
        <span class="screen">Each statement leads to the row of the table that says it.</span>
      </p>
    `;
  }

  #state(release, since, sections) {
    return release === null ? nothing : html`
      <p class="quiet">Release ${release.id}, in force since ${sayInstant(release.effectiveFrom, OWN_ZONE)}. ${since ? this.#changes(since, sections) : nothing}</p>
    `;
  }

  /** Says where something changed, with a way there: it may stand below what the reader sees. */
  #changes(since, sections) {
    const changed = sections.filter(section => section.changed);
    return changed.length === 0 ? html`Nothing changed since release ${since.id}.` : html`
      What changed since release ${since.id} is <span class="mark">marked</span>, in:
      ${changed.map(section => html`<button class="plain" @click=${() => this.#goTo(section)}>${sayName(section, sections)}</button> `)}
    `;
  }

  #goTo(section) {
    [...this.renderRoot.querySelectorAll('matrix-section')].find(element => element.section === section).focusHeading();
  }

  #controls({plans, releases, release, since}) {
    const {parameters} = this.route;
    const [ofRelease, ofSince] = ['release', 'since'].map(name => parameters.get(name) ?? '');
    const chosen = parameters.get('plan') ? `plan=${parameters.get('plan')}` : parameters.get('level') ? `level=${parameters.get('level')}` : '';
    const levels = [...new Set(plans.map(plan => plan.level))].filter(level => level !== null);
    const known = ['', ...levels.map(level => `level=${level}`), ...plans.map(plan => `plan=${plan.name}`)];
    const offered = include(releases, ofRelease ? release : null);
    const older = include(releases.filter(each => release && each.id < release.id), since);
    return html`
      <form @submit=${event => event.preventDefault()}>
        <label>
          Show
          <select data-chosen=${chosen} @change=${event => this.#choose(event.target.value)}>
            ${option('', showsAll(plans) ? 'All levels' : 'The first level')} ${known.includes(chosen) ? nothing : option(chosen, chosen.replace('=', ' '))}
            <optgroup label="Support levels">${levels.map(level => option(`level=${level}`, level))}</optgroup>
            <optgroup label="Plans">${plans.map(plan => option(`plan=${plan.name}`, plan.name))}</optgroup>
          </select>
        </label>
        <label>
          Release
          <select data-chosen=${ofRelease} @change=${event => this.#go({release: event.target.value, since: ''})}>
            ${option('', 'In force')}
            ${offered.map(each => option(String(each.id), sayRelease(each)))}
          </select>
        </label>
        <label>
          Changes since
          <select data-chosen=${ofSince} ?disabled=${older.length === 0} @change=${event => this.#go({since: event.target.value})}>
            ${option('', older.length === 0 ? 'No older release' : 'Not marked')}
            ${older.map(each => option(String(each.id), sayRelease(each)))}
          </select>
        </label>
        <button type="button" @click=${() => window.print()}>Print</button>
      </form>
    `;
  }

  #choose(choice) {
    const [name, value] = [choice.slice(0, choice.indexOf('=')), choice.slice(choice.indexOf('=') + 1)];
    this.#go({level: '', plan: '', ...(choice && {[name]: value})});
  }

  #go(changes) {
    router.go(addressOf('matrix', [], {...Object.fromEntries(this.route.parameters), ...changes}));
  }

  async #load() {
    this.#loading.abort();
    this.#loading = new AbortController();
    const {signal} = this.#loading;
    this.busy = true;
    try {
      const {parameters} = this.route;
      const choices = await loadChoices(parameters, signal);
      this.choices = choices;
      this.shown = {...choices, sections: await loadChosen(choices, parameters, signal)};
      this.failure = null;
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      this.failure = failure;
      this.shown = null;
    }
    this.busy = false;
  }
}

/** Loads the releases and plans from which the reader chooses, also where the address names a plan that there is not. */
async function loadChoices(parameters, signal) {
  const releases = await listReleases(signal);
  const asked = parameters.get('release');
  const inForce = releases.find(each => each.inForce) ?? null;
  const release = asked ? await findRelease(asked, releases, signal) : inForce;
  const since = parameters.get('since') ? await findRelease(parameters.get('since'), releases, signal) : null;
  const asOf = release && release !== inForce ? release.effectiveFrom : null;
  return {releases, release, since, asOf, ...(await loadPlans(asOf, signal))};
}

async function loadChosen({plans, issueTypes, asOf, since}, parameters, signal) {
  const level = parameters.get('level');
  const names = choosePlans(plans, {plan: parameters.get('plan'), level});
  if (names.length === 0 && level) {
    throw new Error(`No plan has the support level “${level}” in this release. Choose another one.`);
  }
  return loadSections(names, issueTypes, {asOf, since: since?.effectiveFrom ?? null}, signal);
}

/** Says the level of a section, with its plans where several sections have the level. */
function sayName({level, plans}, sections) {
  const name = level ?? 'No level';
  return sections.filter(section => section.level === level).length > 1 ? `${name} (${plans.join(', ')})` : name;
}

function option(value, text) {
  return html`<option value=${value}>${text}</option>`;
}

/** Adds a release to those that are offered if it is older than them. */
function include(releases, release) {
  return release === null || releases.some(each => each.id === release.id) ? releases : [...releases, release];
}

function sayRelease({id, effectiveFrom}) {
  return `${id}, since ${sayInstant(effectiveFrom, OWN_ZONE)}`;
}

customElements.define('matrix-view', MatrixView);
