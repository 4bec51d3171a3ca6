import { describe, expect, it } from 'vitest'
import type { Instance, OfferedLot, OfferingStore } from '../../src/plan/instance.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Outcome, Progress, SolveOptions } from '../../src/plan/solve-options.js'
import { solve } from '../../src/plan/solve.js'
import { verify } from '../../src/plan/verify.js'
import { chance, type Chance } from './chance.js'
import { exhaustive } from './exhaustive.js'
import { randomInstance, type Size } from './random-instance.js'

/** Seeds of random instances: other ones than those that bench/order.mjs goes through. */
const FIRST = 1_000_000
const seeds = (count: number) => Array.from({ length: count }, (_, turn) => FIRST + turn)
const SMALL: Size = { lots: 5, stores: 5, outcomes: 100, baskets: 100 }

describe('solve', () => {
  it('finds the optimum of 200 random instances, and proves it', () => {
    for (const seed of seeds(200)) {
      const instance = randomInstance(seed, { lots: 6, stores: 6, outcomes: 300, baskets: 500 })
      const { missing, total } = exhaustive(instance)
      const outcome = solved(instance)
      expect(worth(instance, outcome.plan), `seed ${seed}`).toEqual({ missing, total })
      expect(outcome.bound, `bound of seed ${seed}`).toBe(total)
      expect(outcome, `seed ${seed}`).toMatchObject({ gap: 0, isComplete: true })
    }
  })

  it('costs what the verifier says it costs', () => {
    for (const seed of seeds(100)) {
      const instance = randomInstance(seed, SMALL)
      const { plan, cost } = solved(instance)
      const baskets = cost.baskets.toSorted((a, b) => a.store - b.store)
      expect({ ...cost, baskets }, `seed ${seed}`).toEqual(verify(instance, plan).cost)
    }
  })

  it('tells of better plans and better bounds only, and never of a bound above the optimum', () => {
    for (const seed of seeds(100)) {
      const instance = randomInstance(seed, SMALL)
      const optimum = exhaustive(instance).total
      const told: Progress[] = []
      const outcome = solved(instance, { onProgress: (progress) => told.push({ ...progress }) })
      for (const [turn, { plan, total, bound }] of told.entries()) {
        const now = worth(instance, plan)
        const before = told[turn - 1] ? worth(instance, told[turn - 1]?.plan as Plan) : { missing: Infinity, total: 0 }
        expect(total, `seed ${seed}`).toBe(now.total)
        expect(compared(now, before), `seed ${seed}: a plan that is worse than the one before`).toBeLessThanOrEqual(0)
        expect(bound, `seed ${seed}: a bound that falls`).toBeGreaterThanOrEqual(told[turn - 1]?.bound ?? -Infinity)
        expect(bound, `seed ${seed}: a bound above the optimum`).toBeLessThanOrEqual(optimum)
      }
      // Nothing is told where nothing can be bought.
      const last = told.at(-1)?.plan ?? { takes: [] }
      expect(worth(instance, outcome.plan), `seed ${seed}`).toEqual(worth(instance, last))
    }
  })

  it('gives a plan that keeps every rule whenever it is stopped', () => {
    for (const seed of seeds(150)) {
      const luck = chance(seed)
      const instance = randomInstance(seed, SMALL)
      const { missing, total } = exhaustive(instance)
      const calls = countCalls(instance)
      for (const last of [0, luck.whole(0, Math.min(calls, 10)), luck.whole(0, calls)]) {
        let call = 0
        const outcome = solved(instance, { isOver: () => ++call > last })
        const now = worth(instance, outcome.plan)
        const where = `seed ${seed}, stopped at ${last} of ${calls}`
        expect(compared(now, { missing, total }), where).toBeGreaterThanOrEqual(0)
        expect(outcome.bound, where).toBeLessThanOrEqual(total)
        expect(outcome.bound, where).toBeLessThanOrEqual(now.total)
        expect(outcome.gap, where).toBeCloseTo(now.total === 0 ? 0 : (now.total - outcome.bound) / now.total, 9)
        if (outcome.isComplete) expect(now.missing, where).toBe(missing)
      }
    }
  })

  it('gives the same plan for the same seed', () => {
    for (const seed of seeds(50)) {
      const instance = randomInstance(seed, SMALL)
      expect(solved(instance, { seed: 7 }), `seed ${seed}`).toEqual(solved(instance, { seed: 7 }))
    }
  })

  it('is content with a gap, if it is told to be', () => {
    for (const seed of seeds(50)) {
      const instance = randomInstance(seed, SMALL)
      const { missing, total } = exhaustive(instance)
      const outcome = solved(instance, { gap: 0.2 })
      expect(outcome.gap, `seed ${seed}`).toBeLessThanOrEqual(0.2)
      expect(outcome.bound, `seed ${seed}`).toBeLessThanOrEqual(total)
      expect(worth(instance, outcome.plan).missing, `seed ${seed}`).toBe(missing)
    }
  })

  it('starts from any plan that it is given', () => {
    for (const seed of seeds(50)) {
      const instance = randomInstance(seed, SMALL)
      const best = solved(instance)
      const again = solved(instance, { start: { plan: best.plan, multipliers: best.multipliers } })
      expect(worth(instance, again.plan), `seed ${seed}`).toEqual(worth(instance, best.plan))
      const other = solved(randomInstance(seed + 1, SMALL))
      const fromOther = solved(instance, { start: { plan: other.plan, multipliers: other.multipliers } })
      expect(worth(instance, fromOther.plan), `seed ${seed}`).toEqual(worth(instance, best.plan))
    }
  })
})

/** What must be so whatever the numbers are, on instances too large to try everything. */
describe('the optimum', () => {
  const MEDIUM: Size = { lots: 5, stores: 6, outcomes: 400, baskets: 400 }

  it.each<{ law: string; change: (instance: Instance, luck: Chance) => Instance; sign: number }>([
    { law: 'is not worse with one store more', change: oneStoreLess, sign: 1 },
    { law: 'is not worse with more in stock', change: lessInStock, sign: 1 },
    { law: 'is not better with a higher fee', change: higherFee, sign: 1 },
    { law: 'is not better with fewer stores allowed', change: fewerStores, sign: 1 },
    { law: 'is the same in another order', change: inAnotherOrder, sign: 0 },
    { law: 'is not worse with a store twice', change: oneStoreTwice, sign: -1 },
  ])('$law', ({ change, sign }) => {
    for (const seed of seeds(80)) {
      const instance = randomInstance(seed, MEDIUM)
      const before = worth(instance, solved(instance).plan)
      const changed = change(instance, chance(seed))
      const after = worth(changed, solved(changed).plan)
      const direction = Math.sign(compared(after, before))
      expect(direction === 0 || direction === sign, `seed ${seed}: ${show(before)}, then ${show(after)}`).toBe(true)
    }
  })

  it('is dearer as money is', () => {
    for (const seed of seeds(80)) {
      const instance = randomInstance(seed, MEDIUM)
      const { missing, total } = worth(instance, solved(instance).plan)
      const changed = inOtherMoney(instance, 7)
      expect(worth(changed, solved(changed).plan), `seed ${seed}`).toEqual({ missing, total: 7 * total })
    }
  })

  it('is the same with a store twice, where one parcel costs no more than two', () => {
    for (const seed of seeds(80)) {
      const instance = withPlenty(randomInstance(seed, MEDIUM))
      const changed = oneStoreTwice(instance, chance(seed))
      expect(worth(changed, solved(changed).plan), `seed ${seed}`).toEqual(worth(instance, solved(instance).plan))
    }
  })
})

interface Worth {
  missing: number
  total: number
}

function solved(instance: Instance, options: Partial<SolveOptions> = {}): Outcome {
  return solve(instance, { gap: 0, seed: 1, isOver: () => false, ...options })
}

function countCalls(instance: Instance): number {
  let calls = 0
  const isOver = () => {
    calls++
    return false
  }
  solved(instance, { isOver })
  return calls
}

/** By the verifier, who must find nothing wrong. */
function worth(instance: Instance, plan: Plan): Worth {
  const { cost, errors } = verify(instance, plan)
  expect(errors).toEqual([])
  const missing = cost.missing.filter((_, lot) => instance.lots[lot]?.giveUp === undefined)
  return { missing: missing.reduce((sum, pieces) => sum + pieces, 0), total: cost.total }
}

/** Above 0 when the first one is worse. */
function compared(a: Worth, b: Worth): number {
  return a.missing - b.missing || a.total - b.total
}

function show({ missing, total }: Worth): string {
  return `${missing} missing for ${total}`
}

function oneStoreLess(instance: Instance, luck: Chance): Instance {
  const store = luck.whole(0, instance.stores.length - 1)
  return { ...instance, offers: instance.offers.filter((offer) => offer.store !== store) }
}

function lessInStock(instance: Instance, luck: Chance): Instance {
  const share = luck.one([0, 0.5, 0.8])
  const offers = instance.offers.map((offer) => ({ ...offer, quantity: Math.floor(offer.quantity * share) }))
  return { ...instance, offers }
}

function higherFee(instance: Instance, luck: Chance): Instance {
  const raise = luck.whole(0, 50)
  const stores = instance.stores.map((store): OfferingStore =>
    luck.one<() => OfferingStore>([
      () => ({ ...store, minimum: store.minimum + raise }),
      () => ({ ...store, lotAverage: store.lotAverage + raise }),
      () => ({ ...store, postage: store.postage.map(({ upTo, cost }) => ({ upTo, cost: cost + raise })) }),
      () => ({ ...store, penalty: (store.penalty ?? 0) + raise }),
      () => ({ ...store, border: (store.border ?? []).map(({ over, cost }) => ({ over, cost: cost + raise })) }),
    ])(),
  )
  return { ...instance, stores }
}

function fewerStores(instance: Instance, luck: Chance): Instance {
  return { ...instance, maxStores: luck.whole(0, instance.maxStores ?? 4) }
}

function inAnotherOrder({ lots, stores, offers, ...rest }: Instance, luck: Chance): Instance {
  const ofLots = shuffled(luck, lots)
  const ofStores = shuffled(luck, stores)
  const moved = shuffled(luck, offers).items.map((offer): OfferedLot => ({
    ...offer,
    lot: ofLots.places[offer.lot] as number,
    store: ofStores.places[offer.store] as number,
  }))
  return { ...rest, lots: ofLots.items, stores: ofStores.items, offers: moved }
}

function shuffled<T>(luck: Chance, items: readonly T[]): { items: T[]; places: number[] } {
  const order = items.map((_, place) => ({ place, rank: luck.whole(0, 2 ** 30) })).toSorted((a, b) => a.rank - b.rank)
  const places: number[] = []
  for (const [now, { place }] of order.entries()) places[place] = now
  return { items: order.map(({ place }) => items[place] as T), places }
}

function oneStoreTwice(instance: Instance, luck: Chance): Instance {
  const { stores, offers } = instance
  const [first] = stores
  if (!first) return instance
  const store = luck.whole(0, stores.length - 1)
  const again = offers.filter((offer) => offer.store === store).map((offer) => ({ ...offer, store: stores.length }))
  return { ...instance, stores: [...stores, stores[store] ?? first], offers: [...offers, ...again] }
}

/** What two parcels bring, one can bring, for no more. */
function withPlenty(instance: Instance): Instance {
  const stores = instance.stores.map(({ postage, minimum, lotAverage, penalty = 0 }): OfferingStore => ({
    ...{ minimum, lotAverage, penalty },
    postage: postage.slice(0, 1).map(({ cost }) => ({ upTo: Infinity, cost })),
  }))
  const offers = instance.offers.map((offer) => ({ ...offer, quantity: 1000 }))
  return { ...instance, stores, offers }
}

function inOtherMoney(instance: Instance, times: number): Instance {
  return JSON.parse(JSON.stringify(instance, scaled), unscaled) as Instance

  /** JSON knows no infinity. */
  function scaled(key: string, value: unknown): unknown {
    if (value === Infinity) return 'Infinity'
    const isMoney = /^(giveUp|cost|minimum|lotAverage|over|penalty|price)$/.test(key)
    return isMoney && typeof value === 'number' ? value * times : value
  }

  function unscaled(_: string, value: unknown): unknown {
    return value === 'Infinity' ? Infinity : value
  }
}
