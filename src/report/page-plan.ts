import { count } from '../core/count.js'
import { html, htmlLines, link } from './html.js'
import { lotsById } from './lots-by-id.js'
import { lotLink } from './page-price.js'
import { section, type PageSection } from './page-section.js'
import type { LotShown, PlanShown, Report, StoreShown } from './report.js'

/** What to buy where, with what fills carts and wanted lists. */
export function planSection({ plan, groups }: Report): PageSection {
  if (!plan) return section('plan', 'Where to buy', '')
  const lots = lotsById({ groups })
  const { total, coverage, proof, stores, others } = plan
  const content = `<p class="sum"><b>${html(total)}</b> for ${html(coverage)} from ${html(count(stores.length, 'store'))}, with postage</p>
<p>${html(proof)}</p>
<div class="parcels">
${stores.map((store, place) => storeCard(store, { place, lots })).join('\n')}
</div>
${others.length === 0 ? '' : othersTable(others)}`
  return section('plan', 'Where to buy', content)
}

function storeCard(store: StoreShown, { place, lots }: { place: number; lots: ReadonlyMap<string, LotShown> }): string {
  const { name, country, url, currency, total, goods, postage, extra } = store
  const sums = [`parts ${goods}`, `postage ${postage}`, ...(extra === undefined ? [] : [extra])]
  const conditions = new Set(store.lots.map(({ condition }) => condition))
  const isMixed = conditions.size > 1
  const all = isMixed ? '' : [...conditions].map((condition) => `, all ${condition}`).join('')
  const rows = store.lots.map((lot) => takeRow(lot, { shown: lots.get(lot.id), isMixed }))
  return `<article class="store" aria-labelledby="store-${place}">
<h3 id="store-${place}">${link(url, name)}${country === undefined ? '' : ` <small>${html(country)}</small>`}<b>${html(total)}</b></h3>
<p>${html(`${count(store.lots.length, 'lot')}, ${count(pieces(store), 'part')}${all}: ${sums.join(', ')}`)}</p>
${cartForm(store)}${wantedList(store, place)}
<table class="list">
<thead><tr><th scope="col" class="qty">Qty</th><th scope="col">Part</th><th scope="col" class="amount">Each</th><th scope="col" class="amount">${html(currency)}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</article>`
}

function pieces({ lots }: StoreShown): number {
  return lots.reduce((sum, { quantity }) => sum + quantity, 0)
}

function takeRow(
  { id, quantity, each, total, condition, remarks }: StoreShown['lots'][number],
  { shown, isMixed }: { shown: LotShown | undefined; isMixed: boolean },
): string {
  const what = shown ? lotLink(shown) : html(id)
  const more = [...(isMixed ? [condition] : []), ...(remarks === undefined ? [] : [remarks])].join('; ')
  return `<tr><td class="qty"><b>${quantity}x</b></td><td>${what}${more === '' ? '' : ` <small>${html(more)}</small>`}</td><td class="amount">${html(each)}</td><td class="amount">${html(total)}</td></tr>`
}

/** Sends to nobody but Brick Owl, as the policy of the page has it, too. */
function cartForm({ name, lots, cart }: StoreShown): string {
  if (!cart || !/^https:\/\/[a-z0-9-]+\.brickowl\.com\//.test(cart.action)) return ''
  const fields = cart.fields.map(
    (field) => `<input type="hidden" name="${html(field.name)}" value="${html(field.value)}">`,
  )
  const button = `Put ${count(lots.length, 'lot')} into the cart at ${name}`
  return `<form method="post" action="${html(cart.action)}" target="_blank" rel="noopener">${fields.join('')}<button>${html(button)}</button></form>\n`
}

function wantedList({ name, wanted }: StoreShown, place: number): string {
  if (wanted === undefined) return ''
  const file = `wanted-${fileName(name) || place + 1}.xml`
  const address = `data:application/xml;charset=utf-8,${encodeURIComponent(wanted.replaceAll(/\p{Cs}/gu, '\uFFFD'))}`
  return `<details class="wanted"><summary>Wanted list</summary>
<p><a href="${html(address)}" download="${html(file)}">Download ${html(file)}</a>, or copy this into <a href="https://www.bricklink.com/v2/wanted/upload.page" rel="noreferrer">BrickLink's upload page</a>:</p>
<textarea readonly rows="6" spellcheck="false" aria-label="${html(`Wanted list for ${name}`)}">
${htmlLines(wanted)}</textarea>
<button class="copy" type="button" hidden>Copy</button>
</details>
`
}

/** Letters that all systems take. */
function fileName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 40)
}

function othersTable(others: PlanShown['others']): string {
  const rows = others.map(({ name, total, stores, coverage }) => {
    return `<tr><th scope="row">${html(name)}</th><td>${stores}</td><td>${html(coverage)}</td><td class="amount"><b>${html(total)}</b></td></tr>`
  })
  return `<h3>Other plans</h3>
<table class="list">
<thead><tr><th scope="col">Plan</th><th scope="col">Stores</th><th scope="col">Parts</th><th scope="col" class="amount">Total</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`
}
