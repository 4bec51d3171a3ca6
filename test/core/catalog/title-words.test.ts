import { describe, expect, it } from 'vitest'
import { titleDistance, words } from '../../../src/core/catalog/title-words.js'

describe('titleDistance', () => {
  it.each([
    ['plate 1x2', 'Plate 1 x 2', true],
    ['round plate', 'Plate 1 x 1 Round', true],
    ['light grey', 'Light Gray', true],
    ['plate 1 x 2', 'Plate 1 x 4', false],
    ['tyre', 'Tire 20 x 30', true],
    ['nope', 'Tile with "NOPE." Pattern', true],
    ['slop', 'Slope 45', true],
    ['ope', 'Slope 45', false],
    ['sl', 'Slope 45', false],
    ['300', 'Baseplate 3001', false],
  ])('%s in %s: %s', (wanted, title, matches) => {
    expect(titleDistance(words(wanted), title) !== undefined).toBe(matches)
  })
})
