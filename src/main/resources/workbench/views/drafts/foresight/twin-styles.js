import {css} from 'lit';

/** Styles of the twin answer: a drawer at the foot of the window, so that the table stays in view. */
export const twinStyles = css`
  :host(:not([closed])) { padding-bottom: 50vh } /* What the drawer covers can be scrolled into view. */
  section {
    position: fixed;
    inset: auto 0 0 0;
    z-index: 2;
    max-height: min(50vh, 40rem);
    overflow: auto;
    padding: 0 var(--space-4) var(--space-4);
    border-top: 2px solid var(--accent);
    background: var(--back);
    box-shadow: 0 -0.25rem 1rem rgb(0 0 0 / 20%);
  }
  header {
    position: sticky;
    top: 0;
    z-index: 1;
    display: flex;
    gap: var(--space-4);
    align-items: center;
    justify-content: space-between;
    padding: var(--space-2) 0;
    background: var(--back);
  }
  h2 { margin: 0 }
  .columns { display: grid; grid-template-columns: minmax(14rem, 18rem) minmax(0, 1fr); gap: var(--space-6); align-items: start }
  .sides { margin-top: var(--space-4); display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: var(--space-4); align-items: start }
  .sides.one { grid-template-columns: minmax(0, 1fr) }
  .sides h3 { margin-top: 0 }
  next-fact { margin-bottom: var(--space-4) }
  .busy { color: var(--quiet) }
  .turned del { text-decoration: none; color: var(--quiet) }
  .turned ins { text-decoration: none; background: var(--marked-back); font-weight: 600 }
  @media (min-width: 60.01rem) {
    question-form { position: sticky; top: 3rem; max-height: calc(min(50vh, 40rem) - 4.5rem); overflow: auto; margin: -4px; padding: 4px }
  }
  @media (max-width: 60rem) {
    section { max-height: 75vh }
    .columns, .sides { grid-template-columns: minmax(0, 1fr) }
  }
`;
