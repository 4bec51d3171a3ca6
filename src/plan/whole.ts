import type { MipSolver } from '../core/mip.js'
import type { Compiled } from './compiled.js'
import { emptyDraft, roomOf, setTake, takeChange, type Draft } from './draft.js'
import { exactModel } from './exact-model.js'
import { draftOf, type Incumbent } from './incumbent.js'
import { restrict } from './restrict.js'
import { relocate } from './relocate.js'

/** So many offers are not too many for one program; more where rules for numbers of stores and lots make other bounds weak. */
const MOST_OFFERS = { plain: 400, ruled: 3000 }

/**
 * Solves a small instance as one mixed integer program: first for as few missing pieces as possible, then for the least
 * total. Each call allows more work than the one before. Answers whether there is anything in that.
 */
export function openWhole(compiled: Compiled, incumbent: Incumbent, mip: MipSolver | undefined): () => boolean {
  let nodes = 20
  let isLeast = false
  return () => {
    const isRuled = incumbent.lacking > 0 || compiled.maxStores < compiled.stores || hasRules(compiled)
    const most = isRuled ? MOST_OFFERS.ruled : MOST_OFFERS.plain
    if (!mip || compiled.offerLot.length > most || compiled.offerLot.length === 0) return false
    nodes *= 5
    const { isOver, gap } = incumbent
    const stores = Int32Array.from({ length: compiled.stores }, (_, store) => store).filter(
      (store) => compiled.offerStart[store] !== compiled.offerStart[store + 1],
    )
    const part = restrict(compiled, stores)
    if (incumbent.lacking > 0 && !isLeast) {
      const {
        mip: program,
        start,
        takes,
        lacking,
      } = exactModel(part, draftOf(part, incumbent.plan), { ...EVERYTHING, goal: 'pieces' })
      const { values, bound } = mip(program, { gap: 0, nodes, isOver, start })
      if (values) incumbent.offer(part, draftFrom(part, takes(values)))
      isLeast = bound > lacking - 1 + 1e-6
    }
    const draft = draftOf(part, incumbent.plan)
    const { mip: program, start, unit, takes } = exactModel(part, draft, EVERYTHING)
    const { values, bound } = mip(program, { gap: gap / 2, nodes, isOver, start })
    if (values) incumbent.offer(part, draftFrom(part, takes(values)))
    // Where fewer pieces could be missing, the bound holds only for plans that miss as many.
    if (incumbent.lacking === 0 || isLeast)
      incumbent.raise(incumbent.lacking + bound * unit - 1e-6 * Math.abs(bound * unit))
    return true
  }
}

/** Whether most stores have rules for numbers of lots. */
function hasRules({ stores, lotAverage, lotLimit, offerStart }: Compiled): boolean {
  let ruled = 0
  for (let store = 0; store < stores; store++) {
    const offers = (offerStart[store + 1] as number) - (offerStart[store] as number)
    if ((lotAverage[store] as number) > 0 || (lotLimit[store] as number) < offers) ruled++
  }
  return ruled > stores / 2
}

const EVERYTHING = { isWhole: true, reach: Infinity, goal: 'total' } as const

/** Takes that a program found, as far as they keep the rules. */
export function draftFrom(compiled: Compiled, takes: Float64Array): Draft {
  const draft = emptyDraft(compiled)
  takes.forEach((quantity, offer) => {
    const most = Math.min(quantity, roomOf(compiled, draft, offer))
    if (most > 0 && takeChange(compiled, draft, offer, most) < Infinity) setTake(compiled, draft, offer, most)
  })
  relocate(compiled, draft, { mayOpen: false, rounds: 3 })
  return draft
}
