import type { Facts } from '../../core/catalog/facts.js'
import type { Problem } from '../../core/problem.js'
import { problemLog } from '../../core/problem-log.js'
import type { Source } from '../../core/source.js'
import type { Offer, Store } from '../../core/trade/offer.js'
import { wholeNumber } from '../rows/whole-number.js'
import { amountOf } from './amount.js'
import { dayOf } from './day.js'
import { ITEM_FIELDS, itemReader, type Item } from './item.js'
import { namedColumns, readRecords, type TradeField, type TradeRecord } from './records.js'
import { storeReader, STORE_FIELDS } from './store.js'
import { vatOf } from './vat.js'

/** What stores have. */
export interface OfferFile {
  offers: Offer[]
  /** How many rows are offers, of whatever. */
  rows: number
  problems: Problem[]
}

export interface OfferFileOptions {
  facts: Facts
  /** What `--columns` says. */
  columns?: string
  /** Of prices that do not say theirs. */
  currency?: string
  /** When the file was written: ISO 8601. */
  asOf: string
  /** What an item is called in the offers that one gets; undefined for items that nobody asked for. */
  callsIt(item: Item): Pick<Offer, 'part' | 'color' | 'itemType'> | undefined
}

const FIELDS = {
  ...ITEM_FIELDS,
  ...STORE_FIELDS,
  quantity: ['quantity', 'qty', 'stock', 'instock'],
  bulk: ['bulk', 'bulkqty', 'multiple', 'multiples'],
  price: ['unitprice', 'price', 'priceeach', 'each'],
  tier1: ['tier1qty', 'tierquantity1'],
  price1: ['tier1price', 'tierprice1'],
  tier2: ['tier2qty', 'tierquantity2'],
  price2: ['tier2price', 'tierprice2'],
  tier3: ['tier3qty', 'tierquantity3'],
  price3: ['tier3price', 'tierprice3'],
  lotId: ['lotid', 'lotno', 'lot', 'inventoryid'],
  url: ['url', 'link'],
  asOf: ['asof', 'date', 'updated'],
  vat: ['vat', 'tax'],
} as const satisfies Record<string, TradeField>

/**
 * Reads a table or a JSON list of what stores have, in memory that grows with what is asked for, not with the file. A row
 * that makes no sense is reported and not offered.
 * @throws {BrickError} when the file is neither, or `--columns` names what it has not.
 */
export async function readOffers(source: Source, file: string, options: OfferFileOptions): Promise<OfferFile> {
  const { facts, columns, currency, asOf, callsIt } = options
  const offers: Offer[] = []
  let rows = 0
  const { problems, tell, close } = problemLog({ file })
  const itemOf = itemReader(facts)
  const storeOf = storeReader(file, currency, (line, message) =>
    tell({ level: 'warning', code: 'offer.store', line, message, fix: 'correct the file; the stricter one counts' }),
  )
  await readRecords(source, file, { ...(columns !== undefined && { columns: namedColumns(columns, FIELDS) }), take })
  close()
  return { offers, rows, problems }

  function take(record: TradeRecord): void {
    const wrong = offer(record)
    if (wrong === undefined) return
    tell({ level: 'error', code: 'offer.row', line: record.line, message: wrong, fix: 'correct it, or delete the row' })
  }

  /** Why the row is no offer. */
  function offer(record: TradeRecord): string | undefined {
    const item = itemOf(record)
    if (typeof item === 'string') return item
    const what = `${item.part}`
    const store = storeOf(record)
    if (typeof store === 'string') return store
    const price = amountOf(record.says(FIELDS.price), store.currency)
    if (!price) return `no price for ${what}${said(record.says(FIELDS.price))}`
    const count = record.says(FIELDS.quantity)
    const quantity = wholeNumber(count)
    if (quantity === undefined) return `${count === '' ? 'no quantity' : `${count} is no quantity`} of ${what}`
    const multiple = record.says(FIELDS.bulk)
    const bulk = multiple === '' ? 1 : wholeNumber(multiple)
    if (bulk === undefined || bulk === 0) return `${multiple} is no multiple in which ${what} is sold`
    const tiers = tiersOf(record, store)
    if (typeof tiers === 'string') return `${tiers} of ${what}`
    rows++
    const wanted = callsIt(item)
    if (!wanted) return undefined
    const [lotId, url, day] = [record.says(FIELDS.lotId), record.says(FIELDS.url), record.says(FIELDS.asOf)]
    const { part, color, itemType } = wanted
    const { condition = 'N' } = item
    const vat = vatOf(record.says(FIELDS.vat))
    const found: Offer = { store, part, color, itemType, condition, quantity, bulk, price, asOf: dayOf(day, asOf), vat }
    if (tiers.length > 0) found.tiers = tiers
    if (lotId !== '') found.lotId = lotId
    if (/^https?:/i.test(url)) found.url = url
    offers.push(found)
    return undefined
  }
}

function tiersOf(record: TradeRecord, store: Store): NonNullable<Offer['tiers']> | string {
  const tiers: NonNullable<Offer['tiers']> = []
  for (const [many, each] of [
    [FIELDS.tier1, FIELDS.price1],
    [FIELDS.tier2, FIELDS.price2],
    [FIELDS.tier3, FIELDS.price3],
  ] as const) {
    const [count, text] = [record.says(many), record.says(each)]
    const from = wholeNumber(count)
    if (count === '' || from === 0) continue
    const price = amountOf(text, store.currency)
    if (from === undefined || !price) return `${count} at ${text === '' ? 'nothing' : text} is no tier price`
    tiers.push({ from, price })
  }
  return tiers.sort((a, b) => a.from - b.from)
}

function said(text: string): string {
  return text === '' ? '' : `: ${text}`
}
