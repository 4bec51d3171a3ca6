import type { MipSolver } from '../core/mip.js'
import type { Compiled } from './compiled.js'
import { draftOf, type Incumbent } from './incumbent.js'
import { polish } from './polish.js'
import { restrict } from './restrict.js'

/** So many offers are not too many. Where parcels cost more the heavier they are, those of the best plan stay as heavy as they are. */
const KERNELS = {
  plain: { offers: 5500, nodes: 20, reach: Infinity },
  stepped: { offers: 4000, nodes: 3, reach: 0 },
}

/** Fewer lots are better shared out among all stores at once. */
const MANY = 150

/**
 * Orders as cheaply as possible from the stores of the best plan and the most promising others, which `part` has first, by a
 * mixed integer program. Each call takes other stores than the one before.
 */
export function openKernel(part: Compiled, incumbent: Incumbent, mip: MipSolver | undefined): () => void {
  const isPlain = part.levelCost.length < 1.2 * part.stores
  const { offers, nodes, reach } = isPlain ? KERNELS.plain : KERNELS.stepped
  let next = 0
  return () => {
    if (!mip || part.lots < MANY || incumbent.lacking > 0 || part.maxStores < part.stores) return
    const { isOver } = incumbent
    const { stores, last } = kernelOf(part, incumbent, next, offers)
    next = last
    if (stores.length === 0) return
    const chosen = restrict(part, stores)
    const draft = draftOf(chosen, incumbent.plan)
    incumbent.offer(chosen, polish(chosen, draft, mip, { gap: 2e-3, nodes, reach, isRounded: true, isOver }).draft)
  }
}

/**
 * The stores of the best plan, and others of `part` from one on, as long as there is room; and which would be next. None where
 * those of the best plan alone are too many.
 */
function kernelOf(
  part: Compiled,
  { plan }: Incumbent,
  first: number,
  offers: number,
): { stores: Int32Array; last: number } {
  const { lots } = draftOf(part, plan)
  const isChosen = Uint8Array.from(lots, (count) => (count > 0 ? 1 : 0))
  const size = (store: number): number => (part.offerStart[store + 1] as number) - (part.offerStart[store] as number)
  let sum = isChosen.reduce((all, one, store) => all + one * size(store), 0)
  if (sum > 1.3 * offers) return { stores: new Int32Array(0), last: first }
  const room = Math.max(offers, 1.15 * sum)
  let last = first
  for (let count = 0; count < part.stores; count++) {
    if (!isChosen[last]) {
      if (sum + size(last) > room) break
      isChosen[last] = 1
      sum += size(last)
    }
    last = (last + 1) % part.stores
  }
  return { stores: Int32Array.from(isChosen.keys()).filter((store) => isChosen[store]), last }
}
