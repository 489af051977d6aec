import {css} from 'lit';

export const clockStyles = css`
  h1 { margin-bottom: var(--space-2) }
  .question { margin-bottom: var(--space-4); padding: var(--space-2) var(--space-3); border: 1px solid var(--line); border-radius: var(--radius) }
  .question summary { cursor: pointer; overflow-wrap: anywhere }
  .question .change { color: var(--accent); text-decoration: underline }
  .question question-form { max-width: 28rem; margin-top: var(--space-4) }
  next-fact { margin-bottom: var(--space-4); max-width: 40rem }
  .moments { display: flex; flex-wrap: wrap; gap: var(--space-2) var(--space-6); align-items: flex-start; margin-bottom: var(--space-4) }
  .moments > * { flex: 0 1 17rem }
  .empty { padding: var(--space-4); background: var(--raised); border-radius: var(--radius) }
  .key { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); margin: var(--space-3) 0; padding: 0; list-style: none; font-size: var(--size-small) }
  .key li { display: flex; align-items: center; gap: var(--space-2) }
  .key svg { flex: none }
  @media print { .moments { display: none } }
`;
