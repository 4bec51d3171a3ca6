import type { Store } from '../../core/trade/offer.js'
import type { KeptForm } from '../../system/http/call.js'
import type { KnownStores, Lot } from './availability.js'

/**
 * Lots as they are kept: a line of JSON with all of them, without what says nothing of an offer, and below it a line for
 * each of their stores, which is parsed only where no answer before had the same.
 */
export function keptLots(known: KnownStores = new Map()): KeptForm<Lot[]> {
  return { name: 'lots 1', write, read: (text) => read(text, known) }
}

/** Members of a lot, in the order of `write`; its price is in millionths, and its store the place of a line. */
type KeptLot = [string, string, string | null, string, number, number, number, string | null, number]

function write(lots: Lot[]): string {
  const stores = [...new Set(lots.map(({ store }) => store))]
  const places = new Map(stores.map((store, place) => [store, place]))
  const kept = lots.map(({ id, boid, type = null, condition, price, quantity, bulk, url = null, store }): KeptLot => {
    return [id, boid, type, condition, price.micros, quantity, bulk, url, places.get(store) ?? -1]
  })
  return [kept, ...stores].map((one) => JSON.stringify(one)).join('\n')
}

/** @throws {Error} when it is anything else. */
function read(text: string, known: KnownStores): Lot[] {
  const [first = '', ...lines] = text.split('\n')
  const stores = lines.map((line) => knownStore(line, known))
  return (JSON.parse(first) as KeptLot[]).map(([id, boid, type, condition, micros, quantity, bulk, url, place]) => {
    const store = stores[place]
    if (!store) throw new Error(`lot ${id} is of no store`)
    const price = { currency: store.currency, micros }
    return { id, boid, type: type ?? undefined, condition, price, quantity, bulk, url: url ?? undefined, store }
  })
}

function knownStore(line: string, known: KnownStores): Store {
  const store = known.get(line) ?? (JSON.parse(line) as Store)
  known.set(line, store)
  return store
}
