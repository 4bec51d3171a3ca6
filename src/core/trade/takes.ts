import { exchange, type Rates } from './exchange.js'
import { times, type Money } from './money.js'
import type { Offer } from './offer.js'

/** What a store gives for one lot. */
export interface Take {
  /** Of the lot in the list. */
  position: number
  offer: Offer
  /** What one would buy: more than is asked for where only multiples are sold. */
  quantity: number
  price: Money
}

export interface TakesOptions {
  currency: string
  rates?: Rates
  /** Of the lot. */
  position: number
  /** How many pieces of an offer no other lot has taken. */
  left: (offer: Offer) => number
}

/**
 * What one would buy of one store's offers of an item: the cheapest for each piece that is still needed, multiples and
 * tiers counted in, until there is enough or no more; unless at some step one offer alone is cheaper for all the rest.
 * Never dearer than any single offer that has enough.
 * @throws {BrickError} when a price is in a currency without a rate.
 */
export function takesOf(offers: readonly Offer[], quantity: number, options: TakesOptions): Take[] {
  const [only] = offers
  // Most stores have one, and a list of many parts has thousands of stores and parts.
  if (only && offers.length === 1) return takesOfOne(only, quantity, options)
  const takes: Take[] = []
  let best: { takes: Take[]; cost: number } | undefined
  let open = offers.map((offer) => ({ offer, most: wholeMultiples(offer, options.left(offer)) }))
  let [rest, spent] = [quantity, 0]
  while (rest > 0 && open.length > 0) {
    open = open.filter(({ most }) => most > 0)
    const needed = rest
    const possible = open.map((one) => ({ ...one, take: takeOf(one, needed, options) }))
    for (const { take } of possible) {
      const cost = spent + take.price.micros
      if (take.quantity >= rest && (best === undefined || cost < best.cost)) best = { takes: [...takes, take], cost }
    }
    possible.sort((a, b) => each(a.take, needed) - each(b.take, needed) || b.take.quantity - a.take.quantity)
    // Of very many offers several are taken in one step, so that this takes no longer than sorting them.
    const step = Math.max(1, possible.length >> 6)
    for (const one of possible.slice(0, step)) {
      if (rest <= 0) break
      const take = takeOf(one, rest, options)
      takes.push(take)
      rest -= take.quantity
      spent += take.price.micros
    }
    open = possible.slice(step)
  }
  return best === undefined || (rest <= 0 && spent <= best.cost) ? takes : best.takes
}

function takesOfOne(offer: Offer, quantity: number, options: TakesOptions): Take[] {
  const most = wholeMultiples(offer, options.left(offer))
  return quantity > 0 && most > 0 ? [takeOf({ offer, most }, quantity, options)] : []
}

/** The price of one piece when so many are bought. */
export function priceFor({ price, tiers = [] }: Pick<Offer, 'price' | 'tiers'>, quantity: number): Money {
  return tiers.findLast(({ from }) => quantity >= from)?.price ?? price
}

function wholeMultiples({ bulk }: Offer, quantity: number): number {
  const multiple = Math.max(1, bulk)
  return Math.floor(quantity / multiple) * multiple
}

function takeOf(
  { offer, most }: { offer: Offer; most: number },
  rest: number,
  { currency, rates, position }: TakesOptions,
): Take {
  const bulk = Math.max(1, offer.bulk)
  const quantity = Math.min(Math.ceil(rest / bulk) * bulk, most)
  return { position, offer, quantity, price: exchange(times(priceFor(offer, quantity), quantity), currency, rates) }
}

/** What each piece costs that is needed, in millionths. */
function each({ price, quantity }: Take, rest: number): number {
  return price.micros / Math.min(quantity, rest)
}
