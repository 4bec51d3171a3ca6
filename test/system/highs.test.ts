import { describe, expect, it } from 'vitest'
import type { Mip } from '../../src/core/mip.js'
import { loadMipSolver } from '../../src/system/highs.js'

/** At least 7 of two things that come in packs of 3 for 5 and of 2 for 4: one of the first and two of the other, for 13. */
const PACKS: Mip = {
  cost: Float64Array.of(5, 4),
  lower: Float64Array.of(0, 0),
  upper: Float64Array.of(9, 9),
  isInteger: Uint8Array.of(1, 1),
  rowLower: Float64Array.of(7),
  rowUpper: Float64Array.of(Infinity),
  rowStart: Int32Array.of(0, 2),
  columns: Int32Array.of(0, 1),
  values: Float64Array.of(3, 2),
}
const limits = { gap: 0, isOver: () => false }

describe('the solver of integer programs', async () => {
  const mip = await loadMipSolver()
  if (!mip) throw new Error('HiGHS could not be loaded.')

  it('finds the best solution and proves it', () => {
    const { status, values, objective, bound } = mip(PACKS, limits)
    expect({ status, objective, bound: Math.round(bound) }).toEqual({ status: 'optimal', objective: 13, bound: 13 })
    expect(Array.from(values ?? [], Math.round)).toEqual([1, 2])
  })

  it('says that nothing is possible', () => {
    const { status, bound } = mip({ ...PACKS, upper: Float64Array.of(1, 1) }, limits)
    expect({ status, bound }).toEqual({ status: 'infeasible', bound: Infinity })
  })

  it.each([12, 13])('proves no more than that nothing is below a cutoff of %i', (cutoff) => {
    const { bound } = mip(PACKS, { ...limits, cutoff })
    expect(bound).toBeLessThanOrEqual(13)
    expect(bound).toBeGreaterThanOrEqual(cutoff - 1e-6)
  })

  it.each([13.5, 100])('finds what is below a cutoff of %d', (cutoff) => {
    const { objective, bound } = mip(PACKS, { ...limits, cutoff })
    expect({ objective, bound: Math.round(bound) }).toEqual({ objective: 13, bound: 13 })
  })
})
