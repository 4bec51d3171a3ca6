import type { Facts } from '../core/catalog/facts.js'
import { BrickError, EXIT } from '../core/error.js'
import type { Lot } from '../core/inventory.js'
import type { Problem } from '../core/problem.js'
import { parseMoney } from '../core/trade/money.js'
import { priceList, type QuotedPrice } from '../core/trade/price-list.js'
import type { PriceSource } from '../core/trade/sources.js'
import { shopItems } from '../core/translate/shop-item.js'
import { readers } from '../formats/index.js'
import { detect } from '../formats/sniff/detect.js'
import { fileTime } from '../system/file-time.js'
import type { Io } from '../system/io.js'
import { loadEach, type Loaded, type LoadOptions } from './load.js'
import { unknownItems } from './unknown-items.js'

interface PriceFiles {
  /** One for each file, in BrickLink's numbers. */
  sources: PriceSource[]
  problems: Problem[]
}

interface Options {
  facts: Facts
  columns?: string
  currency?: string
  load: LoadOptions
}

/**
 * Reads what the user has of prices: tables and JSON with a price in each row, and any list whose lots have prices, such
 * as BrickStore's.
 * @throws {BrickError} when one cannot be read, or has no price at all.
 */
export async function openPriceFiles(io: Io, files: string[], options: Options): Promise<PriceFiles> {
  const opened: PriceFiles = { sources: [], problems: [] }
  for (const file of files) {
    const { prices, problems } = await pricesIn(io, file, options)
    const { known, told } = inShopNumbers(prices, file, options.facts)
    opened.problems = [...opened.problems, ...problems, ...told]
    if (prices.length === 0 && !problems.some(({ level }) => level === 'error')) throw withoutPrices(file)
    opened.sources.push(priceList(file, known))
  }
  return opened
}

/** What the lots of a list themselves say that they cost. */
export function pricesOfList({ sources, inventory: { lots }, catalog }: Loaded, asOf: string): PriceSource | undefined {
  const file = sources.join(', ')
  const prices = lots.flatMap((lot) => quoted(lot, { file, asOf }))
  const { known } = inShopNumbers(prices, file, catalog)
  return known.length === 0 ? undefined : priceList(file, known)
}

async function pricesIn(
  io: Io,
  file: string,
  options: Options,
): Promise<{ prices: QuotedPrice[]; problems: Problem[] }> {
  const { facts, columns, currency, load } = options
  const asOf = fileTime(io, file)
  const source = io.open(file)
  const said = { ...(columns !== undefined && { columns }), ...(currency !== undefined && { currency }) }
  const { row } = detect(readers, source.head, file)
  if (row?.isModel) throw withoutPrices(file)
  if (isTable(source.head)) {
    const { readPrices } = await import('../formats/trade/prices.js')
    return readPrices(source, file, { facts, asOf, ...said })
  }
  const lists = await loadEach(io, [file], load)
  const prices = lists.flatMap(({ inventory: { lots } }) => lots.flatMap((lot) => quoted(lot, { file, asOf, ...said })))
  return { prices, problems: lists.flatMap(({ problems }) => problems) }
}

/** What begins neither like XML nor like something packed. */
function isTable(head: Uint8Array): boolean {
  return !/^(\ufeff)?\s*(<|PK)/.test(new TextDecoder().decode(head.subarray(0, 200)))
}

/** The price that a list has for a lot of its own. BrickStore's lists without a currency are in dollars. */
function quoted(lot: Lot, { file, asOf, currency }: { file: string; asOf: string; currency?: string }): QuotedPrice[] {
  const { carried = {}, condition, itemType = 'P', quantity } = lot
  const unit = carried.currency ?? currency ?? 'USD'
  const weighted = carried.price === undefined ? undefined : parseMoney(carried.price, unit)
  if (!weighted || weighted.micros === 0) return []
  const { system, part, color } = lot.given ?? { system: 'ldraw', part: lot.part, color: lot.color }
  const state = condition === 'N' || condition === 'U' ? condition : undefined
  return [
    {
      ...{ system, part, color, itemType },
      ...(state && { condition: state }),
      guide: {
        ...{ basis: 'stock', condition: state ?? 'N', currency: unit, vat: 'unknown', weighted, asOf, source: file },
        ...{ lots: 1, pieces: Math.max(1, quantity) },
      },
    },
  ]
}

/** Prices in BrickLink's numbers, and how many have none there. */
function inShopNumbers(prices: QuotedPrice[], file: string, facts: Facts): { known: QuotedPrice[]; told: Problem[] } {
  const itemOf = shopItems(facts)
  const unknown = unknownItems('price.row', file)
  const known = prices.flatMap((price) => {
    const item = itemOf(price)
    if (!item) unknown.add(price)
    return item ? { ...price, ...item } : []
  })
  return { known, told: unknown.problems() }
}

function withoutPrices(file: string): BrickError {
  return new BrickError(`${file} has no prices`, {
    exit: EXIT.input,
    hint: 'it must be a table with the columns part, color and price, or a list with prices as BrickStore writes it',
  })
}
