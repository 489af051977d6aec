import {LitElement, css, html, nothing} from 'lit';
import {addressOf} from '../../app/router.js';
import {sharedStyles} from '../../app/shared-styles.js';
import {sayInstant, sayList} from '../../app/words.js';
import {sayAllowance, sayWithin} from '../../parts/promise-words.js';
import {tell} from './telling.js';
import {sayDenial, sayDue, sayGuarantee, sayReserve, sayStanding, sayTerms, sayVerdict} from './answer-words.js';

/**
 * An answer as a person would say it: `<policy-answer .answer=${answer} .missing=${facts} .zone=${zone} .question=${question}>`.
 * `missing` are the facts that would change it, as the vocabulary has them. An answer of a draft (`.isOfDraft=${true}`) leads to no other
 * view, since those show the policy in force.
 */
class PolicyAnswer extends LitElement {
  static properties = {
    answer: {attribute: false},
    missing: {attribute: false},
    zone: {attribute: false},
    question: {attribute: false},
    isOfDraft: {attribute: false},
  };

  static styles = [
    sharedStyles,
    css`
      .verdict { margin: 0 0 var(--space-4); padding: var(--space-4); border-left: 4px solid; border-radius: var(--radius) }
      .verdict h2 { margin: 0; color: inherit }
      .verdict p { margin: var(--space-2) 0 0; color: var(--text) }
      .yes { color: var(--good); background: var(--good-back) }
      .no { color: var(--bad); background: var(--bad-back) }
      .open { color: var(--warning); background: var(--warning-back) }
      dl { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: 0; margin: 0 }
      dt, dd { margin: 0; padding: var(--space-2) 0; border-top: 1px solid var(--line) }
      dt { font-weight: 600; padding-right: var(--space-4) }
      dd p, dd ul, dd ol { margin: 0 }
      dd ul, dd ol { padding-left: var(--space-4) }
      .verdict button.plain { min-height: 1.5rem; padding: 0 }
      .due { font-weight: 600 }
      .signed { display: block; color: var(--accent) }
      @media (max-width: 40rem) {
        dl { grid-template-columns: 1fr }
        dd { border-top: none; padding-top: 0 }
        dt { padding-bottom: 0 }
      }
    `,
  ];

  render() {
    const {answer, missing} = this;
    const verdict = sayVerdict(answer, missing);
    return html`
      <div class="verdict ${verdict.sign}">
        <h2 tabindex="-1">${verdict.text}</h2>
        ${[sayStanding(answer), sayDenial(answer), sayReserve(answer, missing), answer.slaCategory?.definition]
          .map(text => text ? html`<p>${text}</p>` : nothing)}
        ${answer.referTo ? this.#referral() : nothing}
        ${answer.notice ? html`<p class="small">${answer.notice}</p>` : nothing}
      </div>
      <dl>${this.#parts().filter(([, content]) => content).map(([name, content]) => html`<dt>${name}</dt><dd>${content}</dd>`)}</dl>
    `;
  }

  focus() {
    this.renderRoot.querySelector('h2').focus();
  }

  #referral() {
    const {referTo} = this.answer;
    const address = addressOf('ask', [], this.question.with('/issueType', referTo).parameters);
    return html`<p>The policy refers to “${referTo}”: ${this.isOfDraft
      ? html`<button type="button" class="plain" @click=${() => tell(this, '/issueType', referTo)}>ask about that</button>`
      : html`<a href=${address}>ask about that</a>`}.</p>`;
  }

  #parts() {
    const {answer} = this;
    const {entitled} = answer;
    return [
      ['Covers', answer.covers],
      ['Opening', answer.opening ? this.#opening() : null],
      ['Channels', this.#saysChannels() ? this.#channels() : null],
      ['Guarantee', answer.guarantee ? this.#guarantee() : entitled ? this.#unstated('guarantee') : null],
      ['Milestones', answer.milestones.length > 0 ? this.#milestones() : entitled ? this.#unstated('time') : null],
      ['Commitments', list(answer.commitments)],
      ['Priority', answer.priorityFlag ? 'The issue is flagged as a priority.' : null],
      ['On call', answer.onCall ? `An on-call team is notified (${answer.onCall.coverage}).` : null],
      ['Allowance', answer.allowance ? html`${sayAllowance(answer.allowance)}${signed(answer.allowance)}` : null],
      ...Object.entries(answer.terms).map(([name, text]) => [name, html`${text}${signed(answer.signedTerms?.[name])}`]),
    ];
  }

  #saysChannels() {
    const {entitled, channels, exceptChannels} = this.answer;
    return entitled || channels.length > 0 || exceptChannels?.length > 0;
  }

  #unstated(thing) {
    const reserve = this.missing.length > 0 ? 'As far as is known, the' : 'The';
    return html`<span class="quiet">${reserve} policy states no ${thing}.</span>`;
  }

  #channels() {
    const {channels, channelsStated, channelAllowed, exceptChannels = []} = this.answer;
    const asked = this.question.textOf('/channel');
    return html`
      ${channelsStated
        ? html`<ol>${channels.map(channel => html`<li>${sayChannel(channel)}${this.#hours(channel)}${signed(channel)}</li>`)}</ol>`
        : html`<span class="quiet">The policy names no channel. That is silence: no ${exceptChannels.length > 0 ? 'other ' : ''}channel is denied.</span>`}
      ${exceptChannels.length > 0 ? html`<p>Not by ${exceptChannels.map(name => `“${name}”`).join(', ')}.</p>` : nothing}
      ${channelsStated && !asked ? html`<p class="quiet">${this.#sayOthers(channels.length)}</p>` : nothing}
      ${asked && channelAllowed !== null
        ? html`<p class="due">“${asked}” ${channelAllowed ? 'may be used.' : this.#sayRefusal()}</p>`
        : nothing}
    `;
  }

  #sayRefusal() {
    return this.answer.channelReason === 'channel-closed' ? 'is closed when the case is opened.' : 'may not be used.';
  }

  #hours({hours}) {
    return hours?.open === undefined
      ? nothing
      : html` <span class="quiet">– ${sayHours(hours, this.zone)} (${this.isOfDraft
        ? hours.calendar
        : html`<a href=${this.#calendarAddress(hours)}>${hours.calendar}</a>`})</span>`;
  }

  /** The opening that conditions compared, with those of their calendars that are open then, or else those that are closed. */
  #opening() {
    const {at, during, notDuring = [], until} = this.answer.opening;
    const open = during.length > 0 ? `, during ${sayList(during)}`
      : notDuring.length > 0 ? `, outside ${sayList(notDuring)}, which rows compare the opening with` : '';
    return `Opened on ${sayInstant(at, this.zone)}${open}.${until ? ` Another answer may count from ${sayInstant(until, this.zone)}.` : ''}`;
  }

  /** Says what the channels that are offered mean for all others. */
  #sayOthers(offered) {
    const words = offered === 0 ? 'no channel may be used.' : 'no other channel may be used.';
    return this.missing.length > 0 ? `As far as is known, ${words}` : words[0].toUpperCase() + words.slice(1);
  }

  #guarantee() {
    const {guarantee} = this.answer;
    return html`
      <p>${sayGuarantee(guarantee)}</p>
      ${guarantee.text ? html`<p class="quiet">In the words of the ${guarantee.clause ? 'contract' : 'policy'}: ${guarantee.text}</p>` : nothing}
      ${signed(guarantee)}
    `;
  }

  #milestones() {
    return html`<ul>${this.answer.milestones.map(milestone => html`
      <li>
        ${milestone.name}: <span class="due">${sayDue(milestone, this.zone)}</span>
        <span class="quiet">(${sayTerms(milestone)}.${this.#calendarLink(milestone)})</span>${signed(milestone)}
      </li>`)}</ul>
      ${this.answer.milestones.some(milestone => milestone.dueAt) ? html`<p class="small quiet">Times in ${this.zone}.</p>` : nothing}
      ${this.isOfDraft ? nothing : html`<p><a href=${addressOf('clock', [], {...this.question.parameters, zone: this.zone})}>See it on the clock</a></p>`}`;
  }

  #calendarLink(milestone) {
    return milestone.calendar && !this.isOfDraft
      ? html` <a href=${this.#calendarAddress(milestone)} aria-label="Calendar “${milestone.calendar}”">Calendar</a>`
      : nothing;
  }

  /** The calendar is that of the policy that answers. */
  #calendarAddress({calendar}) {
    return addressOf('calendars', [calendar], {asOf: this.question.textOf('/asOf')});
  }
}

function sayHours({open, opensAt, openUntil}, zone) {
  if (open) {
    return openUntil ? `open until ${sayInstant(openUntil, zone)}` : 'open';
  }
  return opensAt ? `closed; opens on ${sayInstant(opensAt, zone)}` : 'closed';
}

function sayChannel(channel) {
  const about = [channel.medium, channel.terms].filter(Boolean).join(', ');
  return about ? `${channel.name} (${about})` : channel.name;
}

function list(texts) {
  return texts.length === 0 ? null : html`<ul>${texts.map(text => html`<li>${text}</li>`)}</ul>`;
}

/** Says that the contract sets a part, and the published value that it replaces. */
function signed(part) {
  if (!part?.clause) {
    return nothing;
  }
  const replaced = typeof part.replaced === 'object' && part.replaced !== null
    ? Object.entries(part.replaced).map(([name, text]) => (name === 'within' ? sayWithin(text) : `${name} ${text}`)).join(', ')
    : part.replaced;
  return html`<span class="signed small">By the contract, ${part.clause}${replaced ? `; published: ${replaced}` : ''}.</span>`;
}

customElements.define('policy-answer', PolicyAnswer);
