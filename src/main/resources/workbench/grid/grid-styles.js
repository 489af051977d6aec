import {css} from 'lit';

/** Styles of the grid. Borders are separate, since those of collapsed tables do not stay with sticky cells. */
export const gridStyles = css`
  .grid { display: flex; flex-direction: column; gap: var(--space-2); max-height: var(--grid-height, 80vh); min-height: 0 }

  .tools { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-2) var(--space-3) }
  .tools input[type="search"] { min-width: 8rem; flex: 0 1 16rem }
  .switch { display: inline-flex; align-items: center; gap: var(--space-2) }
  .switch input { min-height: 0; margin: 0 }

  .box {
    overflow: auto;
    min-height: 8rem;
    border: 1px solid var(--strong-line);
    border-radius: var(--radius);
    scroll-padding: var(--head-height, 4rem) 0 0 var(--kept-width, 4rem);
    isolation: isolate;
    /* Rows are exchanged while the box is scrolled, which must not scroll it in turn. */
    overflow-anchor: none;
  }

  table { table-layout: fixed; border-collapse: separate; border-spacing: 0; margin: 0; font-size: var(--size-small); line-height: 1.4 }
  col.number { width: 6.5em }
  col.width-0 { width: 7em }
  col.width-1 { width: 9em }
  col.width-2 { width: 11em }
  col.width-3 { width: 15em }
  col.width-4 { width: 22em }

  th, td { border-right: 1px solid var(--line); color: var(--text) }
  thead { position: sticky; top: 0; z-index: 3 }
  thead th, thead td { background: var(--raised); border-bottom-color: var(--strong-line) }
  thead th { color: var(--text) }
  thead th span { display: block }
  /* The letters by which problems cite cells; read out, they would only stand between the words. */
  thead [data-letters]::before { content: attr(data-letters) / ""; float: right; color: var(--quiet); font-weight: 400; font-size: .9em }
  .kind { color: var(--quiet); font-weight: 400; font-size: .9em }
  .detail { color: var(--quiet); font-weight: 400; overflow-wrap: anywhere }
  tbody .technical td { font-family: var(--font-code); color: var(--quiet); background: var(--raised) }
  thead .technical th, thead .technical td { vertical-align: top; font-weight: 400; color: var(--quiet); border-bottom-color: var(--line) }
  thead .technical td { font-family: var(--font-code) }

  th:first-child { position: sticky; left: 0; z-index: 2; background: var(--raised); font-weight: 400; color: var(--quiet) }
  [data-keeps-key] .key { position: sticky; left: var(--number-width); z-index: 2; border-right-color: var(--strong-line) }
  [data-keeps-key] .key.edited { z-index: 4 }
  .state { display: block; font-size: .9em }

  tbody td { position: relative; background: var(--back); cursor: cell }
  /* A long text, which may stand in a column out of view, does not make its row taller than the others' texts need. */
  .text {
    white-space: pre-wrap; overflow-wrap: anywhere; min-height: 1.4em;
    display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; max-height: 5.6em;
  }
  .part tbody tr { height: calc(2.8em + 2 * var(--space-1) + 1px) }
  .part .text { -webkit-line-clamp: 2; max-height: 2.8em }
  .part tbody .state { display: inline }
  tr.gap td { padding: 0; border: 0 }

  .lit td { background: var(--marked-back) }
  .lit th { color: var(--text); font-weight: 600; box-shadow: inset .25rem 0 var(--accent) }
  .dimmed td { color: var(--quiet) }
  .unused th { box-shadow: inset .25rem 0 var(--strong-line) }
  .target th { color: var(--on-accent); background: var(--accent) }

  td.problem { background: var(--bad-back); padding-right: 1.4em }
  td.warning { background: var(--warning-back); padding-right: 1.4em }
  .added th { box-shadow: inset .25rem 0 var(--good) }
  td.conflict { background: var(--marked-back); padding-right: 1.4em }
  td.conflict::after { content: "⇄" / ""; position: absolute; top: 0; right: .35em; font-weight: 700; color: var(--bad) }
  td.changed { box-shadow: inset .2rem 0 var(--accent) }
  /* The sign is for those who see no colours; what it means is read out from the description of the cell. */
  td.problem::after, td.warning::after { position: absolute; top: 0; right: .35em; font-weight: 700 }
  td.problem::after { content: "✕" / ""; color: var(--bad) }
  td.warning::after { content: "!" / ""; color: var(--warning) }

  td.selected { background: var(--accent-back) }
  td[tabindex="0"] { outline: 1px solid var(--focus); outline-offset: -1px }
  td[tabindex="0"]:focus, td.edited { outline: 2px solid var(--focus); outline-offset: -2px; border-radius: 0 }

  td.edited .text { visibility: hidden }
  textarea {
    position: absolute; inset: 0 auto auto 0; z-index: 1; width: 100%; min-width: 14em; min-height: 100%; max-height: 16em;
    padding: var(--space-1) var(--space-2); border: 0; border-radius: 0; resize: none; field-sizing: content; background: var(--back);
  }
  textarea:focus-visible { border-radius: 0; outline-offset: -2px }

  [role="listbox"] {
    position: absolute; top: 100%; left: 0; z-index: 4; margin: 0; padding: 0; list-style: none; min-width: 100%; width: max-content; max-width: 24em;
    max-height: 14em; overflow: auto; background: var(--back); border: 1px solid var(--strong-line); border-radius: var(--radius);
  }
  [role="option"] { padding: var(--space-1) var(--space-2); cursor: pointer }
  [role="option"]:hover { background: var(--sunken) }
  [role="option"][aria-selected="true"] { color: var(--on-accent); background: var(--accent) }

  .about { flex: none; min-height: 3em; max-height: 9em; overflow: auto; margin: 0 }
  .about p { margin: 0 }
  .whole { white-space: pre-wrap }
  .about-problem { color: var(--bad) }
  .about-warning { color: var(--warning) }
  .message { flex: none; margin: 0; min-height: 1.5em }

  @media print {
    .tools, .about, .message { display: none }
    .grid { max-height: none }
    .box { overflow: visible; border: 0 }
    .text { display: block; max-height: none }
    table { table-layout: auto }
    thead, .box .key { position: static }
  }
`;
