import {css} from 'lit';

/** Styles of a release in the timeline, and of changed cells. */
export const entryStyles = css`
  h2 { display: flex; flex-wrap: wrap; align-items: baseline; gap: var(--space-2); margin: 0 }
  h3 { margin: var(--space-2) 0 0 }
  p, ul { margin: 0 0 var(--space-2) }
  .comment { font-size: 1.05em; border-left: 3px solid var(--line); padding-left: var(--space-3) }
  .changes { padding-left: var(--space-4) }
  .changes ul { padding-left: var(--space-4); margin: 0 }
  .links { display: flex; flex-wrap: wrap; gap: var(--space-1) var(--space-4); margin-top: var(--space-2); font-size: var(--size-small) }
  del { color: var(--bad) }
  ins { color: var(--good); text-decoration: none }
  section { margin-bottom: var(--space-6); padding: var(--space-3) var(--space-4); background: var(--accent-back) }
  section > ul { padding: 0; list-style: none }
  section > ul > li + li { margin-top: var(--space-4); padding-top: var(--space-4); border-top: 1px solid var(--line) }
  cell-changes, impact-lines { margin-bottom: var(--space-2) }
  .decisions { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center }
  .decisions p { margin: 0 }
  .decisions problem-note { flex-basis: 100% }
  details { margin: var(--space-2) 0 }
  .tag {
    padding: 0 var(--space-2);
    border: 1px solid var(--strong-line);
    border-radius: 1em;
    font-size: var(--size-small);
    font-weight: normal;
  }
  .tag.good { color: var(--good); background: var(--good-back); border-color: currentColor }
`;
