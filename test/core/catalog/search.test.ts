import { describe, expect, it } from 'vitest'
import { editDistance, nearIds } from '../../../src/core/catalog/search.js'

describe('editDistance', () => {
  it.each([
    ['3001', '3001', 0],
    ['3001', '3010', 1],
    ['3001', '3001b', 1],
    ['3001', '3oo1', 2],
    ['', 'ab', 2],
    ['3001', '9999', Infinity],
  ])('%s to %s is %d', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance)
  })
})

describe('nearIds', () => {
  const ids = ['3001', '3001b', '3001p01', '3010', '30010', '4073', 'u3001']

  it('puts the same digits before slips of the finger', () => {
    expect(nearIds('3001x', ids, 9)).toEqual(['3001b', '3001', 'u3001', '3001p01', '30010', '3010'])
  })

  it('finds slips in a long list as in a short one', () => {
    const long = [...ids, ...Array.from({ length: 5000 }, (_, i) => `sticker${i}`)]
    expect(nearIds('3001x', long, 9)).toEqual(nearIds('3001x', ids, 9))
    expect(nearIds('0431', ['0413', ...long], 9)).toEqual(['0413'])
  })

  it('has nothing for what is like nothing', () => {
    expect(nearIds('qwertz', ids, 9)).toEqual([])
  })
})
