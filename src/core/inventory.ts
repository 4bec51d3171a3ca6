import { addTo, startSum, totalOf, type Sum } from './add-up.js'
import type { Carried } from './carried.js'
import type { Problem } from './problem.js'

/**
 * Who numbers parts and colors. A number means nothing without it. `lego` has design numbers; in `element`, a number is
 * a part in a color, and the color of the lot says nothing.
 */
export type IdSystem = 'ldraw' | 'bricklink' | 'rebrickable' | 'brickowl' | 'lego' | 'element'

/**
 * BrickLink's kinds of item, in the order in which lists have them: set, part, minifigure, book, gear, catalog,
 * instruction, original box.
 */
export const ITEM_TYPES = ['S', 'P', 'M', 'B', 'G', 'C', 'I', 'O'] as const
export type ItemType = (typeof ITEM_TYPES)[number]

/** New, used, or as BrickLink writes it in wanted lists, either. */
export const CONDITIONS = ['N', 'U', 'X'] as const
export type Condition = (typeof CONDITIONS)[number]

/** A part and a color in the numbers of a list, as they are today. */
export interface Given {
  system: IdSystem
  part: string
  color: number
}

/** A spare part; another part that may come in its place; a part of which this is made, or that is made of it. */
export type Role = 'extra' | 'alternate' | 'counterpart'

/** Where pieces of a lot come from: so many, first named at this line of this submodel. */
export interface Place {
  file: string
  /** The submodel, as its `0 FILE` line names it; absent in lists that have none. */
  model?: string
  /** Counted from 1. */
  line: number
  /** The building step of the submodel, counted from 1. */
  step?: number
  quantity: number
}

/** So many of one part in one color. */
export interface Lot {
  /** In the inventory's id system. */
  part: string
  /** In the inventory's id system. LDraw direct colors are numbers from 0x2000000 on; 16 is "not chosen". */
  color: number
  quantity: number
  /** Absent means P, a part. */
  itemType?: ItemType
  condition?: Condition
  /** Decimal text in the user's currency, as it will be written. */
  maxPrice?: string
  /** How many are already at hand, as lists with a "have" column say. */
  have?: number
  remarks?: string
  /** What a set's inventory calls a piece that is not needed to build it. Absent means that it is. */
  role?: Role
  /** The LEGO element number, where the list names it. */
  element?: string
  /** What the list says besides: only to be handed on to formats that have a place for it. */
  carried?: Carried
  /**
   * The number as the file writes it, where all references agree and it is an older name of `part`. Shops may know
   * it better: LDraw moved 3660 to 3660a; to shops that is the older mould, and 3660 is 3660.
   */
  written?: string
  /** What a list of another system calls it: there, it is this, whatever its number at home. */
  given?: Given
  places?: Place[]
  /** What was done on the way here, one short sentence each: `3040 moved to 3040b`. */
  via?: string[]
}

/** Lots in one id system, each part and color (and item type and condition) once. */
export interface Inventory<S extends IdSystem = IdSystem> {
  system: S
  lots: Lot[]
}

/**
 * Makes an inventory of lots in any order, adding up those that are the same thing: those with equal keys.
 * Order is kept: a lot stands where it was first named.
 */
export function inventory<S extends IdSystem>(
  system: S,
  lots: Iterable<Lot>,
  keyOf: (lot: Lot) => string | number = lotKeys(),
): Inventory<S> {
  const collector = collectLots(keyOf)
  for (const lot of lots) collector.add(lot)
  return { system, lots: collector.lots() }
}

/**
 * Adds up lots as they come, for readers of lists of any length: what is kept grows with the different lots only,
 * not with how often each is named.
 */
export function collectLots(keyOf: (lot: Lot) => string | number = lotKeys()): Collector {
  const positions = new Map<string | number, number>()
  const lots: Lot[] = []
  // Most lots of a list are named once, so that they need no sum of their own.
  const sums = new Map<number, Sum>()
  return {
    add(lot) {
      const key = keyOf(lot)
      const position = positions.get(key)
      if (position === undefined) {
        positions.set(key, lots.length)
        lots.push(lot)
      } else addTo(sumAt(position, lot), lot)
    },
    lots: () => (sums.size === 0 ? lots : lots.map((lot, position) => withSum(lot, sums.get(position)))),
  }

  function sumAt(position: number, lot: Lot): Sum {
    const known = sums.get(position) ?? startSum(lots[position] ?? lot)
    sums.set(position, known)
    return known
  }
}

interface Collector {
  add(lot: Lot): void
  /** All that was added, each thing once, in the order of first naming. Then nothing more may be added. */
  lots(): Lot[]
}

function withSum(lot: Lot, sum: Sum | undefined): Lot {
  return sum === undefined ? lot : totalOf(sum)
}

/** Lots with equal keys are the same thing and are added up. */
export function lotKey({ itemType = 'P', part, color, condition = 'X', role }: Lot): string {
  const key = `${part.toLowerCase()}\t${color}`
  if (itemType === 'P' && condition === 'X' && role === undefined) return key
  return `${key}\t${itemType}${condition}${role ?? ''}`
}

/**
 * Keys that are equal where `lotKey` is. Nearly all of them are small numbers, which cost no memory: making texts, or
 * large numbers, is half of the work with a long list.
 */
function lotKeys(): (lot: Lot) => string | number {
  const spellings = new Map<string, number>()
  const parts = new Map<string, number>()
  const colors = new Map<number, number>()
  const varieties = new Map<number, number>()
  return (lot) => {
    const { itemType, part, color, condition, role } = lot
    const type = itemType === undefined || itemType === 'P' ? 0 : letter(itemType)
    const state = condition === undefined || condition === 'X' ? 0 : letter(condition)
    const use = role === undefined ? 0 : letter(role)
    const variety = numberOf(varieties, ((numberOf(colors, color) * 32 + type) * 32 + state) * 32 + use)
    if (variety >= 4096) return lotKey(lot)
    const spelling = spellings.get(part) ?? spelt(part)
    return spelling * 4096 + variety
  }

  function spelt(part: string): number {
    const number = numberOf(parts, part.toLowerCase())
    spellings.set(part, number)
    return number
  }
}

/** The first letter tells all item types, conditions and roles from others of their kind. */
function letter(word: string): number {
  return word.charCodeAt(0) % 32
}

function numberOf<K>(known: Map<K, number>, key: K): number {
  const found = known.get(key)
  if (found !== undefined) return found
  known.set(key, known.size)
  return known.size - 1
}

/** The number of pieces. */
export function pieces({ lots }: Inventory): number {
  return piecesIn(lots)
}

/** The number of pieces of lots, or of places. */
export function piecesIn(lots: Iterable<{ quantity: number }>): number {
  let sum = 0
  for (const { quantity } of lots) sum += quantity
  return sum
}

/** What a problem says of the lot that it is about: what it is, and where it first stands. */
export function placeOf(lot: Lot): Pick<Problem, 'file' | 'line' | 'part' | 'color' | 'quantity'> {
  const { part, color, quantity, places } = lot
  const first = places?.[0]
  const what = { part, color: String(color), quantity }
  return first ? { file: first.file, line: first.line, ...what } : what
}
