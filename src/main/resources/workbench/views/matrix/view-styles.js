import {css} from 'lit';

/** Styles around the sections of the matrix. */
export const viewStyles = css`
  :host { max-width: 84rem }
  form { display: flex; flex-wrap: wrap; align-items: end; gap: var(--space-3); margin-bottom: var(--space-4) }
  label { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 100%; gap: var(--space-1); font-size: var(--size-small); color: var(--quiet) }
  select { min-width: 12rem; max-width: 100%; font-size: var(--size-text); color: var(--text) }
  [aria-busy='true'] { color: var(--quiet) }
  matrix-section + matrix-section { padding-top: var(--space-4); border-top: 1px solid var(--line) }
  button.plain { min-height: 0; padding: 0 var(--space-1) }
  .mark { background: var(--marked-back) }

  @media (max-width: 30rem) {
    label, select { width: 100% }
  }

  @media print {
    form, .screen { display: none }
    button.plain { display: inline; color: inherit; text-decoration: none }
    matrix-section + matrix-section { border: 0 }
  }
`;
