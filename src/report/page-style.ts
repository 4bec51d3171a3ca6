import { CONTROLS_STYLE } from './page-style-controls.js'
import { PARTS_STYLE } from './page-style-parts.js'
import { PRINT_STYLE } from './page-style-print.js'
import { TRADE_STYLE } from './page-style-trade.js'
import { VIEW_STYLE } from './page-style-view.js'

/** By day: dark on white, panels in the light blue of booklets. */
const LIGHT = `--text:#17212b;--muted:#51606e;--border:#cdd6de;--paper:#fff;--panel:#dcebf6;--panel-line:#8fbbd6;--tint:#f2f6f9;--accent:#0a58a8;--on-accent:#fff;--good:#17663a;--warn:#9a3412;--bar:#2f7fc1;--stage:none`

/** By night. Panels are light enough for black parts to be seen on them, and dark enough for white ones. */
const DARK = `--text:#e8eef3;--muted:#a9b7c4;--border:#33404d;--paper:#11171d;--panel:#3d5468;--panel-line:#56738c;--tint:#1a222b;--accent:#8cc4f5;--on-accent:#0b1a28;--good:#9be5b4;--warn:#ffc49b;--bar:#4f9ddb;--stage:radial-gradient(closest-side,#4a6176,#28353f 75%,#11171d)`

/** How the page looks: wide and narrow, by day and by night, and on paper. */
export const PAGE_STYLE = `
:root{color-scheme:light;${LIGHT}}
@media (prefers-color-scheme:dark){:root{color-scheme:dark;${DARK}}}
:root[data-theme=light]{color-scheme:light;${LIGHT}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
@media print{:root,:root[data-theme]{color-scheme:light;${LIGHT}}}
*{box-sizing:border-box}
html{scroll-padding-top:6rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--text);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
.head,main,footer{max-width:96rem;margin:0 auto;padding:0 clamp(1rem,3vw,2.5rem)}
[hidden]{display:none!important}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;padding:0;border:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;z-index:9;padding:.6rem 1rem;background:var(--accent);color:var(--on-accent);border-radius:0 0 .5rem .5rem}
.skip:focus{top:0}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:1px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:.2rem}
button{font:inherit;font-weight:600;color:var(--accent);background:var(--paper);border:1px solid var(--border);border-radius:.5rem;padding:.4rem .9rem;min-height:2.5rem;cursor:pointer}
button:hover{border-color:var(--accent)}
small{font-size:.8125rem;font-weight:400;color:var(--muted)}
h1,h2,h3{line-height:1.15;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:1.75rem;letter-spacing:-.01em;margin:0 0 .75rem}
h3{font-size:1.0625rem;margin:1.5rem 0 .5rem}
section{margin:3.5rem 0}
section p{margin:.35rem 0;max-width:70ch}
.good{color:var(--good)}
.warn{color:var(--warn)}
.swatch{width:1em;height:1em;margin-right:.4em;vertical-align:-.12em}
.swatch rect{stroke:var(--muted);stroke-width:1}
.head{position:relative;display:grid;gap:1.5rem 3rem;align-items:center;padding-top:3.5rem}
h1{font-size:clamp(2.25rem,5.2vw,4.25rem);font-weight:800;letter-spacing:-.03em;line-height:1;margin:0}
h1.long{font-size:clamp(1.5rem,3vw,2.25rem)}
.source{color:var(--muted);margin:.75rem 0 1.5rem;overflow-wrap:anywhere}
.figures{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:1rem 2rem}
.figures :is(a,span){display:block;color:var(--muted);text-decoration:none;line-height:1.3}
.figures a:hover{text-decoration:underline}
.figures b{display:block;font-size:1.75rem;font-weight:700;line-height:1.15;color:var(--text);font-variant-numeric:tabular-nums}
.figures a b{color:var(--accent)}
nav ul{list-style:none;margin:1.75rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
nav a{display:inline-block;padding:.35rem 0}
#theme{position:absolute;top:.75rem;right:clamp(1rem,3vw,2.5rem);min-height:2.25rem;padding:.2rem .8rem;font-size:.875rem;font-weight:500;color:var(--muted)}
#model{position:relative;margin:0;min-width:0;text-align:center;background:var(--stage)}
#model img{max-width:100%;height:auto;vertical-align:top}
#turn{display:block;margin:.5rem 0 0 auto}
.source time{white-space:nowrap}
@media (min-width:62rem){.with-model{grid-template-columns:minmax(0,2fr) minmax(0,3fr)}}
@media (max-width:30rem){.figures{gap:.75rem 1.5rem}.figures b{font-size:1.375rem}section{margin:2.5rem 0}}
footer{border-top:1px solid var(--border);margin-top:4rem;padding-top:1.25rem;padding-bottom:3rem;color:var(--muted);font-size:.8125rem}
footer p{margin:.2rem 0;max-width:90ch}
.notes{padding-left:1.2rem;max-width:80ch}
.notes li{margin:.35rem 0;overflow-wrap:anywhere}
${PARTS_STYLE}${CONTROLS_STYLE}${TRADE_STYLE}${VIEW_STYLE}${PRINT_STYLE}`
