import type { Problem } from './problem.js'

/** Who numbers parts and colors. A number means nothing without it. */
export type IdSystem = 'ldraw' | 'bricklink' | 'rebrickable' | 'brickowl' | 'lego'

/** BrickLink's kinds of item: set, part, minifigure, book, gear, catalog, instruction, original box. */
export type ItemType = 'S' | 'P' | 'M' | 'B' | 'G' | 'C' | 'I' | 'O'

/** New, used, or as BrickLink writes it in wanted lists, either. */
export type Condition = 'N' | 'U' | 'X'

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
  /**
   * The number as the file writes it, where all references agree and it is an older name of `part`. Shops may know
   * it better: LDraw moved 3660 to 3660a; to shops that is the older mould, and 3660 is 3660.
   */
  written?: string
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
  keyOf: (lot: Lot) => string = lotKey,
): Inventory<S> {
  const groups = new Map<string, [Lot, ...Lot[]]>()
  for (const lot of lots) {
    const key = keyOf(lot)
    const known = groups.get(key)
    if (known) known.push(lot)
    else groups.set(key, [lot])
  }
  return { system, lots: [...groups.values()].map(addUp) }
}

/** Lots with equal keys are the same thing and are added up. */
export function lotKey({ itemType = 'P', part, color, condition = 'X' }: Lot): string {
  return `${itemType}\t${part.toLowerCase()}\t${color}\t${condition}`
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
  const maxPrice = lots.map((lot) => lot.maxPrice).reduce(cheaper)
  if (maxPrice !== undefined) sum.maxPrice = maxPrice
  return sum
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
