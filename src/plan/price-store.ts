import type { Compiled } from './compiled.js'
import { limitedStores, lotsOfSegments, openLimitedPricing } from './price-limits.js'
import { splitByKey } from './split-by-key.js'

/** What is best to buy in one store when pieces are worth something: a store's part of the Lagrangian. */
export interface StorePricing {
  /**
   * The least that a store can cost less what its pieces are worth, with one of the levels `low` to `high`, and at least
   * that where the answer is not below `enough`.
   */
  price(store: number, values: Float64Array, low: number, high: number, enough: number): number
  /** The level that this is for. */
  level: number
  /** Segments that are bought to that end, and how much of each. */
  taken: Int32Array
  share: Float64Array
  count: number
}

/**
 * For fixed values of pieces, what to buy in a store is a knapsack of pieces by weight, in which goods below the minimum
 * cost nothing: max(minimum, goods) = the greatest of t minimum + (1 - t) goods over t from 0 to 1. Fractions of pieces are
 * allowed. Every t gives a valid bound, so the search for the best t may stop at any time.
 */
export function openPricing(compiled: Compiled): StorePricing {
  const { segmentStart, segmentLot, segments, minimum, levelCost, levelWeight, levelGoods } = compiled
  let most = 0
  for (let store = 0; store < compiled.stores; store++) {
    most = Math.max(most, (segmentStart[store + 1] as number) - (segmentStart[store] as number))
  }
  /** Of the items that are worth more than nothing: which segment, its worth, price and weight in full. */
  const places = new Int32Array(most)
  const gain = new Float64Array(most)
  const cost = new Float64Array(most)
  const weight = new Float64Array(most)
  const key = new Float64Array(most)
  const order = new Int32Array(most)
  const lots = new Float64Array(most)
  const isLimited = limitedStores(compiled)
  const lotsOf = isLimited.includes(1) ? lotsOfSegments(compiled) : undefined
  const limits = lotsOf && openLimitedPricing(compiled, most)
  let items = 0
  const result: StorePricing = {
    price,
    level: 0,
    taken: new Int32Array(most),
    share: new Float64Array(most),
    count: 0,
  }
  return result

  function price(store: number, values: Float64Array, low: number, high: number, enough: number): number {
    const need = minimum[store] as number
    const limited = isLimited[store] ? limits : undefined
    const end = segmentStart[store + 1] as number
    let all = 0
    let profit = 0
    let goods = 0
    let heavy = 0
    items = 0
    for (let segment = segmentStart[store] as number; segment < end; segment++) {
      const at = 4 * segment
      const worth = (values[segmentLot[segment] as number] as number) - (segments[at + 2] as number)
      const each = segments[at + 1] as number
      if (worth <= 0 || (need === 0 && worth <= each && !limited)) continue
      const pieces = segments[at] as number
      places[items] = segment
      if (lotsOf) lots[items] = lotsOf[segment] as number
      gain[items] = worth * pieces
      cost[items] = each * pieces
      weight[items] = (segments[at + 3] as number) * pieces
      all += worth * pieces
      if (worth > each) {
        profit += (worth - each) * pieces
        goods += each * pieces
        heavy += weight[items] as number
      }
      items++
    }
    result.level = low
    result.count = 0
    const first = levelCost[low] as number
    const least = first + (goods >= need ? -profit : Math.max(need - all, -profit))
    if (least >= enough) return least
    if (!limited) return priceGoods(need, goods, profit, heavy, low, high)
    const few = first + limited.price(store, { count: items, gain, cost, lots }, need)
    if (few >= enough) return few
    const many = priceGoods(need, goods, profit, heavy, low, high)
    if (many >= few) return many
    result.level = low
    result.count = limited.taken
    for (let at = 0; at < limited.taken; at++) {
      result.taken[at] = places[limited.order[at] as number] as number
      result.share[at] = 1
    }
    return few
  }

  /** The least by the weight of parcels and the minimum, when what is worth its price comes to so much. */
  function priceGoods(need: number, goods: number, profit: number, heavy: number, low: number, high: number): number {
    const first = levelCost[low] as number
    const free = goods >= need ? fillAll(-profit) : fillTo(need)
    const freeGoods = goods >= need ? goods : need
    const freeWeight = goods >= need ? heavy : sumTaken(weight)
    if (freeWeight <= (levelWeight[low] as number) && freeGoods <= (levelGoods[low] as number)) return first + free
    return bestLevel(free, freeWeight, freeGoods, need, low, high)
  }

  /** The best of several levels, each with its limits. The cost without limits, `free`, is the least for each. */
  function bestLevel(free: number, heavy: number, goods: number, need: number, low: number, high: number): number {
    const taken = result.taken.slice(0, result.count)
    const share = result.share.slice(0, result.count)
    let best = Infinity
    let kept: { level: number; taken: Int32Array; share: Float64Array } | undefined
    for (let level = low; level <= high; level++) {
      const fixed = levelCost[level] as number
      if (fixed + free >= best) break
      const isHeavy = heavy > (levelWeight[level] as number)
      const isDear = goods > (levelGoods[level] as number)
      if (!isHeavy && !isDear) {
        best = fixed + free
        kept = { level, taken, share }
        break
      }
      const value = isHeavy
        ? fillWeight(levelWeight[level] as number, need, best - fixed)
        : fillGoods(levelGoods[level] as number)
      const total = fixed + value
      if (total >= best) continue
      best = total
      kept = { level, taken: result.taken.slice(0, result.count), share: result.share.slice(0, result.count) }
    }
    if (kept) {
      result.level = kept.level
      result.taken.set(kept.taken)
      result.share.set(kept.share)
      result.count = kept.taken.length
    }
    return best
  }

  /** Takes what is worth its price; `value` is what that comes to. */
  function fillAll(value: number): number {
    let count = 0
    for (let item = 0; item < items; item++) {
      if ((gain[item] as number) <= (cost[item] as number)) continue
      result.taken[count] = places[item] as number
      result.share[count++] = 1
      order[count - 1] = item
    }
    result.count = count
    return value
  }

  /** Takes the items that are worth most for their price until the minimum is reached. */
  function fillTo(need: number): number {
    for (let item = 0; item < items; item++) {
      order[item] = item
      key[item] = (cost[item] as number) > 0 ? (gain[item] as number) / (cost[item] as number) : Infinity
    }
    return need - takeSplit(items, splitByKey(order, items, key, cost, need), cost, need)
  }

  /** Takes what is worth most for its price within a limit of goods. */
  function fillGoods(room: number): number {
    const count = pickProfitable(0)
    for (let at = 0; at < count; at++) {
      const item = order[at] as number
      key[item] = (cost[item] as number) > 0 ? (gain[item] as number) / (cost[item] as number) : Infinity
    }
    const worth = takeSplit(count, splitByKey(order, count, key, cost, room), cost, room)
    return sumTaken(cost) - worth
  }

  /**
   * Takes what is worth most for its weight within a limit of weight, goods below the minimum being free. The search for the
   * best share of the minimum ends where it is clear that `enough` is reached.
   */
  function fillWeight(room: number, need: number, enough: number): number {
    let worth = fillAt(0, room)
    let goods = sumTaken(cost)
    let best = goods - worth
    if (goods >= need || best >= enough) return best
    worth = fillAt(1, room)
    goods = sumTaken(cost)
    if (goods <= need) return need - worth
    best = Math.max(best, need - worth)
    let low = 0
    let high = 1
    for (let round = 0; round < 6 && best < enough; round++) {
      const share = (low + high) / 2
      worth = fillAt(share, room)
      goods = sumTaken(cost)
      best = Math.max(best, share * need + (1 - share) * goods - worth)
      if (goods < need) low = share
      else high = share
    }
    return best
  }

  /** Fills a parcel when goods cost only a part of their price. */
  function fillAt(share: number, room: number): number {
    const count = pickProfitable(share)
    for (let at = 0; at < count; at++) {
      const item = order[at] as number
      const left = (gain[item] as number) - (1 - share) * (cost[item] as number)
      key[item] = (weight[item] as number) > 0 ? left / (weight[item] as number) : Infinity
    }
    return takeSplit(count, splitByKey(order, count, key, weight, room), weight, room)
  }

  function pickProfitable(share: number): number {
    let count = 0
    for (let item = 0; item < items; item++) {
      if ((gain[item] as number) > (1 - share) * (cost[item] as number)) order[count++] = item
    }
    return count
  }

  /** Takes the first `full` of the order and of the next what fits into the room; answers what they are worth. */
  function takeSplit(count: number, full: number, sizes: Float64Array, room: number): number {
    let left = room
    let worth = 0
    for (let at = 0; at < full; at++) {
      const item = order[at] as number
      result.taken[at] = places[item] as number
      result.share[at] = 1
      left -= sizes[item] as number
      worth += gain[item] as number
    }
    result.count = full
    if (full === count || left <= 0) return worth
    const item = order[full] as number
    const share = left / (sizes[item] as number)
    result.taken[full] = places[item] as number
    result.share[full] = share
    result.count = full + 1
    return worth + share * (gain[item] as number)
  }

  /** The weight or the goods of what is taken. */
  function sumTaken(sizes: Float64Array): number {
    let sum = 0
    for (let at = 0; at < result.count; at++)
      sum += (result.share[at] as number) * (sizes[order[at] as number] as number)
    return sum
  }
}
