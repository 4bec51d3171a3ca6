import type { Facts } from '../core/catalog/facts.js'
import { BrickError, EXIT } from '../core/error.js'
import type { Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { offerList } from '../core/trade/offer-list.js'
import { itemsAskedFor } from '../core/trade/item-index.js'
import type { OfferSource } from '../core/trade/sources.js'
import { shopItems, type ShopItem } from '../core/translate/shop-item.js'
import { fileTime } from '../system/file-time.js'
import type { Io } from '../system/io.js'
import { unknownItems } from './unknown-items.js'

interface OfferFiles {
  /** One for each file, in BrickLink's numbers. */
  sources: OfferSource[]
  problems: Problem[]
}

interface Options {
  /** What is asked for, in BrickLink's numbers: nothing else is kept. */
  lots: readonly Lot[]
  facts: Facts
  columns?: string
  currency?: string
}

/**
 * Reads what the user has of offers.
 * @throws {BrickError} when a file cannot be read, or has no offer at all.
 */
export async function openOfferFiles(io: Io, files: string[], { lots, ...said }: Options): Promise<OfferFiles> {
  const opened: OfferFiles = { sources: [], problems: [] }
  if (files.length === 0) return opened
  const { readOffers } = await import('../formats/trade/offers.js')
  const isAskedFor = itemsAskedFor(lots)
  const inShopNumbers = shopItems(said.facts)
  for (const file of files) {
    const unknown = unknownItems('offer.row', file)
    const callsIt = (item: ShopItem) => {
      const found = inShopNumbers(item)
      if (!found) unknown.add(item)
      return found && isAskedFor(found) ? found : undefined
    }
    const options = { asOf: fileTime(io, file), ...said, callsIt }
    const { offers, rows, problems } = await readOffers(io.open(file), file, options)
    opened.problems = [...opened.problems, ...problems, ...unknown.problems()]
    if (rows === 0) throw withoutOffers(file, problems)
    opened.sources.push(offerList(file, offers))
  }
  return opened
}

function withoutOffers(file: string, [first]: readonly Problem[]): BrickError {
  const why = first ? `; ${first.line === undefined ? '' : `line ${first.line}: `}${first.message}` : ''
  return new BrickError(`${file} has no offers${why}`, {
    exit: EXIT.input,
    hint: 'it must be a table with the columns store, part, color, qty, price and currency, or JSON with the same members',
  })
}
