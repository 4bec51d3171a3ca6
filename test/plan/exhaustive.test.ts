import { describe, expect, it } from 'vitest'
import type { Instance } from '../../src/plan/instance.js'
import type { PlannedTake } from '../../src/plan/plan.js'
import { verify } from '../../src/plan/verify.js'
import { exhaustive } from './exhaustive.js'
import { randomInstance } from './random-instance.js'

describe('the oracle', () => {
  it('gives plans that cost what it says and break no rule', () => {
    for (let seed = 0; seed < 200; seed++) {
      const instance = randomInstance(seed, { lots: 5, stores: 5, outcomes: 200, baskets: 200 })
      const { missing, total, plan } = exhaustive(instance)
      const { cost, errors } = verify(instance, plan)
      expect(errors, `seed ${seed}`).toEqual([])
      expect({ missing: missed(instance, cost.missing), total: cost.total }, `seed ${seed}`).toEqual({ missing, total })
    }
  })

  it('finds what trying every plan there is finds', () => {
    let tried = 0
    for (let seed = 0; tried < 200; seed++) {
      const instance = randomInstance(seed, { lots: 3, stores: 3, outcomes: 12, baskets: 12 })
      if (plansOf(instance) > 2000) continue
      tried++
      const { missing, total } = exhaustive(instance)
      expect({ missing, total }, `seed ${seed}`).toEqual(cheapest(instance))
    }
  })
})

function plansOf({ offers }: Instance): number {
  return offers.reduce((all, { quantity, bulk }) => all * (1 + Math.floor(quantity / bulk)), 1)
}

/** Tries every number of pieces of every offer, and leaves to the verifier what is allowed and what it costs. */
function cheapest(instance: Instance): { missing: number; total: number } {
  let best = { missing: Infinity, total: Infinity }
  const go = (place: number, takes: PlannedTake[]): void => {
    const offer = instance.offers[place]
    if (!offer) {
      const { cost, errors } = verify(instance, { takes })
      const missing = missed(instance, cost.missing)
      const isBetter = missing < best.missing || (missing === best.missing && cost.total < best.total)
      if (errors.length === 0 && isBetter) best = { missing, total: cost.total }
      return
    }
    go(place + 1, takes)
    for (let quantity = offer.bulk; quantity <= offer.quantity; quantity += offer.bulk)
      go(place + 1, [...takes, { offer: place, quantity }])
  }
  go(0, [])
  return best
}

/** Of lots that have no price for going without. */
function missed({ lots }: Instance, missing: readonly number[]): number {
  return missing.reduce((sum, pieces, lot) => sum + (lots[lot]?.giveUp === undefined ? pieces : 0), 0)
}
