import {html, svg} from 'lit';

/** The signs of a picture, each with a drawing of 24 × 16 pixels, its meaning in words, and a test that tells if a story has it. */
const SIGNS = [
  [svg`<rect class="open" x="1" y="2" width="22" height="12"></rect>`, 'open hours', () => true],
  [svg`<rect class="ahead" x="1" y="4" width="22" height="8"></rect>`, 'time that will count', story => story.ahead.length > 0],
  [svg`<rect class="counted" x="1" y="4" width="22" height="8"></rect>`, 'time that has counted', story => story.counted.length > 0],
  [svg`<rect class="late" x="1" y="4" width="22" height="8"></rect>`, 'time after it was due', story => story.late.length > 0],
  [svg`<rect class="pause" x="1" y="4" width="22" height="8"></rect>`, 'paused', story => story.pauses.length > 0],
  [svg`<path class="risk" d="M 12 3 l 6 10 h -12 z"></path>`, 'at risk from here', story => story.atRiskFrom !== null],
  [svg`<path class="due" d="M 8 1 h 12 l -4 4 l 4 4 h -12 v 7 h -2 v -15 z"></path>`, 'due', story => story.dueAt !== null],
  [svg`<circle class="ended" cx="12" cy="8" r="7"></circle><path class="sign" d="M 8 8 l 3 3 l 5 -6"></path>`, 'reached', story => story.endedAt !== null],
  [svg`<line class="change" x1="12" x2="12" y1="0" y2="16"></line>`, 'clocks change', story => story.clockChanges.length > 0],
];

/** Explains the signs that the picture has. */
export function keyTemplate(stories) {
  const used = SIGNS.filter(([, , isIn]) => stories.some(isIn));
  return html`<ul class="key" aria-label="Signs">${used.map(([sign, words]) => html`
    <li><svg width="24" height="16" aria-hidden="true">${sign}</svg>${words}</li>
  `)}</ul>`;
}
