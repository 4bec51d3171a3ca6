import type { Methods, OwlCall } from './brickowl-call.js'
import { itemOf } from './brickowl-catalog.js'
import { boidOf, entities, nameOf, slug, type OwlItem } from './brickowl-index.js'
import { counted, listed, needed, refuse } from './brickowl-json.js'
import { decimal, type SellerLot, type WorldStore } from './world.js'

/** Who sells what. */
export const offerMethods: Methods = {
  'GET catalog/availability': { act: (call) => availability(call, offer), needs: 'catalog' },
  'GET catalog/availability_basic': { act: (call) => availability(call, basicOffer), needs: 'catalog' },
  'POST catalog/cart_basic': { act: cart, needs: 'catalog' },
}

/** The address of a store; links to its lots begin so. */
export function storeUrl({ name }: WorldStore): string {
  return `https://${slug(name).replaceAll('-', '')}.brickowl.com`
}

/** The picture of a store; those that nobody has praised yet have none. */
export function logo({ name, feedback }: WorldStore, size: number): string | null {
  const file = slug(name).replaceAll('-', '')
  return feedback < 300 ? null : `https://img.brickowl.com/files/image_cache/logo_square_${size}/${file}.png`
}

/**
 * The lots that can be sent to a country, by the number of the lot. Stores that are closed for a while are among them.
 * With the switch `bare_only` nothing is found under a BOID with a color. Without it one lot of another color stands
 * there too, under the BOID without a color.
 */
function availability(call: OwlCall, show: (lot: SellerLot, boid: string) => Record<string, unknown>) {
  const { args, index, switches } = call
  const item = itemOf(call, needed(args, 'boid'))
  const country = needed(args, 'country')
  if (!/^[A-Z]{2}$/.test(country)) refuse(400, 'Invalid value for country')
  const least = counted(args, 'quantity', { otherwise: 1 })
  if (item.pair && switches['bare_only']) return {}
  const found = index
    .lots(item)
    .filter(({ store }) => store.shipsTo.length === 0 || store.shipsTo.includes(country))
    .filter(({ store }) => !args.get('store_country') || store.country === args.get('store_country'))
    .filter(({ quantity }) => quantity >= least)
  const stray = found.length > 0 ? strayLot(call, item) : undefined
  const rows = [...found.map((lot) => show(lot, boidOf(lot))), ...(stray ? [show(stray, bare(item))] : [])]
  const key = switches['keyed_by_store'] ? 'store_id' : 'lot_id'
  return Object.fromEntries(rows.map((row) => [row[key], row]))
}

function bare({ boid }: OwlItem): string {
  return boid.replace(/-\d+$/, '')
}

function strayLot(call: OwlCall, { pair }: OwlItem): SellerLot | undefined {
  const { boid, part } = pair ?? {}
  return part && call.index.lots({ boid: part.boid, type: 'Part', part }).find((lot) => lot.pair?.boid !== boid)
}

/** In the order of the published interface; the store names have HTML in them. */
function offer(lot: SellerLot, boid: string) {
  const { store, set, minifig } = lot
  return {
    ...basicOffer(lot),
    ...{ bulk_qty: lot.bulk, url: lotUrl(lot) },
    ...{ updated: seconds(lot.updated), created: seconds(lot.created) },
    type: set ? 'Set' : minifig ? 'Minifigure' : 'Part',
    ...(set ? { set_number: set.no } : {}),
    ...(minifig ? { fig_num: minifig.bricklink } : {}),
    ...{ boid, store_id: store.id, store_name: entities(store.name), base_currency: store.currency },
    ...{ country: store.country, store_url: storeUrl(store), feedback_count: store.feedback },
    minimum_order: decimal(store.minimumOrder, 3),
    minimum_lot_average: decimal(store.minimumLotAverage, 3),
    ...{ open: store.open, square_logo_24: logo(store, 24), square_logo_16: logo(store, 16) },
  }
}

function basicOffer({ id, condition, price, quantity }: SellerLot) {
  return { con: condition, lot_id: id, price: decimal(price, 3), qty: quantity }
}

export function lotUrl(lot: SellerLot): string {
  const { store, pair, set, minifig } = lot
  const text = slug(
    nameOf({ boid: '', type: 'Part', ...(pair && { pair }), ...(set && { set }), ...(minifig && { minifig }) }),
  )
  return `${storeUrl(store)}/store/${text}`
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

/** The euro where it is used, otherwise the money of a country that has stores, otherwise dollars. */
const MONEY: Record<string, string> = { GB: 'GBP', US: 'USD', AU: 'AUD', CA: 'CAD', CH: 'CHF', NO: 'NOK' }
const EURO = ['DE', 'NL', 'FR', 'ES', 'AT', 'IT', 'BE', 'IE', 'FI', 'PT']

/** The cheapest lots of open stores, spread as they come. The site finds better carts from its number. */
function cart(call: OwlCall) {
  const { args, index, account } = call
  const rows = listed(args, 'items')
  const country = needed(args, 'country')
  const condition = needed(args, 'condition')
  if (rows.length === 0) refuse(400, 'No items')
  const currency = EURO.includes(country) ? 'EUR' : (MONEY[country] ?? 'USD')
  const { rates } = index.world
  const items = rows.map((row) => {
    const item = itemOf(call, wantedBoid(call, row))
    const wanted = Number(row['qty'] ?? 1)
    const cost = ({ price, store }: SellerLot) => (price * (rates[currency] ?? 1)) / (rates[store.currency] ?? 1)
    const lots = index.lots(item).filter(({ store, condition: con }) => store.open && condition.startsWith(con))
    const [first] = lots.toSorted((a, b) => cost(a) - cost(b))
    return { boid: item.boid, qty: wanted, price: first ? Math.round(cost(first)) : 0 }
  })
  const total = items.reduce((sum, { qty, price }) => sum + qty * price, 0)
  const shown = items.map(({ boid, qty, price }) => ({ boid, qty, price: decimal(price, 3) }))
  return { cart_id: account.nextId(), currency, cart_total: decimal(total, 2), items: shown }
}

/** A row names a BOID, or LEGO's numbers of the design and of the color. */
function wantedBoid({ index }: OwlCall, row: Record<string, unknown>): string {
  if (row['boid']) return String(row['boid'])
  const [design, color] = [String(row['design_id'] ?? ''), String(row['color_id'] ?? '')]
  const pair = index.world.pairs.find(
    (one) => one.part.rebrickable === design && String(one.color.lego ?? '') === color,
  )
  return pair?.boid ?? refuse(400, 'Item not found')
}
