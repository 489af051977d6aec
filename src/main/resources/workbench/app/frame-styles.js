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

  .tools { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-1) var(--space-4); font-size: var(--size-small) }
  .tools button { min-height: 1.75rem; padding: 0 var(--space-2) }
  .person { max-width: min(16rem, 60vw); overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
  .colours { display: flex; align-items: center; gap: var(--space-2); color: var(--quiet) }
  .colours select { min-height: 1.75rem; padding: 0 var(--space-1); color: var(--text) }

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

  @media (max-width: 48rem) {
    nav { order: 1; flex-basis: 100%; margin-left: calc(-1 * var(--space-2)) } /* The words of links stand below the name. */
    .tools { margin-left: auto; gap: var(--space-2) }
    .colours span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  }

  @media print {
    header, health-banner, footer { display: none }
    main { padding: 0 }
  }
`;
