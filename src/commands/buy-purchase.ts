import { BrickError } from '../core/error.js'
import type { Problem } from '../core/problem.js'
import { lotKey } from '../core/trade/item-index.js'
import { isExchangeable } from '../core/trade/exchange.js'
import { parseMoney } from '../core/trade/money.js'
import type { Offer } from '../core/trade/offer.js'
import { isIn, keyOf, stockKey } from '../core/trade/sellers.js'
import { termsOf, type Terms, type TermsRow } from '../core/trade/terms.js'
import { translateHome } from '../core/translate/translate-home.js'
import type { Unresolved } from '../core/translate/translate.js'
import type { Io } from '../system/io.js'
import { shelved } from './buy-offers.js'
import { isNamed, type Purchase } from './buy-order.js'
import type { Loaded } from './load.js'
import { offersFor, type OfferFlags } from './offers-for.js'
import { matchingFor, type RuleFlags } from './rule-options.js'
import { shopList } from './shop-list.js'
import { standIns } from './stand-ins.js'
import { sumCurrency } from './sum-currency.js'
import { countryOf } from './trade-options.js'

export interface PurchaseFlags extends OfferFlags, RuleFlags {
  /** What a parcel costs where nobody knows better: decimal text. */
  ship?: string
  /** A table of what stores charge. */
  terms?: string
  sellerCountry?: string[]
  /** Percent. */
  substituteFrom: number
}

interface Opened {
  purchase: Purchase
  unresolved: Unresolved[]
  problems: Problem[]
  asked: string[]
}

/**
 * Brings together all that counts for an order: the list, what is offered for it and for what may stand in, and terms.
 * @throws {BrickError} when nobody offers anything, or nobody says what sending costs.
 */
export async function openPurchase(io: Io, loaded: Loaded, flags: PurchaseFlags): Promise<Opened> {
  const { catalog: facts, decisions } = loaded
  const { lots, unresolved, problems } = shopList(loaded)
  const home = lots.map((lot) => translateHome({ system: 'bricklink', lots: [lot] }, facts).inventory.lots[0] ?? lot)
  const matching = matchingFor(flags, 'supply', loaded)
  const others = standIns(lots, home, { flags, matching, facts, decisions })
  const found = await offersFor(io, loaded, [...lots, ...others], flags)
  const all = eachOnce(found.offers)
  const countries = flags.sellerCountry?.map(countryOf)
  const isWanted = new Set(all.filter(({ store }) => isIn(store, countries)))
  const currencies = new Set([...isWanted].map(({ price }) => price.currency))
  const { currency, rates } = await sumCurrency(io, flags, found.wanted, currencies)
  // Of stores in other countries, only what can be compared counts for what the wish for countries costs.
  const offers = all.filter((offer) => isWanted.has(offer) || isExchangeable(offer.price.currency, currency, rates))
  const table = await termsTable(io, flags.terms, found.wanted ?? currency)
  const ship = flags.ship === undefined ? undefined : parseMoney(flags.ship, currency)
  const rows: TermsRow[] = [...table.value, ...(ship ? [{ step: { upTo: Infinity, cost: ship } }] : [])]
  const terms = (store: Offer['store']): Terms => termsOf(store, rows)
  refuseUnknownPostage(offers, terms)
  const purchase: Purchase = {
    ...{ lots, home, offers, facts, currency, terms },
    shelves: shelved(offers, matching, facts),
    ...(rates && { rates }),
    substituteShare: flags.substituteFrom / 100,
  }
  return { purchase, unresolved, problems: [...problems, ...found.problems, ...table.problems], asked: found.asked }
}

/** @throws {BrickError} when the user names a store that offers nothing of the list: a slip would cost money. */
export function refuseUnknownStores(names: readonly string[] | undefined, { offers }: Purchase, flag: string): void {
  const unknown = names?.find((name) => !offers.some(({ store }) => isNamed(store, [name])))
  if (unknown === undefined) return
  const some = [...new Set(offers.map(({ store }) => store.name))].slice(0, 3)
  throw new BrickError(`${flag}: no store that has any of it is called ${unknown}`, {
    hint: some.length === 0 ? 'nobody offers any of it' : `there are ${some.join(', ')}, ...`,
  })
}

/** Markets answer for each lot anew, so that one thing of theirs may come several times. */
function eachOnce(found: readonly (readonly Offer[])[]): Offer[] {
  const known = new Map<Offer | string, Offer>()
  for (const offer of found.flat()) {
    const stock = stockKey(offer)
    known.set(typeof stock === 'string' ? `${stock}:${lotKey(offer)}` : offer, offer)
  }
  return [...known.values()]
}

async function termsTable(io: Io, file: string | undefined, currency: string) {
  if (file === undefined) return { value: [], problems: [] }
  const { readTerms } = await import('../formats/trade/terms.js')
  return readTerms(io.open(file), file, currency)
}

/** An order that forgets the postage is no cheap one. */
function refuseUnknownPostage(offers: readonly Offer[], terms: Purchase['terms']): void {
  const stores = new Map(offers.map(({ store }) => [keyOf(store), store]))
  const unknown = [...stores.values()].filter((store) => terms(store).postage.length === 0)
  const [first] = unknown
  if (!first) return
  const others = unknown.length > 1 ? ` and ${unknown.length - 1} more` : ''
  throw new BrickError(`nobody says what ${first.name}${others} charge for sending`, {
    hint: 'say about how much a parcel costs, --ship 4.50, or give a table: --terms terms.csv',
  })
}
