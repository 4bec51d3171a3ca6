import { count } from '../core/count.js'
import { html, swatch } from './html.js'
import { lotsById } from './lots-by-id.js'
import { anchorOf } from './page-lot.js'
import { section, type PageSection } from './page-section.js'
import type { LotShown, PriceShown, Report } from './report.js'

export function priceSection({ price, groups }: Report): PageSection {
  if (!price) return section('price', 'Price', '')
  const { currency, total, basis, priced, unpriced, dearest } = price
  const lots = lotsById({ groups })
  const rest =
    unpriced.lots === 0
      ? ''
      : `<p class="warn">${html(`Without a price: ${count(unpriced.pieces, 'part')} in ${count(unpriced.lots, 'lot')}.`)}</p>`
  const content = `<p class="sum"><b>${html(total)}</b> for ${html(`${count(priced.pieces, 'part')} in ${count(priced.lots, 'lot')}`)}</p>
<p>${html(basis)}</p>
${rest}
${dearest.length === 0 ? '' : dearestTable(dearest, { currency, lots })}`
  return section('price', 'Price', content)
}

function dearestTable(
  dearest: PriceShown['dearest'],
  { currency, lots }: { currency: string; lots: ReadonlyMap<string, LotShown> },
): string {
  const rows = dearest.flatMap(({ lot: id, pieces, total, each }) => {
    const lot = lots.get(id)
    if (!lot) return []
    return [
      `<tr><td class="qty"><b>${pieces}x</b></td><td>${lotLink(lot)}</td><td class="amount">${html(each)}</td><td class="amount"><b>${html(total)}</b></td></tr>`,
    ]
  })
  return `<h3>Dearest lots</h3>
<table class="list">
<thead><tr><th scope="col" class="qty">Qty</th><th scope="col">Part</th><th scope="col" class="amount">Each</th><th scope="col" class="amount">${html(currency)}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`
}

/** A lot in few words, and the way to its picture. */
export function lotLink({ id, part, name, color }: LotShown): string {
  return `<a href="#${anchorOf(id)}">${html(part)}</a> ${html(name)} <span class="shade">${swatch(color.rgb)}${html(color.name)}</span>`
}
