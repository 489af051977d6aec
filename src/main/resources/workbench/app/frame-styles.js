import {css} from 'lit';

/** Styles of the frame around the views. */
export const frameStyles = css`
  :host { display: flex; flex-direction: column; min-height: 100vh }

  .skip { position: absolute; left: -100vw; padding: var(--space-2) var(--space-4); background: var(--back) }
  .skip:focus { left: var(--space-2); top: var(--space-2); z-index: 1 }

  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-6);
    padding: var(--space-2) var(--space-4);
    border-bottom: 1px solid var(--line);
    background: var(--raised);
  }
  .name { margin: 0; font-weight: 600 }

  nav { display: flex; flex-wrap: wrap; gap: var(--space-1); flex: 1 }
  nav a {
    padding: var(--space-1) var(--space-2);
    border-radius: var(--radius);
    color: var(--text);
    text-decoration: none;
  }
  nav a:hover { background: var(--sunken) }
  nav a[aria-current] { color: var(--on-accent); background: var(--accent) }

  .colours { display: flex; align-items: center; gap: var(--space-2); font-size: var(--size-small); color: var(--quiet) }
  .colours select { min-height: 1.75rem; padding: 0 var(--space-1); color: var(--text) }

  .state p { margin: 0; padding: var(--space-2) var(--space-4) }
  .away { color: var(--warning); background: var(--warning-back); border-bottom: 1px solid var(--line) }

  main { flex: 1; padding: var(--space-4); outline-offset: -2px }
  main:focus-visible { outline: none }

  footer {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    padding: var(--space-3) var(--space-4);
    border-top: 1px solid var(--line);
    font-size: var(--size-small);
  }

  @media print {
    .skip, header, .state, footer { display: none }
    main { padding: 0 }
  }
`;
