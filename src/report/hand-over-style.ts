/** How the page looks: on a phone, in print, and by night. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #57606a; --line: #d0d7de; --tint: #f6f8fa; --press: #0a5ec0; --warn: #9a3412 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #14181d; --soft: #9aa5b1; --line: #343b44; --tint: #1c2229; --press: #2f7ae0; --warn: #fdba74 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 54rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.5rem; line-height: 1.2; overflow-wrap: anywhere }
h2 { font-size: 1.2rem; margin: 0; overflow-wrap: anywhere }
h2 small { color: var(--soft); font-weight: normal }
section { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 1rem 0 }
section p { margin: .25rem 0 }
.short { color: var(--warn); font-weight: 600 }
.wide { overflow-x: auto; margin: .75rem 0 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top }
th { color: var(--soft); font-weight: 600; font-size: .875rem; background: var(--tint) }
th:first-child, th:nth-child(n+4) { text-align: right }
:is(th, td):nth-child(2) { width: 100% }
.sum { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
td span { color: var(--soft) }
button { font: inherit; font-weight: 600; color: #fff; background: var(--press); border: 0; border-radius: .375rem; padding: .65rem 1rem; min-height: 2.75rem; max-width: 100%; overflow-wrap: anywhere; cursor: pointer }
button:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
@media (max-width: 30rem) { main { padding: .5rem } section { padding: .75rem .5rem } th, td { padding: .3rem } button { width: 100% } }
@media print { :root { --ink: #000; --paper: #fff; --soft: #333; --line: #999; --tint: #fff; --warn: #000 } form { display: none } section, tr { break-inside: avoid } main { max-width: none } }
`

/** What the page lets itself be styled by: the SHA-256 of the above, so that nothing else can. A test holds them together. */
export const STYLE_HASH = 'sha256-fJhzNkIphPsg/o0vh1NZ/oeg3QhEG5vcotLDLSIJarA='
