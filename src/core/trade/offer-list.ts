import { itemIndex } from './item-index.js'
import type { Offer } from './offer.js'
import type { OfferSource } from './sources.js'

/** A list of offers in BrickLink's numbers as a source of them. */
export function offerList(title: string, offers: readonly Offer[]): OfferSource {
  const offersOf = itemIndex(offers)
  return {
    title,
    calls: () => Promise.resolve(0),
    async *offers(lots) {
      for (const [position, lot] of lots.entries()) {
        await Promise.resolve()
        yield { position, offers: [...offersOf(lot)] }
      }
    },
  }
}
