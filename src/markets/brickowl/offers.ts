import type { Lot } from '../../core/inventory.js'
import type { Offer } from '../../core/trade/offer.js'
import type { OfferAnswer, OfferSource, OfferWish } from '../../core/trade/sources.js'
import type { Call } from '../../system/http/call.js'
import type { Means } from '../../system/http/means.js'
import type { Service } from '../../system/http/open-service.js'
import { sideBySide } from '../side-by-side.js'
import {
  availabilityCall,
  offerOf,
  type AvailabilityWish,
  type KnownStores,
  type Lot as OwlLot,
} from './availability.js'
import { bareBoid, COLORS_CALL } from './boids.js'
import { POLICY } from './dialect.js'
import { owlNumbers, type OwlItems } from './items-for.js'

/** Who sells what at Brick Owl: a call to find each part, and one for its sellers. */
export function brickowlOffers(service: Service, { offline }: Pick<Means, 'offline'>): OfferSource {
  const { itemsFor, firstQuestion } = owlNumbers(service)
  const asked = new Map<string, Call<OwlLot[]>>()
  const stores: KnownStores = new Map()
  return { title: POLICY.title, calls, offers }

  async function calls(lots: readonly Lot[], { shipTo }: OfferWish): Promise<number> {
    const first: Call<unknown>[] = [COLORS_CALL, ...new Set(lots.flatMap((lot) => firstQuestion(lot) ?? []))]
    service.expect(first)
    const isAllKept = isKept(first)
    const isKnown = (lot: Lot) =>
      isAllKept || isKept([COLORS_CALL, firstQuestion(lot)].filter((call) => call !== undefined))
    const forSellers = new Set<Call<unknown>>()
    for (const lot of lots) {
      // Which call for sellers it will be is known once the item is; until then, it counts as one that was never sent.
      const boids = isKnown(lot) ? (await itemsFor(lot)).boids : [`${lot.part}:${lot.color}`]
      for (const boid of boids) forSellers.add(callFor({ boid, shipTo }))
    }
    service.expect([...forSellers])
    return offline ? 0 : service.estimate(isAllKept ? forSellers : [...first, ...forSellers]).calls
  }

  async function* offers(lots: readonly Lot[], wish: OfferWish): AsyncGenerator<OfferAnswer> {
    yield* sideBySide([...lots.entries()], POLICY.concurrency * 2, async ([position, lot]) => {
      const items = await itemsFor(lot)
      let found: Offer[] = []
      for (const boid of items.boids) found = found.concat(await offersOf(lot, boid, { ...items, ...wish }))
      const [number] = items.boids
      return {
        ...{ position, offers: found },
        ...(number !== undefined && { number }),
        ...(items.problem && { problem: items.problem }),
      }
    })
  }

  /**
   * It is not certain that sellers are found by a BOID with a color: one who has tried says only those without one are
   * looked for. Offers of other things may be among the answer, too, so that it is their own BOID that counts.
   */
  async function offersOf(lot: Lot, boid: string, wish: OfferWish & Pick<OwlItems, 'colorOf'>): Promise<Offer[]> {
    const some = await ask(boid)
    const bare = bareBoid(boid)
    return some.length > 0 || bare === boid ? some : ask(bare)

    async function ask(about: string): Promise<Offer[]> {
      const { value = [], fetchedAt } = await service.call(callFor({ boid: about, shipTo: wish.shipTo }))
      const { part, color, itemType = 'P' } = lot
      const item = { part, color, itemType, asOf: new Date(fetchedAt).toISOString() }
      const found: Offer[] = []
      for (const one of value) {
        const isOther = one.boid !== boid
        if (isOther && !(wish.colorOf && bareBoid(one.boid) === boid)) continue
        const offer = offerOf(one, isOther ? { ...item, color: wish.colorOf?.(one.boid) ?? color } : item)
        if (offer) found.push(offer)
      }
      return found
    }
  }

  /** The same call for the same question: what is known of a call is not worked out twice. */
  function callFor(wish: AvailabilityWish): Call<OwlLot[]> {
    const key = `${wish.shipTo} ${wish.boid}`
    const call = asked.get(key) ?? availabilityCall(wish, stores)
    asked.set(key, call)
    return call
  }

  function isKept(calls: Call<unknown>[]): boolean {
    return service.estimate(calls).calls === 0
  }
}
