import { lazy } from '../core/lazy.js'
import { asker } from './catalog-ask.js'
import type { CatalogSets } from './catalog-sets.js'
import type { Database, Row } from './sqlite.js'

/** Where a part in a color was used, in all sets of the catalog, spares, figures and sets in sets counted. */
export interface LotUse {
  part: string
  color: number
  sets: number
  /** In all those sets, without spares. */
  pieces: number
  /** Undefined where no set says its year. */
  firstYear: number | undefined
  lastYear: number | undefined
}

export interface CatalogUses {
  /** Undefined when no set of the catalog has it; which does not say that it does not exist. */
  use(part: string, color: number): LotUse | undefined
  /** The colors that a part has in sets, the most used first. */
  uses(part: string): LotUse[]
  /** Which sets have a part, in one color or in any, and how many of it, without spares; those that have most first. */
  setsWith(part: string, color?: number): { number: string; quantity: number }[]
}

export function catalogUses(db: Database, { everything, sets }: CatalogSets): CatalogUses {
  const ask = asker(db)
  const numbers = lazy(() => sets().map(({ number }) => number))
  return {
    use: (part, color) => ask.all(`${USES} WHERE lot.part = ? AND lot.color = ?`, part, color).map(useOf)[0],
    uses: (part) => ask.all(`${USES} WHERE lot.part = ? ORDER BY sets DESC, color`, part).map(useOf),
    setsWith,
  }

  function setsWith(part: string, color?: number): { number: string; quantity: number }[] {
    const lots = ask.all('SELECT id, color FROM lot WHERE part = ?', part)
    const wanted = new Set(
      lots.filter((lot) => color === undefined || lot['color'] === color).map(({ id }) => Number(id)),
    )
    if (wanted.size === 0) return []
    const { each } = everything()
    const found: { number: string; quantity: number }[] = []
    for (const number of numbers()) {
      let quantity = -1
      each(number, (lot, more, isSpare) => {
        if (wanted.has(lot)) quantity = Math.max(quantity, 0) + (isSpare ? 0 : more)
      })
      if (quantity >= 0) found.push({ number, quantity })
    }
    return found.sort((a, b) => b.quantity - a.quantity)
  }
}

const USES = `
  SELECT lot.part, lot.color, lot_use.sets, lot_use.pieces, lot_use.first_year, lot_use.last_year
  FROM lot JOIN lot_use ON lot_use.lot = lot.id`

function useOf(row: Row): LotUse {
  return {
    part: String(row['part']),
    color: Number(row['color']),
    sets: Number(row['sets']),
    pieces: Number(row['pieces']),
    firstYear: row['first_year'] === null ? undefined : Number(row['first_year']),
    lastYear: row['last_year'] === null ? undefined : Number(row['last_year']),
  }
}
