import {css} from 'lit';

/** Styles around the timeline and the comparison. */
export const viewStyles = css`
  :host { max-width: 72rem }
  form { display: flex; flex-wrap: wrap; gap: var(--space-3); margin-bottom: var(--space-4) }
  label { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 100%; gap: var(--space-1); font-size: var(--size-small); color: var(--quiet) }
  select { max-width: 100%; font-size: var(--size-text); color: var(--text) }
`;
