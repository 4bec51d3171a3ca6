import type { Lot } from '../../core/inventory.js'
import type { Offer } from '../../core/trade/offer.js'
import type { OfferAnswer, OfferSource, OfferWish } from '../../core/trade/sources.js'
import type { Call } from '../../system/http/call.js'
import type { Means } from '../../system/http/means.js'
import type { Service } from '../../system/http/open-service.js'
import { sideBySide } from '../side-by-side.js'
import { availabilityCall, offerOf } from './availability.js'
import { bareBoid, COLORS_CALL } from './boids.js'
import { POLICY } from './dialect.js'
import { itemsFor, questionsFor, type OwlItems } from './items-for.js'

/** Who sells what at Brick Owl: a call to find each part, and one for its sellers. */
export function brickowlOffers(service: Service, { offline }: Pick<Means, 'offline'>): OfferSource {
  return { title: POLICY.title, calls, offers }

  async function calls(lots: readonly Lot[], { shipTo }: OfferWish): Promise<number> {
    if (offline) return 0
    const asked: Call<unknown>[] = [COLORS_CALL]
    for (const lot of lots) {
      const questions = questionsFor(lot)
      // Which call for sellers it will be is known once the item is; until then, it counts as one that was never sent.
      const { boids } = isKept(COLORS_CALL) && isKept(questions[0]) ? await itemsFor(lot, service) : { boids: UNKNOWN }
      asked.push(...questions.slice(0, 1))
      asked.push(...boids.map((boid) => availabilityCall({ boid: boid || `${lot.part}:${lot.color}`, shipTo })))
    }
    return service.estimate(asked).calls
  }

  async function* offers(lots: readonly Lot[], wish: OfferWish): AsyncGenerator<OfferAnswer> {
    yield* sideBySide([...lots.entries()], POLICY.concurrency * 2, async ([position, lot]) => {
      const items = await itemsFor(lot, service)
      const found: Offer[] = []
      for (const boid of items.boids) found.push(...(await offersOf(lot, boid, { ...items, ...wish })))
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
  async function offersOf(lot: Lot, boid: string, wish: OfferWish & Pick<OwlItems, 'isAnyColor'>): Promise<Offer[]> {
    const some = await ask(boid)
    const bare = bareBoid(boid)
    return some.length > 0 || bare === boid ? some : ask(bare)

    async function ask(about: string): Promise<Offer[]> {
      const { value = [], fetchedAt } = await service.call(availabilityCall({ boid: about, shipTo: wish.shipTo }))
      const { part, color, itemType = 'P' } = lot
      const item = { part, color, itemType, asOf: new Date(fetchedAt).toISOString() }
      const fitting = value.filter((one) => one.boid === boid || (wish.isAnyColor && bareBoid(one.boid) === boid))
      return fitting.flatMap((one) => offerOf(one, item) ?? [])
    }
  }

  function isKept(call: Call<unknown> | undefined): boolean {
    return call === undefined || service.estimate([call]).cached === 1
  }
}

const UNKNOWN = ['']
