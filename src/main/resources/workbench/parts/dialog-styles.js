import {css} from 'lit';

/** Styles of a dialog with a form. */
export const dialogStyles = css`
  dialog {
    width: min(32rem, 100vw - 2rem); padding: var(--space-6); border: 1px solid var(--line); border-radius: var(--radius);
    color: var(--text); background: var(--back);
  }
  dialog::backdrop { background: rgb(0 0 0 / 50%) }
  h2 { margin-top: 0 }
  form { display: grid; gap: var(--space-3) }
  label { display: grid; gap: var(--space-1); font-weight: 600 }
  label > * { font-weight: 400 }
  input, select, textarea { width: 100% }
  .hint { margin: 0; color: var(--quiet); font-size: var(--size-small) }
  .buttons { display: flex; flex-wrap: wrap; gap: var(--space-2); margin: var(--space-2) 0 0 }
`;
