/** A way for pieces from one node of a network to another one. */
export interface Arc {
  from: number
  to: number
  /** How many pieces may go this way. */
  capacity: number
  /** What each piece that goes this way counts for; `counts[0]` matters more than all others together, and so on. */
  counts?: readonly number[]
}

/**
 * Sends as many pieces as possible from node 0 to node 1, and of all ways to do so takes one that counts for most. The
 * answer is the number of pieces on each arc.
 *
 * Of several ways that count the same, all are filled in step, so that arcs from node 0 get pieces in proportion when
 * there are too few for all, as far as single pieces allow: in `rounds` steps.
 *
 * Pieces take the way that counts for most among those that are left, and may push earlier ones aside; then no order of
 * ways is better (Busacker and Gowen 1961). All ways of one worth are filled at once (Dinic 1970).
 */
export function bestFlow(nodes: number, arcs: readonly Arc[], rounds = 1): number[] {
  const net = openNetwork(nodes, arcs)
  while (rankNodes(net)) {
    const held = hold(net)
    for (let round = 1; round <= rounds; round++) {
      for (const { arc, left } of held) {
        net.room[arc] =
          (net.room[arc] ?? 0) + Math.floor((left * round) / rounds) - Math.floor((left * (round - 1)) / rounds)
      }
      while (layerNodes(net)) fill(net)
    }
  }
  return arcs.map((_, index) => net.room[2 * index + 1] ?? 0)
}

/** Arc `a` and its reverse `a ^ 1` stand side by side: what goes one way may be taken back the other way. */
interface Network {
  first: Int32Array
  next: Int32Array
  to: Int32Array
  room: number[]
  /** Of each arc, what a piece counts for, in `words` numbers. */
  worth: Float64Array
  words: number
  /** Of each node, the most that a piece counts for on its way there. */
  best: Float64Array
  isReached: Uint8Array
  layer: Int32Array
  /** The arc of each node to try next. */
  at: Int32Array
}

function openNetwork(nodes: number, arcs: readonly Arc[]): Network {
  const packing = packingFor(nodes, arcs)
  const { words } = packing
  const net: Network = {
    first: new Int32Array(nodes).fill(-1),
    next: new Int32Array(2 * arcs.length),
    to: new Int32Array(2 * arcs.length),
    room: [],
    worth: new Float64Array(2 * arcs.length * words),
    words,
    best: new Float64Array(nodes * words),
    isReached: new Uint8Array(nodes),
    layer: new Int32Array(nodes),
    at: new Int32Array(nodes),
  }
  arcs.forEach(({ from, to, capacity, counts = [] }, index) => {
    link(net, 2 * index, from, to, capacity)
    link(net, 2 * index + 1, to, from, 0)
    counts.forEach((value, place) => {
      const weighed = value * packing.base ** (packing.perWord - 1 - (place % packing.perWord))
      const word = Math.floor(place / packing.perWord)
      const there = 2 * index * words + word
      net.worth[there] = (net.worth[there] ?? 0) + weighed
      net.worth[there + words] = (net.worth[there + words] ?? 0) - weighed
    })
  })
  return net
}

function link({ first, next, to, room }: Network, arc: number, from: number, target: number, capacity: number): void {
  to[arc] = target
  room[arc] = capacity
  next[arc] = first[from] ?? -1
  first[from] = arc
}

/**
 * Several counts in one number, as digits, so far as they fit without loss. A way visits a node once, so that none of
 * its counts is more than the number of nodes times the largest of an arc; two ways differ by twice that.
 */
function packingFor(nodes: number, arcs: readonly Arc[]): { base: number; perWord: number; words: number } {
  const length = arcs.reduce((most, { counts = [] }) => Math.max(most, counts.length), 1)
  const largest = arcs.reduce((most, { counts = [] }) => Math.max(most, ...counts.map(Math.abs)), 1)
  const base = 4 * nodes * largest + 1
  const perWord = Math.max(1, Math.min(length, Math.floor(BITS / Math.log2(base))))
  return { base, perWord, words: Math.ceil(length / perWord) }
}

/** Of the 53 of a double, leaving one for the sign of a difference. */
const BITS = 52

/** Finds for each node what the best way there counts for; whether there is a way to node 1. */
function rankNodes(net: Network): boolean {
  const { first, next, to, room, best, words, isReached } = net
  isReached.fill(0)
  isReached[0] = 1
  best.fill(0, 0, words)
  const queue = [0]
  const isQueued = new Uint8Array(isReached.length)
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] ?? 0
    isQueued[node] = 0
    for (let arc = first[node] ?? -1; arc >= 0; arc = next[arc] ?? -1) {
      const there = to[arc] ?? 0
      if ((room[arc] ?? 0) === 0 || (isReached[there] && gain(net, node, arc) <= 0)) continue
      for (let word = 0; word < words; word++)
        best[there * words + word] = (best[node * words + word] ?? 0) + (net.worth[arc * words + word] ?? 0)
      isReached[there] = 1
      if (!isQueued[there]) queue.push(there)
      isQueued[there] = 1
    }
  }
  return isReached[1] === 1
}

/** How much better the way over this arc is than the best that is known; only the sign means anything. */
function gain({ best, worth, words, to }: Network, node: number, arc: number): number {
  const there = to[arc] ?? 0
  for (let word = 0; word < words; word++) {
    const sum = (best[node * words + word] ?? 0) + (worth[arc * words + word] ?? 0)
    const difference = sum - (best[there * words + word] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function isBest(net: Network, node: number, arc: number): boolean {
  return (net.room[arc] ?? 0) > 0 && gain(net, node, arc) === 0
}

/** Closes all arcs from node 0, to be opened step by step. */
function hold({ first, next, room }: Network): { arc: number; left: number }[] {
  const held: { arc: number; left: number }[] = []
  for (let arc = first[0] ?? -1; arc >= 0; arc = next[arc] ?? -1) {
    const left = room[arc] ?? 0
    if (left > 0) held.push({ arc, left })
    room[arc] = 0
  }
  return held
}

/** Numbers the nodes by how many of the best arcs lead there; whether any lead to node 1. */
function layerNodes(net: Network): boolean {
  const { first, next, to, layer, at } = net
  layer.fill(-1)
  layer[0] = 0
  at.set(first)
  const queue = [0]
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] ?? 0
    for (let arc = first[node] ?? -1; arc >= 0; arc = next[arc] ?? -1) {
      const there = to[arc] ?? 0
      if (layer[there] !== -1 || !isBest(net, node, arc)) continue
      layer[there] = (layer[node] ?? 0) + 1
      queue.push(there)
    }
  }
  return layer[1] !== -1
}

/** Sends pieces from layer to layer until none gets through. */
function fill(net: Network): void {
  const { next, to, layer, at, room } = net
  const way: number[] = []
  let node = 0
  for (;;) {
    const arc = at[node] ?? -1
    if (node === 1) {
      const pieces = way.reduce((least, step) => Math.min(least, room[step] ?? 0), Infinity)
      for (const step of way) {
        room[step] = (room[step] ?? 0) - pieces
        room[step ^ 1] = (room[step ^ 1] ?? 0) + pieces
      }
      way.length = 0
      node = 0
    } else if (arc < 0) {
      const back = way.pop()
      if (back === undefined) return
      node = to[back ^ 1] ?? 0
      at[node] = next[back] ?? -1
    } else if (layer[to[arc] ?? 0] === (layer[node] ?? 0) + 1 && isBest(net, node, arc)) {
      way.push(arc)
      node = to[arc] ?? 0
    } else at[node] = next[arc] ?? -1
  }
}
