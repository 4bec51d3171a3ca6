import { describe, expect, it } from 'vitest'
import { editDistance, nearIds, titleDistance, words } from '../../src/core/search.js'

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

  it('has nothing for what is like nothing', () => {
    expect(nearIds('qwertz', ids, 9)).toEqual([])
  })
})

describe('titleDistance', () => {
  it.each([
    ['plate 1x2', 'Plate 1 x 2', true],
    ['round plate', 'Plate 1 x 1 Round', true],
    ['light grey', 'Light Gray', true],
    ['plate 1 x 2', 'Plate 1 x 4', false],
    ['tyre', 'Tire 20 x 30', true],
  ])('%s in %s: %s', (wanted, title, matches) => {
    expect(titleDistance(words(wanted), title) !== undefined).toBe(matches)
  })
})
