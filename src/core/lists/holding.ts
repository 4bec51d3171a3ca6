import { colorKey } from '../catalog/color-key.js'
import type { Facts } from '../catalog/facts.js'
import { splitPrefix } from '../catalog/id-prefix.js'
import type { Condition, ItemType, Lot } from '../inventory.js'
import { isOtherSystem } from '../catalog/resolution.js'

/** Free to build with; part of something that stands; or put aside, as sealed boxes are. */
export type State = (typeof STATES)[number]

export const STATES = ['loose', 'built', 'kept'] as const

/**
 * So many of a thing that somebody owns, as it is written down: in words and numbers that mean the same after years
 * and with other tables. In a ledger, the quantity is negative for what went away.
 */
export interface Holding {
  itemType: ItemType
  /** The LDraw id, or the number of another system with that before it: `bl:973pb0001c01`. */
  part: string
  /** As `colorKey` makes it. */
  color: string
  condition: Condition
  /** Where it is: a drawer, a box. Empty when nobody said. */
  place: string
  state: State
  /** The list that it came with, or the set or model that it is built into. */
  source: string
  /** The older number of the part that shops know better, or the number as its system spells it; else empty. */
  written: string
  quantity: number
}

/** What tells holdings apart; those that agree in all of it are one. */
export type HoldingField = Exclude<keyof Holding, 'quantity'>

/** In the order by which holdings are sorted. */
export const HOLDING_FIELDS: readonly HoldingField[] = [
  'part',
  'color',
  'condition',
  'place',
  'state',
  'source',
  'itemType',
  'written',
]

export type Whereabouts = Pick<Holding, 'place' | 'state' | 'source'> & {
  /** For lots that do not say. */
  condition?: Condition
}

/** The lots of a list as holdings, each once, in order. Lots of no pieces are none. */
export function holdingsOf(lots: Iterable<Lot>, where: Whereabouts, facts: Facts): Holding[] {
  const colors = new Map<number, string>()
  const holdings: Holding[] = []
  for (const lot of lots) {
    if (lot.quantity > 0) holdings.push(holdingOf(lot, where, facts, colors))
  }
  return addUpHoldings(holdings)
}

/** Adds up those that differ in quantity only, and leaves out what comes to nothing. Sorted, so that order is no matter. */
export function addUpHoldings(holdings: Iterable<Holding>): Holding[] {
  const sums = new Map<string, Holding>()
  for (const holding of holdings) {
    const key = holdingKey(holding)
    const sum = sums.get(key)
    sums.set(key, sum ? { ...sum, quantity: sum.quantity + holding.quantity } : holding)
  }
  const all = [...sums].filter(([, { quantity }]) => quantity !== 0)
  return all.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, holding]) => holding)
}

export function holdingKey({ part, color, condition, place, state, source, itemType, written }: Holding): string {
  return [part, color, condition, place, state, source, itemType, written].join(UNIT_SEPARATOR)
}

/** What ASCII has for this, and nobody types. */
const UNIT_SEPARATOR = '\u001f'

/** The same things, gone. */
export function reversed(holding: Holding): Holding {
  return { ...holding, quantity: -holding.quantity }
}

function holdingOf(lot: Lot, where: Whereabouts, facts: Facts, colors: Map<number, string>): Holding {
  const { part, itemType = 'P', condition = 'X', quantity } = lot
  const color = colors.get(lot.color) ?? colorKey(lot.color, facts)
  colors.set(lot.color, color)
  const { place, state, source } = where
  const known = condition === 'X' ? (where.condition ?? 'X') : condition
  return { itemType, part, color, condition: known, place, state, source, written: spelling(lot, facts), quantity }
}

/** The id is in lower case; the number that the system itself writes may not be. */
function spelling({ part, written }: Lot, facts: Facts): string {
  const { system, rest } = splitPrefix(part)
  if (system === undefined) return written ?? ''
  const number = isOtherSystem(system) ? facts.part(part)?.numbers[system] : undefined
  return number === undefined || number === rest ? '' : number
}
