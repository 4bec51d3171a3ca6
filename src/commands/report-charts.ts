import { count } from '../core/count.js'
import type { Money } from '../core/trade/money.js'
import type { Bar, BarChart } from '../report/report.js'
import type { StoreBasket } from './buy-baskets.js'
import type { ReportLot } from './report-list.js'
import { cents, type LotCost } from './report-price.js'

/** How many pieces of each color there are. */
export function piecesByColor(lots: readonly ReportLot[]): BarChart {
  return byColor('Parts by color', 'parts', lots, ({ row }) => row.quantity, String)
}

/** What the parts of each color cost. */
export function costByColor(costs: readonly LotCost[], currency: string): BarChart {
  const known = new Map(costs.map(({ lot, cost }) => [lot, cost.micros / UNIT]))
  const text = (value: number) => cents({ currency, micros: Math.round(value * UNIT) })
  return byColor('Cost by color', currency, [...known.keys()], (lot) => known.get(lot) ?? 0, text)
}

/** What each parcel of a plan costs, and how much of that is not for parts. */
export function costByStore(baskets: readonly StoreBasket[], currency: string): BarChart {
  const amount = (micros: number): Money => ({ currency, micros })
  const bars = baskets.map(({ store, cost: { goods, postage, padding, border } }): Bar => {
    const shares = [
      { value: goods, label: 'parts' },
      { value: postage, label: 'postage' },
      { value: padding, label: 'to reach its least' },
      { value: border, label: 'border' },
    ]
    const text = cents(amount(goods + postage + padding + border))
    return {
      label: store.name,
      text,
      pieces: shares.filter(({ value }) => value > 0).map(({ value, label }) => ({ value: value / UNIT, label })),
    }
  })
  return { title: 'Cost by store', unit: currency, bars }
}

/** How much of the list each store has, were it the only one. */
export function listByStore(stores: readonly { name: string; pieces: number }[], wanted: number): BarChart {
  const bars = stores.slice(0, MOST_STORES).map(({ name, pieces }): Bar => {
    const rest = { value: wanted - pieces, label: 'has not', rgb: NOT_THERE }
    return {
      label: name,
      text: `${pieces} of ${wanted}`,
      pieces: [{ value: pieces, label: 'has' }, ...(rest.value > 0 ? [rest] : [])],
    }
  })
  const title = stores.length > bars.length ? `What the ${bars.length} stores with most have` : 'What each store has'
  return { title: `${title} of the list`, unit: 'parts', bars }
}

/** Millionths in a unit of money: lengths of bars are in units. */
const UNIT = 1_000_000

/** Gray that stands back on light pages and on dark ones. */
const NOT_THERE = '#C0C4C8'

const MOST_STORES = 12

/** More bars than these are no picture anymore. */
const MOST_COLORS = 20

function byColor(
  title: string,
  unit: string,
  lots: readonly ReportLot[],
  valueOf: (lot: ReportLot) => number,
  textOf: (value: number) => string,
): BarChart {
  const colors = new Map<string, { value: number; rgb: string | undefined }>()
  for (const lot of lots) {
    const { colorName, rgb } = lot.row
    const value = (colors.get(colorName)?.value ?? 0) + valueOf(lot)
    colors.set(colorName, { value, rgb })
  }
  const sorted = [...colors].sort(([a, x], [b, y]) => y.value - x.value || (a < b ? -1 : 1))
  const shown = sorted.length <= MOST_COLORS ? sorted : sorted.slice(0, MOST_COLORS - 1)
  const rest = sorted.slice(shown.length)
  const bars = shown.map(([label, { value, rgb }]) => bar(label, value, rgb))
  const others = rest.reduce((sum, [, { value }]) => sum + value, 0)
  if (rest.length > 0) bars.push(bar(`${count(rest.length, 'other color')}`, others, undefined))
  return { title, unit, bars }

  function bar(label: string, value: number, rgb: string | undefined): Bar {
    return { label, text: textOf(value), pieces: [{ value, label, ...(rgb !== undefined && { rgb }) }] }
  }
}
