import { describe, expect, it } from 'vitest'
import { fill } from '../../src/plan/assign.js'
import { compile, type Compiled } from '../../src/plan/compiled.js'
import { emptyDraft } from '../../src/plan/draft.js'
import { enumerate } from '../../src/plan/exact.js'
import { firstValues } from '../../src/plan/first-values.js'
import { openIncumbent } from '../../src/plan/incumbent.js'
import { openLagrangian } from '../../src/plan/lagrange.js'
import { freeState } from '../../src/plan/node-state.js'
import { remaining } from '../../src/plan/remaining.js'
import { openNeeded } from '../../src/plan/supply.js'
import { ascend } from '../../src/plan/volume.js'
import { randomInstance } from './random-instance.js'

const isOver = (): boolean => false

/** The cheapest order from some stores, in the count of the solver; no more than `limit`. */
function cheapest(part: Compiled, values: Float64Array, limit: number): number {
  return enumerate(part, values, limit, { steps: 2e6, isOver }).total
}

describe('what remains of a market', () => {
  const numbers = Array.from({ length: 80 }, (_, index) => index + 900)
  const ruledOut = numbers.map((number) => {
    const { maxStores: _, ...instance } = randomInstance(number)
    const compiled = compile(instance)
    const incumbent = openIncumbent(compiled, { gap: 0, seed: 1, isOver })
    const draft = emptyDraft(compiled)
    fill(compiled, draft, new Float64Array(compiled.offerLot.length))
    incumbent.offer(compiled, draft)
    const state = freeState(compiled)
    if (!openNeeded(compiled, state) || incumbent.lacking > 0) return 0
    const options = { iterations: 200, target: incumbent.total, period: 1, isOver }
    const root = ascend(compiled, openLagrangian(compiled), state, firstValues(compiled, state), options)
    const part = remaining(compiled, root, state, incumbent)
    it(`has the cheapest order in it (market ${number})`, () => {
      expect(cheapest(part, root.values, incumbent.total)).toBe(cheapest(compiled, root.values, incumbent.total))
    })
    return compiled.offerLot.length - part.offerLot.length
  })

  it('is less than all', () => {
    expect(ruledOut.filter((offers) => offers > 0).length).toBeGreaterThan(15)
  })
})
