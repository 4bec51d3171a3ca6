import type { Offer } from './offer.js'
import { itemKey } from './price-list.js'
import type { OfferSource } from './sources.js'

/** A list of offers in BrickLink's numbers as a source of them. */
export function offerList(title: string, offers: readonly Offer[]): OfferSource {
  const items = byItem(offers)
  return {
    title,
    calls: () => Promise.resolve(0),
    async *offers(lots) {
      for (const [position, lot] of lots.entries()) {
        await Promise.resolve()
        yield { position, offers: items.get(itemKey(lot)) ?? [] }
      }
    },
  }
}

function byItem(all: readonly Offer[]): Map<string, Offer[]> {
  const items = new Map<string, Offer[]>()
  for (const offer of all) {
    const key = itemKey(offer)
    const some = items.get(key)
    if (some) some.push(offer)
    else items.set(key, [offer])
  }
  return items
}
