import type { Decisions } from '../catalog/decisions.js'
import type { Facts } from '../catalog/facts.js'
import { inventory, type Lot } from '../inventory.js'
import { shopKey } from '../translate/canonical.js'
import { openLotKeys } from './lot-keys.js'
import { openLotRules, type Substitute } from './lot-rules.js'

/** Pieces of a lot, and what comes in their place where a row of `[subs]` says so. */
export interface LotShare {
  of: Lot
  /** As the list has it; with the places of these pieces, where it has places. */
  lot: Lot
  by?: Substitute
}

/** The list that is bought: what `[subs]` accepts stands in it in place of what the model has. */
export function swapLots(lots: readonly Lot[], decisions: Decisions, facts: Facts): Lot[] {
  return decisions.subs.length === 0 ? [...lots] : joinShares(lotShares(lots, decisions, facts), decisions, facts)
}

/** The lots that shares come to, each thing once. */
export function joinShares(shares: readonly LotShare[], { file }: Pick<Decisions, 'file'>, facts: Facts): Lot[] {
  const swapped = shares.map(({ lot, by }) => (by ? asSwapped(lot, by.to, file) : lot))
  return inventory('ldraw', swapped, shopKey(facts)).lots
}

/** Each lot in the shares that `[subs]` makes of it, by the first row that holds: shares of a lot add up to it. */
export function lotShares(lots: readonly Lot[], decisions: Decisions, facts: Facts): LotShare[] {
  const { substitutes } = openLotRules(decisions, facts, openLotKeys(facts, decisions))
  return lots.flatMap((of) => {
    const shares: LotShare[] = []
    let rest: Lot | undefined = of
    for (const by of substitutes(of)) {
      if (!rest) break
      const { here, there }: Divided = by.model === undefined ? { here: rest } : divide(rest, by)
      if (here) shares.push({ of, lot: here, by })
      rest = there
    }
    return rest ? [...shares, { of, lot: rest }] : shares
  })
}

export interface Divided {
  here?: Lot
  there?: Lot
}

/** The pieces of a lot that stand in certain places, and the others. */
export function divide(lot: Lot, { holds }: Pick<Substitute, 'holds'>): Divided {
  const { places = [] } = lot
  const within = places.filter(holds)
  const quantity = within.reduce((sum, place) => sum + place.quantity, 0)
  if (quantity === 0) return { there: lot }
  if (quantity >= lot.quantity) return { here: lot }
  const beside = places.filter((place) => !within.includes(place))
  return {
    here: { ...lot, quantity, places: within },
    there: { ...lot, quantity: lot.quantity - quantity, places: beside },
  }
}

/** The same pieces as another thing: what a list says of the old one does not hold of it. */
function asSwapped(lot: Lot, { part, color, written }: Lot, file: string): Lot {
  const { quantity, condition, role, places, maxPrice, remarks, via = [] } = lot
  return {
    ...{ part, color, quantity },
    ...(written !== undefined && { written }),
    ...(condition && { condition }),
    ...(role && { role }),
    ...(places && { places }),
    ...(maxPrice !== undefined && { maxPrice }),
    ...(remarks !== undefined && { remarks }),
    via: [...via, `${file}: in place of ${lot.written ?? lot.part}`],
  }
}
