import type { Lot } from '../inventory.js'
import { apportion } from './apportion.js'
import { classify, type Link, type NeedClass } from './assign-classes.js'
import { thicketFlow, type Flow } from './assign-flow.js'
import { keyLots, type Item, type Slot } from './assign-keys.js'
import { takePairs } from './assign-pairs.js'
import { withQuantity, type Match } from './reconcile.js'
import type { Matching } from './rules.js'

/** So many pieces of a lot that there is stand in for pieces of a lot that one of the lists needs. */
export interface Assigned extends Match {
  /** Which of the lists, counted from 0. */
  list: number
}

export interface Assignment {
  /** In the order of the lists and their lots, the strictest rule first. */
  matches: Assigned[]
  /** Of each list, what is not there. */
  missing: Lot[][]
  /** What is there and not needed. */
  left: Lot[]
}

/**
 * Gives what there is to those who need it, each piece once: for each needed lot, matched + missing = needed.
 *
 * Where `reconcile` goes rule by rule, this looks at all rules together. Nothing that the rules allow leaves fewer pieces
 * missing; of all that leave as few, this has the most exact matches, then the most of other moulds, and so on in the
 * order of the rules. Where several lists compete for the same pieces, each gets a share in proportion to what it needs.
 *
 * What has no choice at all goes first. Of the rest, lots with the same choices are one node of a network, so that its size
 * depends on how much they differ, not on how many there are. What has no choice in common is solved apart.
 */
export function assign(lists: readonly (readonly Lot[])[], own: readonly Lot[], matching: Matching): Assignment {
  const keyed = keyLots(lists, own, matching.rules)
  const { slots, stock } = keyed
  const matches: (Assigned & { slot: number; rank: number })[] = []
  for (const { slot, item, rule } of takePairs(keyed, matching)) {
    const quantity = Math.min(slot.left, item.left)
    slot.left -= quantity
    item.left -= quantity
    matches.push({ slot: slot.index, rank: 0, list: slot.list, need: slot.lot, own: item.lot, quantity, rule })
  }
  for (const thicket of classify(keyed, matching)) {
    const flows = thicketFlow(thicket, { isShared: lists.length > 1 })
    for (const [need, some] of flows) serve(need, some)
  }
  matches.sort((a, b) => a.slot - b.slot || a.rank - b.rank)
  const missing = lists.map((): Lot[] => [])
  for (const { list, lot, left } of slots) if (left > 0) missing[list]?.push(withQuantity(lot, left))
  return {
    matches: matches.map(({ list, need, own, quantity, rule }) => ({ list, need, own, quantity, rule })),
    missing,
    left: leftOf(own, stock),
  }

  /** What may come only for some pieces goes first, lest others take the place of those. */
  function serve(need: NeedClass, flows: Flow[]): void {
    shareOut(need, flows)
    for (const isBound of [true, false]) {
      for (const flow of flows) {
        if ((flow.link.most !== undefined) !== isBound) continue
        for (const limit of ['share', 'left'] as const) flow.pieces -= hand(need, flow, limit)
      }
    }
  }

  function hand({ slots: some }: NeedClass, { link, from, pieces }: Flow, limit: 'share' | 'left'): number {
    let open = pieces
    for (const slot of some) {
      for (let there = from.items[from.at]; there && open > 0; there = from.items[from.at]) {
        const quantity = Math.min(open, there.left, slot.left, slot[limit], roomIn(slot, link))
        if (quantity <= 0) break
        add(slot, { need: slot.lot, own: there.lot, quantity, link })
        open -= quantity
        there.left -= quantity
        if (there.left === 0) from.at++
      }
    }
    return pieces - open
  }

  function add(
    slot: Slot,
    { need, own: lot, quantity, link }: Pick<Match, 'need' | 'own' | 'quantity'> & { link: Link },
  ) {
    slot.left -= quantity
    slot.share -= quantity
    if (link.most) slot.rooms?.set(link.most, roomIn(slot, link) - quantity)
    const rank = link.rank
    matches.push({ slot: slot.index, rank, list: slot.list, need, own: lot, quantity, rule: link.rule })
  }
}

function leftOf(own: readonly Lot[], stock: readonly (Item | undefined)[]): Lot[] {
  const all: Lot[] = []
  own.forEach((lot, place) => {
    const left = stock[place]?.left ?? lot.quantity
    if (left > 0) all.push(withQuantity(lot, left))
  })
  return all
}

function roomIn({ rooms, left }: Slot, { most }: Link): number {
  return most ? (rooms?.get(most) ?? 0) : left
}

/** Of lists that need the same, each gets a share of what there is; of one list, first lots first. */
function shareOut({ slots }: NeedClass, flows: Flow[]): void {
  const pieces = flows.reduce((sum, flow) => sum + flow.pieces, 0)
  const [only, other] = slots
  if (only && !other) {
    only.share = Math.min(pieces, only.left)
    return
  }
  const lists = [...new Set(slots.map(({ list }) => list))]
  const asked = lists.map((list) => slots.reduce((sum, slot) => sum + (slot.list === list ? slot.left : 0), 0))
  const shares = apportion(pieces, asked)
  lists.forEach((list, index) => {
    let open = shares[index] ?? 0
    for (const slot of slots) {
      if (slot.list !== list) continue
      slot.share = Math.min(open, slot.left)
      open -= slot.share
    }
  })
}
