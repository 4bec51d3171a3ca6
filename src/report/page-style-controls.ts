/** Search, filters and progress, which stay in sight where there is room. */
export const CONTROLS_STYLE = `
#parts{position:relative}
.views{position:absolute;right:0;top:0;display:flex;margin:0;padding:.2rem;border:1px solid var(--border);border-radius:.6rem;background:var(--tint)}
.views label{padding:.25rem .9rem;border-radius:.4rem;cursor:pointer;color:var(--muted);font-size:.875rem;font-weight:600}
.views input:checked+label{background:var(--paper);color:var(--text);box-shadow:0 0 0 1px var(--border)}
.views input:focus-visible+label{outline:3px solid var(--accent);outline-offset:1px}
#controls{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem 1rem;margin:1rem 0;padding:.6rem 0;background:var(--paper);border-bottom:1px solid var(--border)}
#controls :is(input[type=search],select){font:inherit;color:var(--text);background:var(--tint);border:1px solid var(--muted);border-radius:.5rem;min-height:2.5rem;padding:.3rem .7rem;max-width:100%}
#controls>label{min-width:0;max-width:100%}
.search{flex:1 1 14rem;max-width:24rem}
.search input{width:100%}
.ticks{display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.tick{display:flex;align-items:center;gap:.4rem;min-height:2rem;cursor:pointer}
.tick input{width:1.15rem;height:1.15rem;margin:0;accent-color:var(--accent)}
.progress{display:flex;align-items:center;gap:.75rem;margin-left:auto;font-variant-numeric:tabular-nums}
progress{appearance:none;width:8rem;height:.6rem;border:1px solid var(--muted);border-radius:.3rem;background:var(--tint);overflow:hidden}
progress::-webkit-progress-bar{background:var(--tint)}
progress::-webkit-progress-value{background:var(--good)}
progress::-moz-progress-bar{background:var(--good)}
#reset{font-weight:500;color:var(--muted)}
#shown{flex:1 1 100%;margin:0;color:var(--muted);font-size:.875rem}
#shown:empty{display:none}
.nothing{padding:2rem;text-align:center;max-width:none}
@media (min-width:62rem) and (min-height:40rem){#controls{position:sticky;top:0;z-index:5}}
@media (max-width:40rem){.views{position:static;width:max-content}.search{max-width:none;flex-basis:100%}.progress{margin:0;width:100%;flex-wrap:wrap;justify-content:space-between}progress{flex:1 1 100%;width:auto}}
`
