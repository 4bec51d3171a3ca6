import { describe, expect, it } from 'vitest'
import type { Instance, OfferingStore } from '../../src/plan/instance.js'
import { solve } from '../../src/plan/solve.js'
import type { Progress } from '../../src/plan/solve-options.js'
import { randomInstance } from './random-instance.js'

const options = { gap: 0, seed: 1, isOver: () => false }

describe('solve', () => {
  it('takes one parcel where two would be dearer', () => {
    const { cost, gap } = solve(
      market([store(300), store(300)], [offer(0, 0, 10), offer(0, 1, 5), offer(1, 0, 20), offer(1, 1, 90)]),
      options,
    )
    expect(cost.baskets.map((basket) => basket.store)).toEqual([0])
    expect({ total: cost.total, gap }).toEqual({ total: 330, gap: 0 })
  })

  it('pays for what a minimum lacks only where that is cheapest', () => {
    const stores = [{ ...store(100), minimum: 500 }, store(450)]
    const { cost } = solve(
      market(stores, [offer(0, 0, 10), offer(1, 0, 10), offer(0, 1, 10), offer(1, 1, 10)]),
      options,
    )
    expect(cost).toMatchObject({ total: 470, baskets: [{ store: 1, padding: 0 }] })
  })

  it('buys more pieces where a tier makes them cheaper', () => {
    const { plan } = solve(market([store(0)], [{ ...offer(0, 0, 10), tiers: [{ from: 3, price: 2 }] }]), options)
    expect(plan.takes).toEqual([{ offer: 0, quantity: 3 }])
  })

  it('goes without what is worth less than it costs', () => {
    const instance = market([store(100)], [offer(0, 0, 10), offer(1, 0, 10)])
    const lots = instance.lots.map((lot) => ({ ...lot, giveUp: 15 }))
    expect(solve({ ...instance, lots }, options).cost).toMatchObject({ total: 30, givenUp: 30, baskets: [] })
  })

  it('misses as few pieces as possible with the stores that are allowed', () => {
    const offers = [offer(0, 0, 10), offer(1, 1, 1), offer(0, 1, 9000)]
    const outcome = solve({ ...market([store(1), store(1)], offers), maxStores: 1 }, options)
    expect(outcome).toMatchObject({ isComplete: true, cost: { missing: [0, 0], total: 9002 } })
  })

  it('proves that nothing can be had', () => {
    const outcome = solve(market([], []), options)
    expect(outcome).toMatchObject({
      plan: { takes: [] },
      bound: 0,
      gap: 0,
      isComplete: true,
      cost: { missing: [1, 1] },
    })
  })

  it.each([3, 14, 159])('gives the same for the same seed (market %i)', (number) => {
    const instance = randomInstance(number)
    expect(solve(instance, options)).toEqual(solve(instance, options))
  })

  it('starts from a plan that is known', () => {
    const instance = randomInstance(26)
    const { plan, cost } = solve(instance, options)
    const told: Progress[] = []
    const outcome = solve(instance, { ...options, start: { plan }, onProgress: (progress) => told.push(progress) })
    expect(outcome.cost).toEqual(cost)
    expect(told[0]?.total).toBe(cost.total)
  })

  it('stops at once when it is over, with what there is', () => {
    const instance = randomInstance(5)
    const { gap, bound, cost } = solve(instance, { ...options, isOver: () => true })
    expect(bound).toBeLessThanOrEqual(cost.total)
    expect(gap).toBeGreaterThanOrEqual(0)
  })
})

function market(stores: OfferingStore[], offers: Instance['offers']): Instance {
  return { lots: [lot(), lot()], stores, offers }
}

function lot(): Instance['lots'][number] {
  return { quantity: 1, weight: 1000 }
}

function store(cost: number): OfferingStore {
  return { postage: [{ upTo: 1e6, cost }], minimum: 0, lotAverage: 0 }
}

function offer(lot: number, store: number, price: number): Instance['offers'][number] {
  return { lot, store, price, quantity: 5, bulk: 1 }
}
