import type { Link, NeedClass, OwnClass, Shelf, Thicket } from './assign-classes.js'
import type { Bound } from './assign-keys.js'
import { bestFlow, type Arc } from './flow.js'

/** So many pieces of lots that are alike go to lots with the same choices. */
export interface Flow {
  link: Link
  from: OwnClass
  pieces: number
}

/** How many pieces go where, so that most are matched, and most by strict rules. */
export function thicketFlow(thicket: Thicket, { isShared }: { isShared: boolean }): Map<NeedClass, Flow[]> {
  const { needs, owns } = thicket
  const [need, own] = [needs[0], owns[0]]
  if (needs.length === 1 && owns.length === 1 && need && own) return alone(need, own)
  const { nodes, arcs, inner, outer } = networkOf(thicket)
  const most = isShared && needs.length > 1 ? Math.max(...needs.map(neededBy)) : 1
  const flow = bestFlow(nodes, arcs, Math.min(most, ROUNDS))
  const flows = new Map<NeedClass, Flow[]>()
  const stocks = new Map<Shelf, { own: OwnClass; pieces: number }[]>()
  for (const { arc, shelf, own } of outer) {
    const pieces = flow[arc] ?? 0
    if (pieces > 0) stocks.set(shelf, [...(stocks.get(shelf) ?? []), { own, pieces }])
  }
  // Which pieces of a shelf go to whom does not matter: the strictest links come first.
  for (const { arc, need, link } of inner.toSorted((a, b) => a.link.rank - b.link.rank)) {
    const known = flows.get(need) ?? []
    flows.set(need, known)
    let open = flow[arc] ?? 0
    for (const stock of stocks.get(link.shelf) ?? []) {
      const pieces = Math.min(open, stock.pieces)
      if (pieces === 0) continue
      known.push({ link, from: stock.own, pieces })
      stock.pieces -= pieces
      open -= pieces
    }
  }
  return flows
}

/** Beyond so many steps, shares of different lots are as near to proportion as anybody can see. */
const ROUNDS = 64

/** Without competition, the strictest rule that has room goes first. */
function alone(need: NeedClass, own: OwnClass): Map<NeedClass, Flow[]> {
  let left = Math.min(neededBy(need), heldBy(own))
  const flows: Flow[] = []
  const rooms = new Map<Bound, number>()
  for (const link of need.links) {
    const room = link.most === undefined ? left : (rooms.get(link.most) ?? boundOf(need, link.most))
    const pieces = Math.min(left, room)
    if (link.most) rooms.set(link.most, room - pieces)
    if (pieces > 0) flows.push({ link, from: own, pieces })
    left -= pieces
  }
  return new Map([[need, flows]])
}

interface Way {
  arc: number
  need: NeedClass
  link: Link
}

interface Network {
  nodes: number
  arcs: Arc[]
  /** The arcs into shelves. */
  inner: Way[]
  /** The arcs out of them. */
  outer: { arc: number; shelf: Shelf; own: OwnClass }[]
}

function networkOf({ needs, shelves, owns }: Thicket): Network {
  const net: Network = { nodes: 2, arcs: [], inner: [], outer: [] }
  const count = counting(needs.flatMap(({ links }) => links))
  const shelfNodes = new Map(shelves.map((shelf) => [shelf, net.nodes++]))
  const ownNodes = new Map(owns.map((own) => [own, net.nodes++]))
  for (const need of needs) {
    const node = net.nodes++
    net.arcs.push({ from: 0, to: node, capacity: neededBy(need) })
    const boundNodes = new Map<Bound, number>()
    for (const link of need.links) {
      const to = shelfNodes.get(link.shelf) ?? 0
      const from = link.most === undefined ? node : boundNode(need, link.most, node, boundNodes)
      net.inner.push({ arc: net.arcs.length, need, link })
      net.arcs.push({ from, to, capacity: neededBy(need), counts: count(link) })
    }
  }
  for (const shelf of shelves) {
    for (const own of shelf.owns) {
      net.outer.push({ arc: net.arcs.length, shelf, own })
      net.arcs.push({ from: shelfNodes.get(shelf) ?? 0, to: ownNodes.get(own) ?? 0, capacity: heldBy(own) })
    }
  }
  for (const own of owns) net.arcs.push({ from: ownNodes.get(own) ?? 0, to: 1, capacity: heldBy(own) })
  return net

  /** All pieces that come by rules of one bound pass one node. */
  function boundNode(need: NeedClass, most: Bound, node: number, known: Map<Bound, number>): number {
    const found = known.get(most)
    if (found !== undefined) return found
    const made = net.nodes++
    known.set(most, made)
    net.arcs.push({ from: node, to: made, capacity: boundOf(need, most) })
    return made
  }
}

function neededBy({ slots }: NeedClass): number {
  return slots.reduce((sum, { left }) => sum + left, 0)
}

function boundOf({ slots }: NeedClass, most: Bound): number {
  return slots.reduce((sum, { rooms }) => sum + (rooms?.get(most) ?? 0), 0)
}

function heldBy({ items }: OwnClass): number {
  return items.reduce((sum, { left }) => sum + left, 0)
}

/**
 * What a piece counts for: first that its kind of rule is strict, then that the rule is, then that its condition is the
 * very one. All ways have as many pieces, so that the last of each need not be counted.
 */
function counting(links: Link[]): (link: Link) => number[] {
  const kinds = distinct(links.map(({ kind }) => kind))
  const levels = distinct(links.map(({ level }) => level))
  const tells = new Set(links.map(({ isAlike }) => isAlike)).size > 1
  return ({ kind, level, isAlike }) => [
    ...kinds.slice(0, -1).map((one) => Number(one === kind)),
    ...(levels.length > kinds.length ? levels.slice(0, -1).map((one) => Number(one === level)) : []),
    ...(tells ? [Number(isAlike)] : []),
  ]
}

function distinct(numbers: number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b)
}
