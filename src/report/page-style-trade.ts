/** What it costs and where to buy it, and the bars. */
export const TRADE_STYLE = `
.sum b{font-size:1.75rem;margin-right:.25rem;font-variant-numeric:tabular-nums}
.list{border-collapse:collapse;width:100%;max-width:64rem;text-align:left;font-size:.9375rem}
.list :is(th,td){padding:.35rem .6rem;border-bottom:1px solid var(--border);vertical-align:top}
.list :is(th,td):first-child{padding-left:0}
.list :is(th,td):last-child{padding-right:0}
.list thead th{font-size:.8125rem;font-weight:600;color:var(--muted)}
.list tbody th{font-weight:600}
.list .amount{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.list .qty{width:1%;text-align:right;white-space:nowrap}
.list td{overflow-wrap:anywhere}
.shade{color:var(--muted)}
.parcels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,34rem),1fr));gap:1.25rem;align-items:start;margin:1.25rem 0}
.store{border:1px solid var(--border);border-radius:.75rem;padding:1rem 1.25rem 1.25rem;min-width:0}
.store h3{margin:0;font-size:1.1875rem;display:flex;gap:.5rem;align-items:baseline}
.store h3 b{margin-left:auto;white-space:nowrap;font-variant-numeric:tabular-nums}
.store>p{color:var(--muted);font-size:.9375rem}
.store form button{color:var(--on-accent);background:var(--accent);border-color:var(--accent);max-width:100%;margin:.5rem 0;overflow-wrap:anywhere}
.wanted{margin:.5rem 0}
summary{cursor:pointer;color:var(--accent);font-weight:600;padding:.35rem 0}
textarea{width:100%;font:.8125rem/1.4 ui-monospace,monospace;color:var(--text);background:var(--tint);border:1px solid var(--muted);border-radius:.4rem;padding:.5rem;resize:vertical}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,30rem),1fr));gap:1.5rem 3rem;align-items:start}
.chart h3{margin-top:.5rem}
.chart table{width:100%;border-collapse:collapse;font-size:.875rem}
.chart th{font-weight:400;text-align:left;width:10.5rem;min-width:6.5rem;padding:.15rem .75rem .15rem 0;overflow-wrap:anywhere;line-height:1.25}
.chart td:last-child{width:1%;text-align:right;white-space:nowrap;padding-left:.75rem;font-variant-numeric:tabular-nums}
.bar{display:block;width:100%;height:1rem;overflow:visible}
.bar rect{stroke:#7d8791;stroke-width:1;vector-effect:non-scaling-stroke}
.kind0{fill:var(--bar);background:var(--bar)}
.kind1{fill:#e3a008;background:#e3a008}
.kind2{fill:#8d6bb8;background:#8d6bb8}
.kind3{fill:#7d8791;background:#7d8791}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0 0 .5rem;padding:0;font-size:.875rem}
.legend i{display:inline-block;width:1em;height:1em;border-radius:.2em;border:1px solid #7d8791;margin-right:.35em;vertical-align:-.12em}
.halves{display:flex;flex-wrap:wrap;gap:.25rem 2rem;max-width:48rem}
.halves .bar{height:1.25rem;margin:.5rem 0 .25rem}
`
