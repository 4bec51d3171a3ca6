import type { Compiled } from './compiled.js'
import type { Draft } from './draft.js'
import type { Program } from './program.js'

/** The columns of an offer: pieces for each column's unit. */
export interface Take {
  offer: number
  columns: number[]
  sizes: number[]
}

/** How a program counts, and how far it may go from its draft. */
export interface Scale {
  unit: number
  isWhole: 0 | 1
  reach: number
}

/** The most pieces of an offer that can be of use. */
export function mostOf({ offerLot, demand, bulk, stock, tierStart, tierFrom }: Compiled, offer: number): number {
  const pack = bulk[offer] as number
  let most = Math.ceil((demand[offerLot[offer] as number] as number) / pack) * pack
  for (let tier = tierStart[offer] as number; tier < (tierStart[offer + 1] as number); tier++) {
    most = Math.max(most, Math.ceil((tierFrom[tier] as number) / pack) * pack)
  }
  return Math.min(stock[offer] as number, most)
}

interface Columns {
  columns: number[]
  sizes: number[]
  prices: number[]
}

/** Packs of an offer, those of each tier in a column, and no tier together with another. */
export function addOffer(
  compiled: Compiled,
  draft: Draft,
  program: Program,
  offer: number,
  { unit, isWhole }: Scale,
  used: readonly number[],
): Columns {
  const { price, offerPenalty, bulk, tierStart, tierFrom, tierPrice } = compiled
  const size = bulk[offer] as number
  const most = Math.round(mostOf(compiled, offer) / size)
  const taken = (draft.take[offer] as number) / size
  const first = tierStart[offer] as number
  const count = (tierStart[offer + 1] as number) - first
  const result: Columns = { columns: [], sizes: [], prices: [] }
  const one: number[] = []
  const isPack = size > 1 ? 1 : isWhole
  for (let tier = -1; tier < count; tier++) {
    const least = tier < 0 ? 0 : Math.ceil((tierFrom[first + tier] as number) / size)
    const end = tier === count - 1 ? most : Math.min(most, Math.ceil((tierFrom[first + tier + 1] as number) / size) - 1)
    if (end < Math.max(least, 1)) continue
    const each = tier < 0 ? (price[offer] as number) : (tierPrice[first + tier] as number)
    const column = program.column(((each + (offerPenalty[offer] as number)) * size) / unit, end, isPack)
    const isHere = taken > 0 && taken >= least && taken <= end
    result.columns.push(column)
    result.sizes.push(size)
    result.prices.push(each)
    if (isHere) program.begin(column, taken)
    if (count === 0) {
      program.row(0, [column, -1, ...used.map((term, index) => (index % 2 ? term * end : term))], Infinity)
      continue
    }
    const chosen = program.column(0, 1, 1)
    if (isHere) program.begin(chosen, 1)
    one.push(chosen, -1)
    program.row(0, [column, 1, chosen, -least], Infinity)
    program.row(0, [column, -1, chosen, end], Infinity)
  }
  if (one.length > 0) program.row(0, [...one, ...used], Infinity)
  return result
}

/** Whether an offer is bought from at all, counted once for all that share its stock. */
export function addLot(
  compiled: Compiled,
  draft: Draft,
  program: Program,
  { offer, columns, sizes }: Take,
  lots: number[],
  groupLots: Map<number, number>,
): void {
  const number = compiled.group[offer] as number
  let column = number < 0 ? undefined : groupLots.get(number)
  if (column === undefined) {
    column = program.column(0, 1, 1)
    lots.push(column, 1)
    if (number >= 0) groupLots.set(number, column)
  }
  if ((draft.take[offer] as number) > 0) program.begin(column, 1)
  const most = mostOf(compiled, offer)
  const terms = columns.flatMap((taken, index) => [taken, -(sizes[index] as number)])
  program.row(0, [column, most, ...terms], Infinity)
}
