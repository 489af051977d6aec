import {css} from 'lit';

/** Styles that every element of the workbench includes: text, links, buttons, fields, plain tables, focus. */
export const sharedStyles = css`
  :host { display: block }
  :host([hidden]), [hidden] { display: none !important }
  *, *::before, *::after { box-sizing: border-box }

  h1, h2, h3, p, ul, ol, dl, table { margin: 0 0 var(--space-4) }
  h1, h2, h3 { line-height: 1.25; text-wrap: balance }
  h1 { font-size: var(--size-title) }
  h2 { font-size: var(--size-heading); margin-top: var(--space-6) }
  h3 { font-size: var(--size-text); margin-top: var(--space-4) }
  p, li, dd, td { overflow-wrap: anywhere }
  .quiet { color: var(--quiet) }
  .small { font-size: var(--size-small) }

  a { color: var(--accent) }
  code, pre { font-family: var(--font-code); font-size: 0.9em }
  :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: var(--radius) }

  button, input, select, textarea { font: inherit; color: inherit }
  button, select, input, textarea {
    min-height: 2.25rem;
    padding: var(--space-1) var(--space-3);
    border: 1px solid var(--strong-line);
    border-radius: var(--radius);
    background: var(--back);
  }
  button { cursor: pointer }
  button:hover:enabled { background: var(--sunken) }
  button.main { color: var(--on-accent); background: var(--accent); border-color: var(--accent) }
  button.main:hover:enabled { background: color-mix(in srgb, var(--accent), var(--text) 20%) }
  button:disabled { color: var(--quiet); background: none; border-color: var(--strong-line); border-style: dashed; cursor: not-allowed }
  button.plain { border-color: transparent; background: none; color: var(--accent); text-decoration: underline }

  table { border-collapse: collapse; width: 100% }
  th, td {
    text-align: left;
    vertical-align: top;
    padding: var(--space-1) var(--space-2);
    border-bottom: 1px solid var(--line);
  }
  th { font-weight: 600 }
  thead th { color: var(--quiet); border-bottom-color: var(--strong-line) }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media print {
    button, select, input { display: none }
    tr { break-inside: avoid }
    h1, h2, h3 { break-after: avoid }
  }
`;
