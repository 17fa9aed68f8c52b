# SPDX-License-Identifier: EUPL-1.2
"""The stylesheet that belongs with the HTML fragments; without it they still read well."""

from __future__ import annotations

STYLESHEET = """\
.taalplan-table {
  --ink: #1a1a1a;
  --soft: #565656;
  --line: #b5b5b5;
  --band: #f2f2ee;
  --paper: #fff;
  color: var(--ink);
  background: var(--paper);
}
.taalplan-table .scroll { overflow-x: auto; max-width: 100%; position: relative; }
.taalplan-table .scroll:focus-visible { outline: 3px solid #0055cc; outline-offset: 2px; }
.taalplan-table table {
  border-collapse: collapse;
  font-variant-numeric: tabular-nums lining-nums;
}
.taalplan-table caption { text-align: left; font-weight: 600; padding-block: .5rem; }
.taalplan-table caption > span { position: sticky; left: 0; display: inline-block; }
.taalplan-table .unit, .taalplan-table .notes { color: var(--soft); font-weight: 400; }
.taalplan-table th, .taalplan-table td { padding: .25rem .6rem; text-align: right; }
.taalplan-table th.stub, .taalplan-table tbody th { text-align: left; }
.taalplan-table tbody th { font-weight: 400; }
.taalplan-table tbody tr.percent { font-style: italic; }
.taalplan-table thead th { border-bottom: 1px solid var(--ink); vertical-align: bottom; }
.taalplan-table thead th[scope=colgroup] {
  text-align: center;
  border-inline-start: 1px solid var(--line);
}
.taalplan-table tbody tr { border-bottom: 1px solid var(--line); }
.taalplan-table tbody tr.total :is(th, td) { font-weight: 600; }
.taalplan-table tbody tr.depth-0.total { background: var(--band); }
.taalplan-table tr.depth-1 th { padding-inline-start: 1.8rem; }
.taalplan-table tr.depth-2 th { padding-inline-start: 3rem; }
.taalplan-table sup a { color: inherit; padding-inline-start: .15em; }
.taalplan-table .notes { font-size: .875rem; max-width: 45rem; }
.taalplan-table .visually-hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@media (prefers-color-scheme: dark) {
  .taalplan-table {
    --ink: #ececec;
    --soft: #b4b4b4;
    --line: #555;
    --band: #262626;
    --paper: #161616;
  }
  .taalplan-table .scroll:focus-visible { outline-color: #8ab8ff; }
}
@media (max-width: 40rem) {
  .taalplan-table th, .taalplan-table td { padding: .2rem .4rem; }
  .taalplan-table tbody th, .taalplan-table th.stub {
    min-width: 8rem;
    position: sticky;
    left: 0;
    background: var(--paper);
  }
  .taalplan-table tbody tr.depth-0.total th { background: var(--band); }
  .taalplan-table caption > span { max-width: calc(100vw - 3rem); }
}
@media print {
  .taalplan-table .scroll { overflow: visible; }
  .taalplan-table thead { display: table-header-group; }
  .taalplan-table tr { break-inside: avoid; }
  .taalplan-table tbody tr.depth-0.total { background: none; }
}
"""
"""Style for the fragment: light and dark, print, and scrolling sideways on a small screen."""
