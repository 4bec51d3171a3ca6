import { agreed, type Carried } from './carried.js'
import type { Problem } from './problem.js'

/**
 * Who numbers parts and colors. A number means nothing without it. `lego` has design numbers; in `element`, a number is
 * a part in a color, and the color of the lot says nothing.
 */
export type IdSystem = 'ldraw' | 'bricklink' | 'rebrickable' | 'brickowl' | 'lego' | 'element'

/** BrickLink's kinds of item: set, part, minifigure, book, gear, catalog, instruction, original box. */
export type ItemType = 'S' | 'P' | 'M' | 'B' | 'G' | 'C' | 'I' | 'O'

/** New, used, or as BrickLink writes it in wanted lists, either. */
export type Condition = 'N' | 'U' | 'X'

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
  // Most lots of a list are named once, so that they need no array of their own.
  const groups = new Map<string | number, Lot | [Lot, ...Lot[]]>()
  return {
    add(lot) {
      const key = keyOf(lot)
      const known = groups.get(key)
      if (known === undefined) groups.set(key, lot)
      else if (!Array.isArray(known)) groups.set(key, [known, lot])
      else if (known.push(lot) > MANY) known.splice(0, known.length, addUp(known))
    },
    lots: () => Array.from(groups.values(), (known) => (Array.isArray(known) ? addUp(known) : known)),
  }
}

export interface Collector {
  add(lot: Lot): void
  /** All that was added, each thing once, in the order of first naming. */
  lots(): Lot[]
}

/** So many of the same lot are kept before they are added up. */
const MANY = 64

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
  const parts = new Map<string, number>()
  const colors = new Map<number, number>()
  const words = new Map<string | undefined, number>()
  const varieties = new Map<number, number>()
  return (lot) => {
    const { itemType = 'P', part, color, condition = 'X', role } = lot
    const [type, state, use] = [numberOf(words, itemType), numberOf(words, condition), numberOf(words, role)]
    const variety = numberOf(varieties, ((numberOf(colors, color) * 64 + type) * 64 + state) * 64 + use)
    if (variety >= 4096) return lotKey(lot)
    return numberOf(parts, part.toLowerCase()) * 4096 + variety
  }
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

function addUp(lots: [Lot, ...Lot[]]): Lot {
  const [first, ...others] = lots
  if (others.length === 0) return first
  const sum: Lot = { ...first, quantity: piecesIn(lots) }
  if (lots.some(({ have }) => have !== undefined)) sum.have = lots.reduce((total, { have = 0 }) => total + have, 0)
  if (lots.some(({ places }) => places)) sum.places = joinPlaces(lots.flatMap(({ places }) => places ?? []))
  if (lots.some(({ via }) => via)) sum.via = [...new Set(lots.flatMap(({ via }) => via ?? []))]
  const remarks = [...new Set(lots.flatMap(({ remarks }) => remarks || []))]
  if (remarks.length > 0) sum.remarks = remarks.join('; ')
  if (others.some(({ written }) => written !== first.written)) delete sum.written
  if (others.some(({ given }) => !isSame(given, first.given))) delete sum.given
  if (others.some(({ element }) => element !== first.element)) delete sum.element
  if (others.some(({ condition }) => condition !== first.condition)) sum.condition = 'X'
  if (lots.some(({ carried }) => carried)) sum.carried = agreed(lots.map(({ carried = {} }) => carried))
  const maxPrice = lots.map((lot) => lot.maxPrice).reduce(cheaper)
  if (maxPrice !== undefined) sum.maxPrice = maxPrice
  return sum
}

function isSame(a: Given | undefined, b: Given | undefined): boolean {
  return (
    a === b || (a?.system === b?.system && a?.part.toLowerCase() === b?.part.toLowerCase() && a?.color === b?.color)
  )
}

/** What stands in one step of one submodel is in one place, which starts at the first of its lines. */
function joinPlaces(places: Place[]): Place[] {
  const joined = new Map<string, Place>()
  for (const place of places) {
    const key = `${place.file}\t${place.model ?? ''}\t${place.step ?? ''}`
    const known = joined.get(key)
    if (!known) joined.set(key, { ...place })
    else {
      known.quantity += place.quantity
      known.line = Math.min(known.line, place.line)
    }
  }
  return [...joined.values()]
}

/** The stricter of two price limits: nobody pays more than either list allowed. */
function cheaper(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Number(a) <= Number(b) ? a : b
}
