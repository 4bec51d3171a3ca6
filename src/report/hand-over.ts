import { count } from '../core/count.js'
import { addMoney, decimalOf, moneyText, nothing, roundMoney, type Money } from '../core/trade/money.js'
import { STYLE, STYLE_HASH } from './hand-over-style.js'
import { html } from './html.js'

/** What to put into carts at Brick Owl, and on a wishlist. */
export interface HandOver {
  /** What it is for: `castle.io`. */
  list: string
  /** How many lots that has. */
  lots: number
  /** When it was so: ISO 8601. */
  asOf: string
  shops: Shop[]
  /** What nobody has, or not enough of. */
  wishes: Wish[]
  /** All stores together make the order, instead of each being one to choose. */
  isPlan?: true
}

export interface Shop {
  name: string
  country?: string
  /** Where it is: only `https://STORE.brickowl.com` is ever sent to. */
  url?: string
  /** In the currency of the store. */
  currency: string
  minimum?: Money
  lotAverage?: Money
  lots: ShopLot[]
}

interface Item {
  part: string
  /** In words. */
  color: string
  name: string
  quantity: number
}

export interface ShopLot extends Item {
  condition: 'N' | 'U'
  /** Of one, and of all. */
  each: Money
  price: Money
  /** As the store numbers it. */
  lotId?: string
}

export interface Wish extends Item {
  /** As Brick Owl numbers it; without one, it can only be told of. */
  boid?: string
}

/**
 * One page that needs nothing else: a form for each store, whose button puts the lots into the cart there, and one for a
 * wishlist. It has no program in it, and may send to nobody but Brick Owl.
 */
export function handOverPage({ list, lots, asOf, shops, wishes, isPlan }: HandOver): string {
  const meaning = isPlan
    ? 'All stores below together make the order.'
    : 'Each store below is what you would buy there if it were the only one.'
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; form-action https://*.brickowl.com; base-uri 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(`Carts for ${list}`)}</title>
<style>${STYLE}</style>
<main>
<h1>${html(`Carts for ${list}`)}</h1>
<p>${html(`${count(lots, 'lot')}, offers of ${asOf.slice(0, 10)}.`)} ${meaning} A button opens Brick Owl in a new tab and fills the cart of that store; nothing is bought before you check out there. Log in to Brick Owl first.</p>
${shops.map((shop) => shopSection(shop, lots)).join('\n')}
${wishes.length > 0 ? wishSection(wishes) : ''}
</main>
</html>
`
}

/** Where a store takes carts; undefined for an address that is not that of a store of Brick Owl. */
export function cartAddress(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined
  const { protocol, hostname, port, username, password } = new URL(url)
  const isStore =
    /^[a-z0-9-]+\.brickowl\.com$/.test(hostname) && !['www', 'api', 'img'].includes(hostname.split('.')[0] ?? '')
  if (protocol !== 'https:' || !isStore || port !== '' || username !== '' || password !== '') return undefined
  return `https://${hostname}/addtocart`
}

function shopSection(shop: Shop, all: number): string {
  const { name, country, currency } = shop
  const total = shop.lots.reduce((sum, { price }) => addMoney(sum, price), nothing(currency))
  const pieces = shop.lots.reduce((sum, { quantity }) => sum + quantity, 0)
  const lots = new Set(shop.lots.map(({ part, color }) => `${part}\t${color}`)).size
  const facts = [`${lots} of ${count(all, 'lot')}`, count(pieces, 'part'), `${moneyText(total)} without postage`]
  return `<section>
<h2>${html(name)}${country === undefined ? '' : ` <small>${html(country)}</small>`}</h2>
<p>${html(facts.join(', '))}</p>
${limits(shop, total)
  .map((line) => `<p${line.isShort ? ' class="short"' : ''}>${html(line.text)}</p>`)
  .join('\n')}
<div class="wide"><table>
<thead><tr><th>Qty</th><th>Part</th><th>Condition</th><th>Each</th><th>${html(currency)}</th></tr></thead>
<tbody>
${shop.lots.map(lotRow).join('\n')}
</tbody>
</table></div>
${cartForm(shop)}
</section>`
}

/** What the store wants at least, and how much of it is missing. */
function limits({ minimum, lotAverage, lots }: Shop, total: Money): { text: string; isShort: boolean }[] {
  const said: { text: string; isShort: boolean }[] = []
  if (minimum)
    said.push(least(`It sells from ${moneyText(minimum)} on`, minimum.micros - total.micros, minimum.currency))
  if (lotAverage) {
    const missing = lotAverage.micros * lots.length - total.micros
    said.push(least(`Its lots must come to ${moneyText(lotAverage)} on average`, missing, lotAverage.currency))
  }
  return said
}

function least(text: string, missing: number, currency: string): { text: string; isShort: boolean } {
  if (missing <= 0) return { text: `${text}: enough.`, isShort: false }
  return { text: `${text}: ${moneyText({ currency, micros: missing })} short.`, isShort: true }
}

function lotRow({ quantity, condition, each, price, ...item }: ShopLot): string {
  const state = condition === 'N' ? 'new' : 'used'
  const sums = [each, price].map((money) => `<td class="sum">${html(amount(money))}</td>`)
  return `<tr><td class="sum">${quantity}</td><td>${itemCell(item)}</td><td>${state}</td>${sums.join('')}</tr>`
}

function itemCell({ part, color, name }: Omit<Item, 'quantity'>): string {
  return `<b>${html(part)}</b> ${html(color)}${name === '' ? '' : ` <span>${html(name)}</span>`}`
}

/** What goes into a cart, as Brick Owl takes it: lots that the store numbers. */
export function cartItems(lots: readonly Pick<ShopLot, 'lotId' | 'quantity'>[]): { lot_id: string; qty: string }[] {
  return lots.flatMap(({ lotId, quantity }) => (lotId === undefined ? [] : { lot_id: lotId, qty: String(quantity) }))
}

function cartForm({ name, url, lots }: Shop): string {
  const address = cartAddress(url)
  const items = cartItems(lots)
  if (address === undefined || items.length === 0)
    return `<p class="short">${html(`Nothing says where the cart of ${name} is: look for the store at Brick Owl.`)}</p>`
  return form(address, items, `Put ${count(items.length, 'lot')} into the cart at ${name}`)
}

function wishSection(wishes: Wish[]): string {
  const items = wishes.flatMap(({ boid, quantity }) => (boid === undefined ? [] : { boid, qty: String(quantity) }))
  const unknown = wishes.length - items.length
  const rows = wishes.map((wish) => `<tr><td class="sum">${wish.quantity}</td><td>${itemCell(wish)}</td></tr>`)
  const button =
    items.length === 0 ? '' : form(WISHLIST, items, `Put ${count(items.length, 'lot')} on a wishlist at Brick Owl`)
  return `<section>
<h2>What nobody has</h2>
<div class="wide"><table>
<thead><tr><th>Qty</th><th>Part</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>
${unknown === 0 ? '' : `<p>${html(`${count(unknown, 'lot')} cannot go on the wishlist: Brick Owl's number is not known.`)}</p>`}
${button}
</section>`
}

const WISHLIST = 'https://www.brickowl.com/addtowishlist'

function form(action: string, items: Record<string, string>[], button: string): string {
  const data = JSON.stringify({ items })
  return `<form method="post" action="${html(action)}" target="_blank" rel="noopener"><input type="hidden" name="data" value="${html(data)}"><button>${html(button)}</button></form>`
}

/** Without the currency, which stands above, and all alike: prices of one piece have more than cents. */
function amount(money: Money): string {
  return decimalOf(roundMoney(money, 3), 3)
}
