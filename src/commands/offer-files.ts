import type { Facts } from '../core/catalog/facts.js'
import { BrickError, EXIT } from '../core/error.js'
import type { Problem } from '../core/problem.js'
import { offerList } from '../core/trade/offer-list.js'
import type { Offer } from '../core/trade/offer.js'
import type { OfferSource } from '../core/trade/sources.js'
import { shopItem, type ShopItem } from '../core/translate/shop-item.js'
import { readOffers } from '../formats/trade/offers.js'
import { fileTime } from '../system/file-time.js'
import type { Io } from '../system/io.js'

interface OfferFiles {
  /** One for each file, in BrickLink's numbers. */
  sources: OfferSource[]
  problems: Problem[]
}

interface Options {
  facts: Facts
  columns?: string
  currency?: string
}

/**
 * Reads what the user has of offers.
 * @throws {BrickError} when a file cannot be read, or has no offer at all.
 */
export async function openOfferFiles(io: Io, files: string[], { facts, ...said }: Options): Promise<OfferFiles> {
  const opened: OfferFiles = { sources: [], problems: [] }
  for (const file of files) {
    const { offers, problems } = await readOffers(io.open(file), file, { facts, asOf: fileTime(io, file), ...said })
    opened.problems.push(...problems)
    const known = [...offers].flatMap(([system, all]) => inShopNumbers(all, system, facts))
    if (known.length === 0 && problems.length === 0) throw withoutOffers(file)
    opened.sources.push(offerList(file, known))
  }
  return opened
}

/** Offers repeat the same items many times, so that each is looked up once. */
function inShopNumbers(offers: Offer[], system: ShopItem['system'], facts: Facts): Offer[] {
  const items = new Map<string, ShopItem | undefined>()
  return offers.flatMap((offer) => {
    const { part, color, itemType } = offer
    const key = `${itemType}${part}\t${color}`
    if (!items.has(key)) items.set(key, shopItem({ system, part, color, itemType }, facts))
    const item = items.get(key)
    if (!item) return []
    if (item.part === part && item.color === color) return offer
    return { ...offer, part: item.part, color: item.color, itemType: item.itemType }
  })
}

function withoutOffers(file: string): BrickError {
  return new BrickError(`${file} has no offers`, {
    exit: EXIT.input,
    hint: 'it must be a table with the columns store, part, color, qty, price and currency, or JSON with the same members',
  })
}
