/**
 * What people do without a planner, each as well as it can be done by hand: answers a plan, or nothing where none was
 * found before it was over. Baskets are chosen by rough costs; what they come to is for the verifier to say.
 */
export const BASELINES = { greedy, local, pairs: (market, isOver) => byCount(market, 2, isOver), triples }

/** Each lot where it is cheapest, whatever the parcels cost. */
function greedy(market) {
  return assigned(market, new Set(market.instance.stores.keys())).plan
}

/** The store that brings most for its money, again and again; then stores are left out, exchanged and added while it pays. */
function local(market, isOver) {
  const open = new Set()
  let now = assigned(market, open)
  while (now.missing > market.unfillable && !isOver()) {
    const next = [...market.byStore.keys()].filter((store) => !open.has(store))
    const worths = next.map((store) => ({ store, worth: worthOf(market, store, now.left) }))
    open.add(worths.reduce((a, b) => (b.worth < a.worth ? b : a)).store)
    now = assigned(market, open)
  }
  if (now.missing > market.unfillable) return
  for (let better = true; better && !isOver();) {
    better = false
    for (const change of changes(market, open)) {
      if (isOver()) break
      const changed = change(new Set(open))
      const after = assigned(market, changed)
      if (after.missing > now.missing || (after.missing === now.missing && after.cost >= now.cost)) continue
      open.clear()
      for (const store of changed) open.add(store)
      now = after
      better = true
      break
    }
  }
  return now.plan
}

function* changes(market, open) {
  const others = [...market.byStore.keys()].filter((store) => !open.has(store))
  for (const store of open) yield (set) => (set.delete(store), set)
  for (const other of others) yield (set) => set.add(other)
  for (const store of open) for (const other of others) yield (set) => (set.delete(store), set.add(other))
}

/** Thousandths of a euro for each piece that the store brings of what is still missing. */
function worthOf({ instance, byStore }, store, left) {
  const { postage, minimum } = instance.stores[store]
  let [pieces, goods] = [0, 0]
  for (const { lot, price, quantity } of byStore[store]) {
    const some = Math.min(left[lot], quantity)
    pieces += some
    goods += some * price
  }
  return pieces === 0 ? Infinity : (Math.max(goods, minimum) + (postage[0]?.cost ?? Infinity)) / pieces
}

function triples(market, isOver) {
  return byCount(market, 3, isOver)
}

/** All groups of so many stores that bring everything, as Brickficiency looks for them; the cheapest by all that is paid. */
function byCount(market, count, isOver) {
  const { instance, supply, scarceFirst } = market
  const stores = [...instance.stores.keys()]
  const [scarcest = 0] = scarceFirst
  let best
  let asked = 0
  const go = (group, from) => {
    if (++asked % 4096 === 0 && isOver()) return false
    if (group.length < count) {
      for (let next = from; next < stores.length; next++)
        if (!group.includes(next) && !go([...group, next], next + 1)) return false
      return true
    }
    for (const lot of scarceFirst) {
      let pieces = 0
      for (const store of group) pieces += supply[lot * stores.length + store]
      if (pieces < market.available[lot]) return true
    }
    const found = assigned(market, new Set(group))
    if (!best || found.cost < best.cost) best = found
    return true
  }
  // One of them must have the scarcest lot.
  for (const first of stores) if (supply[scarcest * stores.length + first] > 0 && !go([first], 0)) break
  return best?.plan
}

/** Each lot from the cheapest of some stores, and then from the next one. */
function assigned({ instance, byStore }, open) {
  const left = instance.lots.map(({ quantity }) => quantity)
  const baskets = new Map()
  const takes = []
  const offers = []
  for (const store of open) offers.push(...byStore[store])
  offers.sort((a, b) => a.price - b.price)
  for (const { lot, store, price, quantity, bulk, tiers, place } of offers) {
    if (left[lot] <= 0) continue
    const wanted = Math.ceil(Math.min(left[lot], quantity) / bulk) * bulk
    const pieces = Math.min(wanted, quantity - (quantity % bulk))
    if (pieces === 0) continue
    left[lot] -= pieces
    takes.push({ offer: place, quantity: pieces })
    const basket = baskets.get(store) ?? { goods: 0, weight: 0, lots: 0 }
    basket.goods += pieces * (tiers?.findLast(({ from }) => from <= pieces)?.price ?? price)
    basket.weight += pieces * instance.lots[lot].weight
    basket.lots++
    baskets.set(store, basket)
  }
  let cost = 0
  for (const [store, { goods, weight, lots }] of baskets) {
    const { postage, minimum, lotAverage } = instance.stores[store]
    const step = postage.find(({ upTo }) => weight <= upTo)
    cost += Math.max(goods, minimum, lotAverage * lots) + (step?.cost ?? Infinity)
  }
  const missing = left.reduce((sum, pieces) => sum + Math.max(0, pieces), 0)
  return { plan: { takes }, cost, missing, left: left.map((pieces) => Math.max(0, pieces)) }
}

/** What the baselines look up again and again. */
export function prepared(instance, unfillable) {
  const { lots, stores, offers } = instance
  const byStore = stores.map(() => [])
  const supply = new Int32Array(lots.length * stores.length)
  const sellers = lots.map(() => 0)
  const available = lots.map(() => 0)
  for (const [place, offer] of offers.entries()) {
    byStore[offer.store].push({ ...offer, place })
    const pieces = offer.quantity - (offer.quantity % offer.bulk)
    supply[offer.lot * stores.length + offer.store] += pieces
    available[offer.lot] = Math.min(lots[offer.lot].quantity, available[offer.lot] + pieces)
    sellers[offer.lot]++
  }
  const scarceFirst = [...lots.keys()].filter((lot) => available[lot] > 0).sort((a, b) => sellers[a] - sellers[b])
  return { instance, unfillable, byStore, supply, available, scarceFirst }
}
