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
 * Makes an inventory of lots in any order, adding up those that are the same thing.
 * Order is kept: a lot stands where it was first named.
 */
export function inventory<S extends IdSystem>(system: S, lots: Iterable<Lot>): Inventory<S> {
  const merged = new Map<string, Lot>()
  for (const lot of lots) {
    const key = lotKey(lot)
    const known = merged.get(key)
    merged.set(key, known ? join(known, lot) : lot)
  }
  return { system, lots: [...merged.values()] }
}

/** Lots with equal keys are the same thing and are added up. */
export function lotKey({ itemType = 'P', part, color, condition = 'X' }: Lot): string {
  return `${itemType}\t${part.toLowerCase()}\t${color}\t${condition}`
}

/** The number of pieces. */
export function pieces({ lots }: Inventory): number {
  return lots.reduce((sum, { quantity }) => sum + quantity, 0)
}

function join(a: Lot, b: Lot): Lot {
  const joined: Lot = { ...a, quantity: a.quantity + b.quantity }
  if (a.have !== undefined || b.have !== undefined) joined.have = (a.have ?? 0) + (b.have ?? 0)
  if (a.places || b.places) joined.places = [...(a.places ?? []), ...(b.places ?? [])]
  if (a.via || b.via) joined.via = [...new Set([...(a.via ?? []), ...(b.via ?? [])])]
  const remarks = [...new Set([a.remarks, b.remarks].filter((text) => text !== undefined && text !== ''))]
  if (remarks.length > 0) joined.remarks = remarks.join('; ')
  if (a.written !== b.written) delete joined.written
  const maxPrice = cheaper(a.maxPrice, b.maxPrice)
  if (maxPrice !== undefined) joined.maxPrice = maxPrice
  return joined
}

/** The stricter of two price limits: nobody pays more than either list allowed. */
function cheaper(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Number(a) <= Number(b) ? a : b
}
