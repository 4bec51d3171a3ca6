import { count } from '../core/count.js'
import { BrickError } from '../core/error.js'
import { times } from '../core/trade/money.js'
import type { Seller } from '../core/trade/sellers.js'
import { priceFor } from '../core/trade/takes.js'
import type { Io } from '../system/io.js'
import type { Shop, Wish } from '../report/hand-over.js'
import type { SoldList } from './sellers-json.js'
import { oldestOffer } from './sellers-text.js'
import { shopTitles } from './shop-list.js'
import { storeOnPage } from './store-on-page.js'

export interface HandOverFlags {
  /** The file. */
  handOver?: string
  /** Names or numbers of stores. */
  store?: string[]
}

/** @throws {BrickError} when the flags make no sense: before anybody is asked. */
export function checkHandOver({ handOver, store }: HandOverFlags): void {
  if (handOver === undefined && store !== undefined)
    throw new BrickError('--store says whose cart to make, and no --hand-over asks for one', {
      hint: 'name the page to write: --hand-over carts.html',
    })
  // A slip of the hand must not cost anybody a model.
  if (handOver !== undefined && !/\.html?$/i.test(handOver))
    throw new BrickError(`--hand-over writes a page, and ${handOver} is not called like one`, {
      hint: 'name it as in --hand-over carts.html',
    })
}

/**
 * Writes the page that fills carts at Brick Owl.
 * @throws {BrickError} when no store there has anything of the list, or none is called so, or it cannot be written.
 */
export async function writeHandOver(
  io: Io,
  { handOver, store }: HandOverFlags,
  list: SoldList & { boids: ReadonlyMap<number, string> },
): Promise<void> {
  if (handOver === undefined) return
  const owls = list.sold.sellers.filter((seller) => seller.store.market === 'brickowl')
  if (owls.length === 0)
    throw new BrickError('no store of Brick Owl has any of it, and --hand-over makes carts for no other market', {
      hint: 'for BrickLink, make a list for Buy All: brick export bl',
    })
  const chosen = store === undefined ? owls.slice(0, list.top) : store.map((name) => named(name, owls))
  const { handOverPage } = await import('../report/hand-over.js')
  const page = handOverPage({
    ...{ list: list.loaded.sources.join(', '), lots: list.lots.length, asOf: oldest(chosen, list.today) },
    ...{ shops: chosen.map((seller) => shopOf(seller, list)), wishes: wishesOf(list) },
  })
  io.save(handOver, page)
  io.say(`${handOver}: carts of ${count(chosen.length, 'store')}; open it in a browser, and press a button`)
}

function named(name: string, owls: Seller[]): Seller {
  const wanted = name.trim().toLowerCase()
  const found = owls.find(({ store }) => store.id === wanted || store.name.toLowerCase() === wanted)
  if (found) return found
  const some = owls.slice(0, 3).map(({ store }) => store.name)
  throw new BrickError(`no store of Brick Owl that has any of it is called ${name}`, {
    hint: `there are ${some.join(', ')}${owls.length > some.length ? ', ...' : ''}`,
  })
}

function shopOf({ store, takes }: Seller, { lots, loaded }: SoldList): Shop {
  return {
    ...storeOnPage(store),
    lots: takes.flatMap(({ position, offer, quantity }) => {
      const lot = lots[position]
      if (!lot) return []
      const each = priceFor(offer, quantity)
      const { lotId, condition } = offer
      const item = { part: lot.part, ...shopTitles(lot, loaded.catalog), quantity, condition }
      return { ...item, each, price: times(each, quantity), ...(lotId !== undefined && { lotId }) }
    }),
  }
}

/** Lots that nobody has, and what is missing of those of which all together have too few. */
function wishesOf({ lots, loaded, boids, sold }: Parameters<typeof writeHandOver>[2]): Wish[] {
  const missing = [
    ...sold.nobody.map((position) => ({ position, pieces: 0 })),
    ...sold.scarce.map(({ position, pieces }) => ({ position, pieces })),
  ]
  return missing.flatMap(({ position, pieces }) => {
    const [lot, boid] = [lots[position], boids.get(position)]
    if (!lot) return []
    const item = { part: lot.part, ...shopTitles(lot, loaded.catalog), quantity: lot.quantity - pieces }
    return { ...item, ...(boid !== undefined && { boid }) }
  })
}

function oldest(sellers: Seller[], today: string): string {
  return oldestOffer(sellers) ?? today
}
