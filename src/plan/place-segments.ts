import type { Compiled } from './compiled.js'
import { takeGoods } from './evaluate.js'

type Offers = Omit<Compiled, 'segmentStart' | 'segmentLot' | 'segmentOffer' | 'segments' | 'maxStores'>
type Segments = Pick<Compiled, 'segmentStart' | 'segmentLot' | 'segmentOffer' | 'segments'>

/** So many pieces of a lot, for so much: a corner of what an offer can be at least. */
interface Corner {
  pieces: number
  goods: number
  penalty: number
  weight: number
}

/** So many pieces at one price, of one offer. */
interface Segment {
  offer: number
  pieces: number
  goods: number
  penalty: number
  weight: number
}

/** What bounds see of the offers. */
export function placeSegments(compiled: Offers): Segments {
  const { offerLot, offerStore, stores, demand } = compiled
  const starts = new Int32Array(stores + 1)
  const lots: number[] = []
  const offers: number[] = []
  const numbers: number[] = []
  let offer = 0
  while (offer < offerLot.length) {
    const lot = offerLot[offer] as number
    const store = offerStore[offer] as number
    const own: Segment[] = []
    let count = 0
    for (; offer < offerLot.length && offerLot[offer] === lot && offerStore[offer] === store; offer++) {
      addSegments(compiled, offer, own)
      count++
    }
    for (const { pieces, ...segment } of count > 1 ? useful(own, demand[lot] as number) : own) {
      lots.push(lot)
      offers.push(segment.offer)
      numbers.push(pieces, segment.goods, segment.penalty, segment.weight)
    }
    starts[store + 1] = lots.length
  }
  for (let store = 0; store < stores; store++) {
    starts[store + 1] = Math.max(starts[store + 1] as number, starts[store] as number)
  }
  return {
    segmentStart: starts,
    segmentLot: Int32Array.from(lots),
    segmentOffer: Int32Array.from(offers),
    segments: Float64Array.from(numbers),
  }
}

function addSegments(compiled: Offers, offer: number, segments: Segment[]): void {
  let last: Corner = { pieces: 0, goods: 0, penalty: 0, weight: 0 }
  for (const corner of cornersOf(compiled, offer)) {
    const pieces = corner.pieces - last.pieces
    segments.push({
      offer,
      pieces,
      goods: (corner.goods - last.goods) / pieces,
      penalty: (corner.penalty - last.penalty) / pieces,
      weight: (corner.weight - last.weight) / pieces,
    })
    last = corner
  }
}

/**
 * Of several offers of a store for one lot, what is of use: no more than all that is wanted from those that are better in
 * price, penalty and weight. Else one store would seem to bring a lot many times over.
 */
function useful(segments: Segment[], demand: number): Segment[] {
  const kept: Segment[] = []
  segments.sort((a, b) => a.goods - b.goods || a.penalty - b.penalty || a.weight - b.weight || a.offer - b.offer)
  for (const segment of segments) {
    let left = demand
    for (const { pieces, penalty, weight } of kept) {
      if (penalty <= segment.penalty && weight <= segment.weight) left -= pieces
    }
    if (left > 0) kept.push({ ...segment, pieces: Math.min(left, segment.pieces) })
  }
  return kept
}

function cornersOf(compiled: Offers, offer: number): Corner[] {
  const tiers = (compiled.tierStart[offer + 1] as number) - (compiled.tierStart[offer] as number)
  return tiers > 0 ? tierCorners(compiled, offer) : packCorners(compiled, offer)
}

/** Whole packs, and one more of which only a part is wanted. */
function packCorners(compiled: Offers, offer: number): Corner[] {
  const lot = compiled.offerLot[offer] as number
  const bulk = compiled.bulk[offer] as number
  const demand = compiled.demand[lot] as number
  const stock = compiled.stock[offer] as number
  const full = Math.floor(Math.min(demand, stock) / bulk) * bulk
  const corner = (pieces: number, bought: number): Corner => ({
    pieces,
    goods: bought * (compiled.price[offer] as number),
    penalty: bought * (compiled.offerPenalty[offer] as number),
    weight: bought * (compiled.lotWeight[lot] as number),
  })
  const corners = full > 0 ? [corner(full, full)] : []
  return full < demand && full + bulk <= stock ? [...corners, corner(demand, full + bulk)] : corners
}

/** The lower hull of what so many pieces cost at least, when buying more may be cheaper; with no more weight than they have. */
function tierCorners(compiled: Offers, offer: number): Corner[] {
  const lot = compiled.offerLot[offer] as number
  const demand = compiled.demand[lot] as number
  const points: Corner[] = [{ pieces: 0, goods: 0, penalty: 0, weight: 0 }]
  for (const bought of usefulTakes(compiled, offer)) {
    const pieces = Math.min(bought, demand)
    points.push({
      pieces,
      goods: takeGoods(compiled, offer, bought),
      penalty: pieces * (compiled.offerPenalty[offer] as number),
      weight: pieces * (compiled.lotWeight[lot] as number),
    })
  }
  points.sort((a, b) => a.pieces - b.pieces || b.goods - a.goods)
  const most = points.at(-1)?.pieces ?? 0
  const hull: Corner[] = []
  for (const point of points) {
    while (hull.length > 0 && isAbove(hull, point)) hull.pop()
    hull.push(point)
  }
  return rising(hull, most)
}

/** A hull may fall: more pieces cost less. Then fewer cost no more than those, at least nothing. */
function rising(hull: Corner[], most: number): Corner[] {
  const corners = hull.filter(({ goods }, index) => !hull.slice(index + 1).some((later) => later.goods < goods))
  return corners.filter(({ pieces }) => pieces > 0 && pieces <= most)
}

/** Whether the last corner of the hull is above the line from the one before it to the point. */
function isAbove(hull: Corner[], point: Corner): boolean {
  const last = hull.at(-1) as Corner
  if (last.pieces === point.pieces) return last.goods >= point.goods && hull.length > 0
  const before = hull.at(-2)
  if (!before) return false
  return (
    (last.goods - before.goods) * (point.pieces - before.pieces) >=
    (point.goods - before.goods) * (last.pieces - before.pieces)
  )
}

/**
 * Quantities at which the price of what is bought bends: whole packs where tiers begin and just before, all that is
 * wanted, and all that is there.
 */
export function usefulTakes(
  {
    offerLot,
    demand,
    bulk,
    stock,
    tierStart,
    tierFrom,
  }: Pick<Compiled, 'offerLot' | 'demand' | 'bulk' | 'stock' | 'tierStart' | 'tierFrom'>,
  offer: number,
): number[] {
  const pack = bulk[offer] as number
  const wanted = demand[offerLot[offer] as number] as number
  const takes = new Set([pack, Math.floor(wanted / pack) * pack, Math.ceil(wanted / pack) * pack])
  for (let tier = tierStart[offer] as number; tier < (tierStart[offer + 1] as number); tier++) {
    const first = Math.ceil((tierFrom[tier] as number) / pack) * pack
    takes.add(first)
    takes.add(first - pack)
  }
  const most = Math.max(Math.ceil(wanted / pack) * pack, ...takes)
  takes.add(Math.floor(Math.min(stock[offer] as number, most) / pack) * pack)
  return [...takes].filter((take) => take > 0 && take <= (stock[offer] as number))
}
