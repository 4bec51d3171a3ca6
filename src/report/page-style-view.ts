/** The model that is turned, in the place of its picture: what `page/view-panel.ts` makes. */
export const VIEW_STYLE = `
.turning>img,.turning>#turn{display:none}
.view-canvas{display:block;margin-inline:auto;max-width:100%;cursor:grab;touch-action:none;border-radius:6px}
.view-canvas:active{cursor:grabbing}
.view-canvas:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.view-bar{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;justify-content:center;margin-top:.5rem}
.view-bar label{display:flex;gap:.5rem;align-items:center;flex:0 1 24rem;min-width:0}
.view-bar input{flex:1;min-width:4rem}
.view-bar output{white-space:nowrap;font-variant-numeric:tabular-nums}
.view-hint{margin:.5rem 0 0;text-align:center;font-size:.85em;color:var(--muted)}
@media print{.turning>img{display:revert}.view-canvas,.view-bar,.view-hint{display:none}}`
