import {css} from 'lit';

export const yearStyles = css`
  nav { display: flex; align-items: baseline; gap: var(--space-4); margin-bottom: var(--space-2) }
  nav h2 { margin: 0; font-variant-numeric: tabular-nums }
  .key { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); padding: 0; list-style: none; font-size: var(--size-small) }
  .key li { display: flex; align-items: center; gap: var(--space-2) }
  .key .day { width: 1.5rem; height: 1.25rem; text-align: center }
  .months { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: var(--space-6) }
  @media (max-width: 64rem) { .months { grid-template-columns: repeat(3, minmax(0, 1fr)) } }
  @media (max-width: 48rem) { .months { grid-template-columns: repeat(2, minmax(0, 1fr)) } }
  @media (max-width: 34rem) { .months { grid-template-columns: minmax(0, 1fr) } }
  .months table { margin: 0; table-layout: fixed; font-variant-numeric: tabular-nums; align-self: start }
  caption { text-align: left; font-weight: 600; padding-bottom: var(--space-1) }
  .months th, .months td { padding: var(--space-1) 0; text-align: center; border: 1px solid var(--back); font-size: var(--size-small) }
  .months th { font-weight: 400; color: var(--quiet) }
  .day { position: relative; border-radius: var(--radius) }
  .open { background: var(--accent-back) }
  .closed { background: var(--sunken); color: var(--quiet) }
  .day.holiday { background: var(--bad-back); color: var(--bad); font-weight: 600; outline: 1px solid var(--bad); outline-offset: -2px }
  .day.other { background: var(--warning-back); color: var(--warning); font-weight: 600; outline: 1px dashed var(--warning); outline-offset: -2px }
  .day.change { color: var(--text); font-weight: 600; outline: 2px solid var(--strong-line); outline-offset: -2px }
  .dates { padding-left: var(--space-4); columns: 24rem; column-gap: var(--space-8) }
  @media print {
    nav a { display: none }
    .months { grid-template-columns: repeat(4, 1fr); gap: var(--space-3) }
    .months td { padding: 1px 0; print-color-adjust: exact }
  }
`;
