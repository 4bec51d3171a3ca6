import { barLength } from './bar-length.js'
import { html, swatch } from './html.js'
import { bar } from './page-bar.js'
import { section, type PageSection } from './page-section.js'
import type { Bar, BarChart, Report } from './report.js'

export function chartsSection({ charts }: Report): PageSection {
  const drawn = charts.filter(({ bars }) => bars.length > 0)
  if (drawn.length === 0) return section('charts', 'Charts', '')
  return section('charts', 'Charts', `<div class="charts">\n${drawn.map(chart).join('\n')}\n</div>`)
}

/** A table of three columns: whose bar, the bar, and its number. */
function chart({ title, unit, bars }: BarChart): string {
  const most = Math.max(...bars.map(barLength))
  const kinds = kindsOf(bars)
  return `<div class="chart">
<h3>${html(title)} <small>${html(unit)}</small></h3>
${legend(bars, kinds)}<table>
<thead class="unseen"><tr><th scope="col">What</th><th scope="col">Bar</th><th scope="col">${html(unit)}</th></tr></thead>
<tbody>
${bars.map((one) => barRow(one, { most, kinds })).join('\n')}
</tbody>
</table>
</div>`
}

type Kinds = ReadonlyMap<string, string>

function barRow({ label, text, pieces }: Bar, { most, kinds }: { most: number; kinds: Kinds }): string {
  const isPlain = pieces.every((piece) => piece.label === label)
  const inWords = isPlain ? text : pieces.map((piece) => `${piece.label} ${number(piece.value)}`).join(', ')
  const drawn = bar(pieces, { most, label: inWords, kinds })
  return `<tr><th scope="row">${html(label)}</th><td>${drawn}</td><td>${html(text)}</td></tr>`
}

/** How the pieces of bars look that have several, by their labels. */
function kindsOf(bars: readonly Bar[]): Kinds {
  if (bars.every(({ pieces }) => pieces.length < 2)) return new Map()
  const labels = new Set(bars.flatMap(({ pieces }) => pieces.map(({ label }) => label)))
  return new Map([...labels].map((label, place) => [label, `kind${Math.min(place, LAST_KIND)}`]))
}

const LAST_KIND = 3

function legend(bars: readonly Bar[], kinds: Kinds): string {
  if (kinds.size === 0) return ''
  const rgbs = new Map(bars.flatMap(({ pieces }) => pieces.map(({ label, rgb }) => [label, rgb])))
  const items = [...kinds].map(([label, kind]) => {
    return `<li>${swatch(rgbs.get(label)) || `<i class="${kind}"></i>`} ${html(label)}</li>`
  })
  return `<ul class="legend">${items.join('')}</ul>\n`
}

/** Without what arithmetic adds. */
function number(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2)
}
