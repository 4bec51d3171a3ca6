import type { Store } from '../core/trade/offer.js'
import type { Shop } from '../report/hand-over.js'

/** What a page that fills carts says of a store, whatever is bought there. */
export function storeOnPage({ name, currency, country, url, minimum, lotAverage }: Store): Omit<Shop, 'lots'> {
  return {
    ...{ name, currency },
    ...(country !== undefined && { country }),
    ...(url !== undefined && { url }),
    ...(minimum && { minimum }),
    ...(lotAverage && { lotAverage }),
  }
}
