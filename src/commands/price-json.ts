import type { Estimate, EstimateRow } from '../core/trade/estimate.js'
import { jsonAmount } from '../core/trade/money.js'
import type { Rates } from '../core/trade/exchange.js'
import type { PriceWish } from '../core/trade/sources.js'
import type { Unresolved } from '../core/translate/translate.js'
import type { Loaded } from './load.js'
import { shopTitles } from './shop-list.js'

/** A list and what it comes to. */
export interface PricedList {
  loaded: Loaded
  wish: PriceWish
  /** Who was asked, in that order. */
  asked: string[]
  /** What has no BrickLink number. */
  unresolved: Unresolved[]
  estimate: Estimate
  /** Of exchange, where the user names some. */
  rates?: Rates
  /** How many lots to tell one by one. */
  top: number
  /** ISO 8601. */
  today: string
}

/** `brick.price/1`: amounts are decimal numbers; a total that nobody knows is null, never 0. */
export function priceAsJson({ loaded, wish, asked, rates, unresolved, estimate }: PricedList): string {
  const { currency, total, least, most, priced, guessed, unpriced, oldest = null, newest = null, rows } = estimate
  const isKnown = priced.lots + guessed.lots > 0
  const content = {
    schema: 'brick.price/1',
    generated_from: loaded.sources,
    total: isKnown ? jsonAmount(total) : null,
    currency: isKnown ? currency : null,
    least: isKnown ? jsonAmount(least) : null,
    most: isKnown ? jsonAmount(most) : null,
    basis: {
      ...wish,
      condition: wish.condition === 'N' ? 'new' : 'used',
      asked,
      oldest,
      newest,
      rates: ratesOf(rates),
    },
    coverage: { priced, guessed, unpriced, unresolved: unresolved.length },
    lots: rows.map((row) => lotOf(row, loaded)),
    unresolved: unresolved.map(({ lot, problem }) => ({ part: lot.part, qty: lot.quantity, message: problem.message })),
  }
  return `${JSON.stringify(content, null, 2)}\n`
}

function ratesOf(rates: Rates | undefined) {
  return rates ? { source: rates.source, day: rates.day ?? null } : null
}

function lotOf({ lot, guide, each, total, isGuess }: EstimateRow, { catalog }: Loaded) {
  const { name, color } = shopTitles(lot, catalog)
  return {
    part: { bricklink: lot.part },
    item_type: lot.itemType ?? 'P',
    color: { name: color, bricklink: lot.color },
    name: name === '' ? null : name,
    qty: lot.quantity,
    each: jsonAmount(each),
    total: jsonAmount(total),
    guess: isGuess,
    price: guide
      ? {
          ...{ source: guide.source, basis: guide.basis, condition: guide.condition === 'N' ? 'new' : 'used' },
          ...{ currency: guide.currency, vat: guide.vat, as_of: guide.asOf, lots: guide.lots, pieces: guide.pieces },
          ...{
            least: jsonAmount(guide.least),
            average: jsonAmount(guide.average),
            weighted: jsonAmount(guide.weighted),
          },
          most: jsonAmount(guide.most),
        }
      : null,
  }
}
