import { describe, expect, it } from 'vitest'
import { compile } from '../../src/plan/compiled.js'
import { firstValues } from '../../src/plan/first-values.js'
import { openLagrangian } from '../../src/plan/lagrange.js'
import { freeState } from '../../src/plan/node-state.js'
import { ascend } from '../../src/plan/volume.js'
import { chance } from './chance.js'
import { exhaustive } from './exhaustive.js'
import { randomInstance } from './random-instance.js'

/** What missing pieces count for in the bound, and what is given up in any case. */
function counted(number: number): { optimum: number; compiled: ReturnType<typeof compile> } {
  const instance = randomInstance(number)
  const compiled = compile(instance)
  const { missing, total } = exhaustive(instance)
  const dear = Math.max(0, ...compiled.worth.filter((_, lot) => compiled.isHard[lot]))
  return { compiled, optimum: total - compiled.forgone + dear * (missing - compiled.missing) }
}

describe('the Lagrangian', () => {
  it.each(Array.from({ length: 60 }, (_, index) => index + 500))('is a bound at any values (market %i)', (number) => {
    const { compiled, optimum } = counted(number)
    const luck = chance(number)
    const lagrangian = openLagrangian(compiled)
    for (let round = 0; round < 5; round++) {
      const values = compiled.worth.map((worth) => Math.min(worth, luck.whole(0, 2 * Math.max(1, optimum))))
      expect(lagrangian.evaluate(values, freeState(compiled))).toBeLessThanOrEqual(
        optimum + 1e-6 * Math.abs(optimum) + 1e-6,
      )
    }
  })

  it.each([501, 502, 503, 504])('is raised, and never above the optimum (market %i)', (number) => {
    const { compiled, optimum } = counted(number)
    const lagrangian = openLagrangian(compiled)
    const start = firstValues(compiled, freeState(compiled))
    const first = lagrangian.evaluate(start, freeState(compiled))
    const options = { iterations: 200, target: optimum, period: 5, isOver: () => false }
    const { bound } = ascend(compiled, lagrangian, freeState(compiled), start, options)
    expect(bound).toBeGreaterThanOrEqual(first)
    expect(bound).toBeLessThanOrEqual(optimum + 1e-6 * Math.abs(optimum) + 1e-6)
  })
})
