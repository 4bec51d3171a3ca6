/** The list as in a booklet, and, when its reader wishes or there is nothing to see, as a table. */
export const PARTS_STYLE = `
#lots{display:flex;flex-wrap:wrap;gap:1rem;width:100%;border-spacing:0;text-align:left}
#lots thead{display:none}
.group{display:flex;flex-wrap:wrap;align-items:baseline;gap:1.1rem 1.6rem;flex:1 1 100%;min-width:0;padding:.9rem 1.2rem 1.2rem;background:var(--panel);border:1px solid var(--panel-line);border-radius:.75rem}
.narrow{flex:1 1 auto;max-width:100%;min-width:min(100%,15rem);align-content:flex-start}
.narrow .band{contain:inline-size}
.band{flex:1 1 100%;display:flex}
.band th{display:flex;flex:1;align-items:baseline;justify-content:space-between;gap:.25rem 1rem;flex-wrap:wrap;padding:0;font-weight:400}
.band h3{margin:0;font-size:1rem}
.band small{margin-left:.35em}
.band .done{font-size:.8125rem;color:var(--text);font-variant-numeric:tabular-nums}
#lots small{color:inherit;opacity:.86}
.lot{position:relative;display:flex;flex-direction:column;align-items:flex-start;border-radius:.4rem;scroll-margin-top:8rem}
.lot td{display:none;padding:0}
.lot :is(.pic,.part){display:block}
.lot .qty{display:flex;align-items:center;gap:.35rem;margin-top:.3rem;font-size:1.0625rem;line-height:1.3;font-variant-numeric:tabular-nums}
.lot .qty i{font:600 .75rem/1 inherit;font-style:normal;min-width:1.4rem;height:1.4rem;padding:0 .25rem;border:1.5px solid currentColor;border-radius:.7rem;display:grid;place-items:center;background:var(--paper);color:var(--text);font-size:.75rem;font-weight:600}
.lot .part{font-size:.75rem;line-height:1.35;max-width:9.5rem;overflow-wrap:anywhere}
.lot .part small{display:block;font-size:inherit}
.lot .own{display:block;font-size:.75rem;line-height:1.35}
.lot .pic img{display:block;max-width:100%;height:auto;transition:opacity .15s}
.lot:target{outline:3px solid var(--accent);outline-offset:6px}
.unpictured .pic{display:none}
[data-script] .lot .found{display:block;position:absolute;inset:-.4rem}
.found input{appearance:none;position:absolute;inset:0;width:100%;height:100%;margin:0;border-radius:.5rem;cursor:pointer}
[data-script] .lot .qty::after{content:"";display:grid;place-items:center;width:1.05rem;height:1.05rem;border:1.5px solid var(--text);border-radius:.25rem;opacity:.45;font-size:.875rem;line-height:1}
.lot:hover .qty::after{opacity:1;background:var(--paper)}
.lot:has(:checked) .qty::after{content:"✓"!important;opacity:1;background:var(--good);border-color:var(--good);color:var(--paper)}
.lot:has(:checked) .pic img{opacity:.22}
.remark{color:var(--muted);font-size:.875rem}
body:has(#as-table:checked){
.wide{overflow-x:auto}
#lots{display:table;border-collapse:collapse}
#lots thead{display:table-header-group}
.group{display:table-row-group;background:none;border:0}
.band,.lot{display:table-row}
.lot td,.band th{display:table-cell}
.band th{background:var(--panel);padding:.5rem .75rem}
.band .done{float:right}
#lots thead th,.lot td{padding:.35rem .5rem;vertical-align:middle;border-bottom:1px solid var(--border)}
#lots thead th{font-size:.8125rem;color:var(--muted);vertical-align:bottom}
#lots :is(.qty,.each,.sum){text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.lot :is(.part,.own,.numbers,.element,.stores){font-size:.875rem;margin:0}
.lot .qty i{display:inline-grid;margin-left:.35rem}
.lot .numbers a{display:inline-block;line-height:1.5rem;white-space:nowrap}
.lot .pic img{max-height:3rem;width:auto;max-width:5rem;margin:auto}
.lot .pic{background:var(--panel);text-align:center}
.lot .name{width:40%;min-width:10rem}
.lot :is(.part,.color){white-space:nowrap;max-width:none}
.lot:hover{background:var(--tint)}
.lot .qty::after{content:none!important}
.lot .found{position:static!important;text-align:center}
.found input{appearance:auto;position:static;width:1.25rem;height:1.25rem;accent-color:var(--good)}
thead button{all:unset;cursor:pointer;font-weight:600}
thead button:hover{color:var(--accent)}
thead button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
thead button::after{content:" ↕";opacity:.5}
[aria-sort=ascending] button::after{content:" ↑";opacity:1}
[aria-sort=descending] button::after{content:" ↓";opacity:1}
}
html:not([data-script]) :is(td,th).found{display:none!important}
@media (max-width:70rem){body:has(#as-table:checked){
#lots,.group,.band,.band th{display:block}
#lots thead{display:block;margin-bottom:.5rem}
#lots thead tr{display:flex;flex-wrap:wrap;gap:.4rem 1rem}
#lots thead th{display:block;padding:.2rem 0;border:0}
#lots thead th:not([data-sort]){display:none}
.group{margin-top:1rem;padding:0}
.lot{display:block;position:relative;padding:.6rem 2.5rem .6rem 6.5rem;min-height:4.2rem;border-bottom:1px solid var(--border)}
.lot td{display:inline-block;padding:0 .6rem 0 0;border:0}
.lot td:empty{display:none}
.lot .name{display:block;width:auto;padding:0}
.lot .pic{display:grid;place-items:center;position:absolute;left:0;top:.4rem;width:5.5rem;height:3.6rem;padding:.2rem;border-radius:.4rem}
.lot .pic img{max-width:5rem}
.lot .part small{display:inline;margin-left:.4em}
.lot .numbers br{display:none}
.lot .numbers a{margin-right:.6rem}
.lot .sum{font-weight:600}
.lot .each:not(:empty)::after{content:" each"}
.lot .found{position:absolute!important;right:.25rem;top:.6rem;inset-inline-start:auto;padding:0}
.found input{width:1.5rem;height:1.5rem}
}}
`
