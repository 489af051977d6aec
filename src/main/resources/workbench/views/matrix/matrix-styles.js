import {css} from 'lit';

/** Styles of a section of the matrix. On narrow screens each issue type is a card. */
export const matrixStyles = css`
  :host { margin-bottom: var(--space-8) }
  h2 { margin: 0 0 var(--space-1) }
  .plans { margin-bottom: var(--space-3); color: var(--quiet) }
  .notice { padding-left: var(--space-3); border-left: 3px solid var(--strong-line) }

  table { table-layout: fixed }
  thead th:first-child { width: 28% }
  th, td { padding: var(--space-2) var(--space-4) var(--space-2) 0 }
  tbody th { padding-right: var(--space-6) }
  .covers { font-weight: normal; color: var(--quiet); font-size: var(--size-small) }
  .categories thead th:first-child { width: 6rem }

  ul { margin: 0; padding: 0; list-style: none }
  li + li { margin-top: var(--space-1) }
  .label { margin: 0; font-size: var(--size-small); font-weight: 600; color: var(--quiet) }
  .label button {
    min-height: 0;
    padding: 0;
    border: none;
    text-align: left;
    color: inherit;
    text-decoration: underline dotted var(--line);
    text-underline-offset: 0.25em;
  }
  .label button:hover, .label button:focus-visible { color: var(--accent); text-decoration: underline; background: none }
  ul + .label, ul + .gone { margin-top: var(--space-3) }

  .row { color: inherit; text-decoration: underline dotted var(--line); text-underline-offset: 0.25em }
  .row:hover, .row:focus-visible { color: var(--accent); text-decoration: underline }
  .row.small { color: var(--accent) }
  .silent, .silent .row { font-style: italic; color: var(--quiet) }
  .denied { font-weight: 600 }
  .none { color: var(--quiet) }
  .excluded th { font-weight: normal }
  .excluded th, .excluded td { color: var(--quiet) }

  .mark { background: var(--marked-back); text-decoration: none; box-shadow: 0 0 0 0.15em var(--marked-back) }
  del { color: var(--quiet) }
  .tag {
    padding: 0 var(--space-2);
    border: 1px solid var(--strong-line);
    border-radius: 1em;
    font-size: var(--size-small);
    font-weight: normal;
    white-space: nowrap;
  }

  @media screen and (min-width: 48rem) {
    .matrix thead th { position: sticky; top: 0; background: var(--back) }
  }

  @media screen and (max-width: 48rem) {
    .matrix thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
    .matrix, .matrix tbody, .matrix tr, .matrix th, .matrix td { display: block; width: auto }
    .matrix .none { display: none }
    .matrix th, .matrix td { padding: 0; border: 0 }
    .matrix tr { padding: var(--space-3) 0; border-bottom: 1px solid var(--line) }
    .matrix tbody th { padding: 0 0 var(--space-1) }
    td[data-title]::before {
      content: attr(data-title);
      display: block;
      margin-top: var(--space-2);
      font-size: var(--size-small);
      color: var(--quiet);
    }
  }

  @media print {
    :host { margin-bottom: var(--space-4) }
    .row { color: inherit; text-decoration: none }
    .row.small { display: none }
    .label button { display: inline; text-decoration: none }
    .mark { text-decoration: underline; box-shadow: none }
  }
`;
