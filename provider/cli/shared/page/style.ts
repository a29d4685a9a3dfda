/** How the page looks: light and dark, wide and narrow, on paper. Its text is in the page's policy. */
export const STYLE = `
:root {
  --ground: #f4f6f8; --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d8dee4; --soft: #eef1f4; --link: #0b5cad;
  --inactive: #c62a33; --silent: #b26a00; --unknown: #7559a6; --changed: #1f6fb8; --ok: #1a7f4b; --paused: #8a94a0;
  --inactive-ink: #9f1c24; --silent-ink: #7a4a00; --unknown-ink: #573d85; --changed-ink: #15518a; --ok-ink: #116336; --paused-ink: #57606a;
  --inactive-wash: #fdeeee; --silent-wash: #fff5e0; --unknown-wash: #f3eefb; --changed-wash: #e8f2fc; --ok-wash: #e7f6ed; --paused-wash: #eef1f4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --paper: #161b22; --ink: #e6edf3; --faint: #9aa6b2; --line: #30363d; --soft: #21262d; --link: #6cb2ff;
    --inactive: #f0616a; --silent: #e2a33c; --unknown: #a78bdb; --changed: #5ba7ec; --ok: #3fb871; --paused: #717b86;
    --inactive-ink: #ff9aa0; --silent-ink: #f2c572; --unknown-ink: #cdb8f2; --changed-ink: #9ccbfa; --ok-ink: #7bdda4; --paused-ink: #a9b3bd;
    --inactive-wash: #3a1a1e; --silent-wash: #33270f; --unknown-wash: #271f38; --changed-wash: #132a40; --ok-wash: #12301f; --paused-wash: #21262d;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; padding: 28px 24px 40px; max-width: 1240px; background: var(--ground); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif; overflow-wrap: break-word; }
h1 { margin: 0; font-size: 26px; line-height: 1.2; letter-spacing: -.01em; }
h2 { margin: 0 0 14px; font-size: 16px; }
h3 { margin: 0; font-size: 15px; }
p { margin: 0; }
header { margin-bottom: 20px; }
.note, small { color: var(--faint); font-size: 13px; }
small { display: block; line-height: 1.35; }
bdi, code { overflow-wrap: anywhere; }
.number, b { font-variant-numeric: tabular-nums; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.card { margin-top: 16px; padding: 18px 20px; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; }
.mark { width: 16px; height: 16px; flex: none; fill: var(--unknown); }
.mark .on { fill: none; stroke: var(--paper); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.mark.inactive, .bar .inactive { fill: var(--inactive); }
.mark.silent, .bar .silent { fill: var(--silent); }
.mark.unknown, .bar .unknown { fill: var(--unknown); }
.mark.changed, .bar .changed { fill: var(--changed); }
.mark.ok, .bar .ok { fill: var(--ok); }
.mark.paused, .bar .paused { fill: var(--paused); }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 12px; margin: 0; padding: 0; list-style: none; }
.tile { padding: 14px 16px; background: var(--paper); border: 1px solid var(--line); border-radius: 12px; border-top: 4px solid var(--line); }
.tile .label { display: flex; align-items: center; gap: 7px; font-size: 13px; font-weight: 600; }
.tile b { display: block; margin: 4px 0 2px; font-size: 30px; line-height: 1.15; letter-spacing: -.02em; }
.tile .note { display: block; line-height: 1.3; }
.tile.none b { color: var(--faint); font-weight: 500; }
.tile.all { border-top-color: var(--ink); }
.tile.inactive { border-top-color: var(--inactive); } .tile.inactive b { color: var(--inactive-ink); }
.tile.silent { border-top-color: var(--silent); } .tile.silent b { color: var(--silent-ink); }
.tile.unknown { border-top-color: var(--unknown); } .tile.unknown b { color: var(--unknown-ink); }
.tile.changed { border-top-color: var(--changed); } .tile.changed b { color: var(--changed-ink); }
.tile.ok { border-top-color: var(--ok); } .tile.ok b { color: var(--ok-ink); }
.tile.paused { border-top-color: var(--paused); }

.bar { display: block; width: 100%; height: 14px; border-radius: 4px; overflow: hidden; }
.bar rect { stroke: var(--paper); stroke-width: 1.5px; }
.whole .bar { height: 22px; border-radius: 6px; }
.whole .legend + h2 { margin-top: 18px; }
.legend { display: flex; flex-wrap: wrap; gap: 6px 18px; margin: 12px 0 0; padding: 0; list-style: none; font-size: 13px; }
.legend li { display: flex; align-items: center; gap: 6px; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; align-items: start; }
.pair > :only-child { grid-column: 1 / -1; }
.plot table { width: 100%; border-collapse: collapse; table-layout: fixed; }
.plot th, .plot td { padding: 5px 0; text-align: left; vertical-align: middle; font-weight: 400; }
.plot .labels { width: 40%; } .plot .totals { width: 64px; }
.plot tbody th { padding-right: 14px; line-height: 1.3; }
.plot tbody th .note { display: block; font-size: 12px; }
.plot .number { text-align: right; white-space: nowrap; font-weight: 600; }
.plot summary { margin-top: 8px; color: var(--link); cursor: pointer; font-size: 13px; }

.drifts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); gap: 12px; margin-top: 14px; }
.drift { padding: 14px 16px; border: 1px solid var(--line); border-left: 4px solid var(--silent); border-radius: 8px; min-width: 0; }
.drift p { margin: 2px 0 8px; }
.drift table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 13px; }
.drift th, .drift td { padding: 5px 8px 5px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
.drift thead th { border-top: 0; color: var(--faint); }
.drift tbody th { font-weight: 600; }
code { font: 12.5px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
.fine { margin-top: 10px; }

.filters { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; margin-bottom: 16px; }
.filters label { display: grid; gap: 4px; font-size: 13px; min-width: 0; }
.filters label > span { color: var(--faint); }
.filters .search { flex: 1 1 240px; }
.filters select { max-width: 220px; }
input, select, button { font: inherit; color: inherit; }
input, select { width: 100%; min-height: 38px; padding: 6px 10px; background: var(--paper); border: 1px solid var(--faint); border-radius: 8px; }
::placeholder { color: var(--faint); opacity: 1; }
.chips { display: flex; flex-wrap: wrap; gap: 8px; flex: 1 1 100%; }
.chip { display: inline-flex; align-items: center; gap: 7px; min-height: 34px; padding: 4px 12px; background: var(--paper); border: 1px solid var(--line); border-radius: 17px; cursor: pointer; font-size: 13px; }
.chip .number { color: var(--faint); }
.chip[aria-pressed="true"] { background: var(--soft); border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
.plain { padding: 0; background: none; border: 0; color: var(--link); cursor: pointer; text-decoration: underline; }
.shown { flex: 1 1 100%; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }

table.rows { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 14px; }
table.rows th, table.rows td { padding: 9px 14px 9px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
table.rows small, table.rows td { overflow-wrap: anywhere; }
table.rows thead th { padding-top: 0; border-top: 0; color: var(--faint); font-size: 13px; }
table.rows tr.row > :first-child { padding-left: 14px; }
table.rows tr.row > th > bdi { font-weight: 600; }
table.rows thead th:first-child { padding-left: 14px; }
table.rows .problem th { padding: 12px 14px; border-top: 0; border-left: 4px solid var(--unknown); background: var(--unknown-wash); }
table.rows tbody + tbody .problem th { border-top: 14px solid var(--paper); }
table.rows .problem .mark { margin-right: 8px; vertical-align: -3px; }
table.rows .problem .what { font-weight: 600; }
table.rows .problem .todo { display: block; margin: 3px 0 0 24px; font-size: 13.5px; }
table.rows .inactive th { border-left-color: var(--inactive); background: var(--inactive-wash); }
table.rows .silent th { border-left-color: var(--silent); background: var(--silent-wash); }
table.rows .changed th { border-left-color: var(--changed); background: var(--changed-wash); }
table.rows .ok th { border-left-color: var(--ok); background: var(--ok-wash); }
table.rows .paused th { border-left-color: var(--paused); background: var(--paused-wash); }
table.rows .id { font-variant-numeric: tabular-nums; }
.badge { display: inline-flex; align-items: center; gap: 6px; font-weight: 600; white-space: nowrap; }
.badge.inactive { color: var(--inactive-ink); } .badge.silent { color: var(--silent-ink); } .badge.unknown { color: var(--unknown-ink); }
.badge.changed { color: var(--changed-ink); }
.badge.ok { color: var(--ok-ink); } .badge.paused { color: var(--paused-ink); }
.warn { color: var(--silent-ink); font-weight: 600; }
.empty { padding: 12px 0; color: var(--faint); }
footer { margin-top: 20px; }

@media (max-width: 860px) { .pair { grid-template-columns: 1fr; gap: 0; } }
@media (max-width: 700px) {
  body { padding: 18px 12px 28px; }
  h1 { font-size: 22px; }
  .card { padding: 16px 14px; }
  .tiles { grid-template-columns: repeat(2, 1fr); gap: 8px; }
  .tiles li:first-child:nth-last-child(odd) { grid-column: span 2; }
  .tile { padding: 10px 12px; }
  .tile b { font-size: 24px; }
  .plot { font-size: 14px; }
  .plot .labels { width: 50%; } .plot .totals { width: 56px; }
  .drift thead th:first-child { width: 42%; }
  .filters label { flex: 1 1 130px; }
  .filters .search { flex-basis: 100%; }
  .filters select { max-width: none; }
  table.rows, table.rows tbody, table.rows tr, table.rows th, table.rows td { display: block; }
  table.rows { table-layout: auto; }
  table.rows thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.rows tbody + tbody { margin-top: 14px; }
  table.rows tbody + tbody .problem th { border-top: 0; }
  table.rows tr.row { padding: 10px 0; border-top: 1px solid var(--line); }
  table.rows tr.problem + tr.row { border-top: 0; }
  table.rows tr.row > :first-child { width: auto; padding: 0 4px 4px; }
  table.rows tr.row > * { padding: 2px 4px; border-top: 0; }
  table.rows tr.row > td { display: grid; grid-template-columns: 110px 1fr; gap: 0 10px; }
  table.rows tr.row > td::before { content: attr(data-label); color: var(--faint); font-size: 13px; }
  table.rows tr.row > td > small { grid-column: 2; }
}
@media print {
  :root { --ground: #fff; --paper: #fff; --ink: #000; --faint: #444; --line: #bbb; --soft: #eee; color-scheme: light;
    --inactive: #c62a33; --silent: #b26a00; --unknown: #7559a6; --changed: #1f6fb8; --ok: #1a7f4b; --paused: #8a94a0;
    --inactive-ink: #9f1c24; --silent-ink: #7a4a00; --unknown-ink: #573d85; --changed-ink: #15518a; --ok-ink: #116336; --paused-ink: #57606a;
    --inactive-wash: #fdeeee; --silent-wash: #fff5e0; --unknown-wash: #f3eefb; --changed-wash: #e8f2fc; --ok-wash: #e7f6ed; --paused-wash: #eef1f4; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { padding: 0; max-width: none; font-size: 11px; }
  .filters { display: none; }
  .card { padding: 10px; break-inside: auto; }
  .plot, .drift, .tile, tr { break-inside: avoid; }
  table.rows thead { display: table-header-group; }
  small, .note, .plot tbody th .note, .legend, .tile .label, table.rows thead th, table.rows .problem .todo, .drift table { font-size: 10px; }
  code { font-size: 9.5px; }
  table.rows { font-size: 11px; }
  table.rows th, table.rows td { padding-right: 6px; }
}
`;
