import {css} from 'lit';

/** Styles of the signs in a picture. */
export const signStyles = css`
  .open { fill: var(--accent-back); stroke: var(--accent); stroke-width: 1 }
  .closed { fill: var(--raised) }
  .closed.weekend, .closed.holiday { fill: var(--sunken) }
  .closed.holiday, .closed.special { stroke: var(--strong-line); stroke-dasharray: 3 3 }
  .ahead { fill: color-mix(in srgb, var(--accent) 45%, var(--back)); stroke: var(--accent) }
  .counted { fill: var(--accent) }
  .late { fill: var(--bad) }
  .pause { fill: var(--warning-back); stroke: var(--warning); stroke-dasharray: 4 3 }

  line.day { stroke: var(--line) }
  line.opening { stroke: var(--accent); stroke-width: 2 }
  line.asked { stroke: var(--text); stroke-dasharray: 5 4 }
  line.change { stroke: var(--warning); stroke-width: 2; stroke-dasharray: 2 3 }
  line.due { stroke: var(--good); stroke-width: 2 }
  path.due { fill: var(--good) }
  line.due.missed { stroke: var(--bad) }
  path.due.missed { fill: var(--bad) }
  line.risk { stroke: var(--warning); stroke-dasharray: 2 2 }
  path.risk { fill: var(--warning) }
  .event { fill: var(--text) }
  .ended { fill: var(--good); stroke: var(--back); stroke-width: 2 }
  .ended.met-late { fill: var(--bad) }
  .ended.cancelled { fill: var(--quiet) }
  .sign { fill: none; stroke: var(--back); stroke-width: 2 }
`;

/** Styles of the picture without its signs. */
export const pictureStyles = css`
  .lanes { display: grid; grid-template-columns: minmax(14rem, 20rem) minmax(0, 1fr); column-gap: var(--space-4) }
  .corner { align-self: end; padding-bottom: var(--space-1) }
  .axis { min-width: 0 }
  .label { padding: var(--space-3) 0; border-top: 1px solid var(--line) }
  .label h2 { display: inline; margin: 0; font-size: var(--size-text) }
  .label p { margin: var(--space-1) 0 0 }
  .outcome { font-weight: 600 }
  svg { display: block; width: 100%; overflow: hidden }
  svg.lane { height: 100%; min-height: 5.5rem; border-top: 1px solid var(--line); background: var(--back) }
  text { font-size: 0.8125rem; fill: var(--text) }
  text.small { font-size: 0.75rem }
  text.quiet { fill: var(--quiet) }
  text.change { fill: var(--warning) }

  .verdict {
    display: inline-block;
    margin-left: var(--space-2);
    padding: 0 var(--space-2);
    border-radius: var(--radius);
    font-size: var(--size-small);
    font-weight: 600;
    background: var(--sunken);
  }
  .verdict.met { color: var(--good); background: var(--good-back) }
  .verdict.breached, .verdict.met-late { color: var(--bad); background: var(--bad-back) }
  .verdict.at-risk, .verdict.paused { color: var(--warning); background: var(--warning-back) }
  .verdict.running { color: var(--accent); background: var(--accent-back) }

  .handle { cursor: ew-resize; touch-action: none; outline: none }
  .handle rect { fill: var(--accent) }
  .handle text { fill: var(--on-accent); font-weight: 600; user-select: none }
  .handle:focus-visible rect { stroke: var(--text); stroke-width: 3 }

  @media (max-width: 48rem) {
    .lanes { grid-template-columns: minmax(0, 1fr) }
    .label { padding-bottom: var(--space-2) }
    svg.lane { border-top: none; height: 5.5rem; margin-bottom: var(--space-3) }
  }
  .keys { margin: var(--space-2) 0 0; max-width: 60rem }

  @media print {
    .keys { display: none }
    .handle rect { stroke: var(--accent) }
    .lanes { break-inside: avoid }
  }
`;
