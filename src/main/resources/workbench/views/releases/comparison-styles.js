import {css} from 'lit';

/** Styles of the comparison of two releases. On narrow screens each changed cell is a block. */
export const comparisonStyles = css`
  table { table-layout: fixed }
  thead th:first-child { width: 34% }
  thead th:nth-child(2) { width: 18% }
  th { font-weight: normal }
  thead th { font-weight: 600 }
  del { color: var(--bad); text-decoration: none; background: var(--bad-back) }
  ins { color: var(--good); text-decoration: none; background: var(--good-back) }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 var(--space-3); margin: var(--space-1) 0; font-size: var(--size-small) }
  dt { color: var(--quiet) }
  dd { margin: 0 }
  .tag { padding: 0 var(--space-2); border: 1px solid var(--strong-line); border-radius: 1em; font-size: var(--size-small) }

  @media screen and (max-width: 40rem) {
    dl { grid-template-columns: 1fr }
    thead { display: none }
    table, tbody, tr, th, td { display: block; border: 0; padding: 0 }
    tr { padding: var(--space-2) 0; border-bottom: 1px solid var(--line) }
    td[data-title]::before { content: attr(data-title) ': '; color: var(--quiet); font-size: var(--size-small) }
  }
`;
