import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { solve } from '../../src/plan/solve.js'
import { verify } from '../../src/plan/verify.js'
import { loadMipSolver } from '../../src/system/highs.js'
import { givenMarket } from './given-market.js'

const GIVEN = '../shared/instances'

describe.skipIf(!existsSync(GIVEN))('given markets', () => {
  it.each([
    ...['full-20x50-s1.json', 'core-50x200-s2.json', 'full-50x200-s3.json', 'full-100x500-s1.json'],
    'core-300x1000-s1.json',
  ])('costs what is known of %s', (name) => {
    const { instance, best, total } = givenMarket(`${GIVEN}/${name}`)
    const { cost, errors } = verify(instance, best)
    expect(errors).toEqual([])
    expect(cost.paid).toBe(total)
  })

  it.each([
    { name: 'full-20x50-s1.json', gap: 0.001 },
    { name: 'full-50x200-s3.json', gap: 0.005 },
  ])('is planned as well as anybody did: $name', async ({ name, gap }) => {
    const mip = await loadMipSolver()
    expect(mip).toBeDefined()
    const { instance, total } = givenMarket(`${GIVEN}/${name}`)
    const outcome = solve(instance, { gap, seed: 1, isOver: () => false, ...(mip && { mip }) })
    const { cost, errors } = verify(instance, outcome.plan)
    expect(errors).toEqual([])
    expect(outcome.isComplete).toBe(true)
    expect(cost.total).toBeLessThanOrEqual(total * (1 + gap))
    expect(outcome.bound).toBeLessThanOrEqual(total)
    expect(outcome.gap).toBeLessThanOrEqual(gap)
  })
})
