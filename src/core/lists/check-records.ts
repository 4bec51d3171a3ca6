import type { ColorFact } from '../catalog/catalog.js'
import { elementsOf } from '../catalog/elements.js'
import type { Facts } from '../catalog/facts.js'

/** Where a part in a color was used, in Rebrickable's numbers. */
export interface SetUse {
  part: string
  color: number
  sets: number
  /** Undefined where no set says its year. */
  firstYear: number | undefined
  lastYear: number | undefined
}

/** What is asked of a catalog, in Rebrickable's numbers. */
export interface SetRecords {
  /** Whether it knows what is in sets; without, element numbers are all there is to go by. */
  hasInventories: boolean
  knows(part: string): boolean
  /** The colors that a part has in sets. */
  uses(part: string): SetUse[]
  /** What sets have it as a piece of: the torso with arms of a plain torso. */
  wholes(part: string): string[]
}

/** A color that a part was made in. */
export interface MadeColor {
  fact: ColorFact
  /** Absent where only an element number says so. */
  sets?: number
  firstYear?: number
  lastYear?: number
}

/** All that the catalog has of one part. */
export interface PartRecord {
  /** The part, and its other moulds where these count as the part. */
  parts: string[]
  isKnown: boolean
  uses: SetUse[]
  wholes: string[]
  colors(): MadeColor[]
}

export function recordOf(number: string, records: SetRecords, facts: Facts, moulds: 'exact' | 'same'): PartRecord {
  const parts = moulds === 'exact' ? [number] : [number, ...facts.moulds(number)]
  const uses = parts.flatMap((part) => records.uses(part))
  return {
    parts,
    uses,
    isKnown: uses.length > 0 || records.knows(number) || numberedIn([number], facts).length > 0,
    wholes: uses.length > 0 ? [] : records.wholes(number),
    colors: () => (records.hasInventories ? madeIn(uses, facts) : numberedIn(parts, facts)),
  }
}

function madeIn(uses: SetUse[], facts: Facts): MadeColor[] {
  const made = new Map<ColorFact, MadeColor>()
  for (const { color, sets, firstYear, lastYear } of uses) {
    const fact = facts.color('rebrickable', color)
    if (!fact) continue
    const { sets: before = 0, firstYear: first = firstYear, lastYear: last = lastYear } = made.get(fact) ?? {}
    const sum: MadeColor = { fact, sets: before + sets }
    if (first !== undefined) sum.firstYear = Math.min(first, firstYear ?? first)
    if (last !== undefined) sum.lastYear = Math.max(last, lastYear ?? last)
    made.set(fact, sum)
  }
  return [...made.values()]
}

function numberedIn(parts: string[], facts: Facts): MadeColor[] {
  return facts.colors().flatMap((fact) => {
    const { rebrickable, kind } = fact
    if (rebrickable === undefined || kind !== 'own') return []
    return parts.some((part) => elementsOf(part, rebrickable, facts).length > 0) ? [{ fact }] : []
  })
}
