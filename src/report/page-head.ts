import { count } from '../core/count.js'
import { html, picture } from './html.js'
import type { PageSection } from './page-section.js'
import type { ModelShown, PriceShown, Report } from './report.js'

/** What it is, how much of it there is, and what it comes to, at a look; and the ways to the sections. */
export function pageHead(report: Report, sections: readonly PageSection[]): string {
  const { title, source, asOf, model } = report
  const from = source === title ? '' : `${html(source)} <span aria-hidden="true">·</span> `
  return `<header class="head${model ? ' with-model' : ''}">
<button id="theme" type="button" hidden>Dark</button>
<div class="facts">
<h1${/[^\s_./-]{13}/u.test(title) ? ' class="long"' : ''}>${html(title)}</h1>
<p class="source">${from}<time datetime="${html(asOf)}">${html(asOf)}</time></p>
<ul class="figures">
${figures(report)
  .map(({ text, label, to }) => `<li>${figure(text, label, to)}</li>`)
  .join('\n')}
</ul>
<nav aria-label="Sections"><ul>
${sections.map(({ id, title: name }) => `<li><a href="#${id}">${html(name)}</a></li>`).join('\n')}
</ul></nav>
</div>
${model ? modelFigure(model) : ''}
</header>`
}

function modelFigure({ image }: ModelShown): string {
  return `<figure id="model">${picture(image)}<button id="turn" type="button" hidden>Turn it</button></figure>`
}

interface Figure {
  text: string
  label: string
  /** The section that tells more. */
  to?: string
}

function figures({ counts, owned, price, plan }: Report): Figure[] {
  const { pieces, lots, parts, colors } = counts
  const shown: Figure[] = [
    { text: String(pieces), label: pieces === 1 ? 'part' : 'parts' },
    { text: String(lots), label: lots === 1 ? 'lot' : 'lots' },
    { text: String(parts), label: parts === 1 ? 'kind of part' : 'kinds of parts' },
    { text: String(colors), label: colors === 1 ? 'color' : 'colors' },
  ]
  if (owned) shown.push({ text: String(owned.missing.pieces), label: 'missing', to: 'owned' })
  if (price) shown.push({ text: price.total, label: priceLabel(price, owned), to: 'price' })
  if (plan)
    shown.push({
      text: plan.total,
      label: `for ${plan.coverage}, from ${count(plan.stores.length, 'store')}`,
      to: 'plan',
    })
  return shown
}

/** Of what is owned, too: it is the order that is of the rest. */
function priceLabel({ unpriced }: PriceShown, owned: Report['owned']): string {
  const price = owned ? 'price of all' : 'price'
  return unpriced.pieces === 0 ? price : `${price}, without ${count(unpriced.pieces, 'part')}`
}

function figure(text: string, label: string, to: string | undefined): string {
  const content = `<b>${html(text)}</b> ${html(label)}`
  return to === undefined ? `<span>${content}</span>` : `<a href="#${to}">${content}</a>`
}
