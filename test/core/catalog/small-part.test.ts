import { describe, expect, it } from 'vitest'
import { isSmall } from '../../../src/core/catalog/small-part.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

describe('isSmall', () => {
  it.each([
    ['3005', 'Brick 1 x 1, 0.43 g', true],
    ['3004', 'Brick 1 x 2, 0.81 g', true],
    ['3003', 'Brick 2 x 2, 1.15 g', false],
    ['3024', 'Plate 1 x 1', true],
    ['3021', 'Plate 2 x 3, 0.86 g', true],
    ['3020', 'Plate 2 x 4, 1.13 g', false],
    ['3070b', 'Tile 1 x 1', true],
    ['87079', 'Tile 2 x 4', false],
    ['54200', 'Slope Brick 31 1 x 1 x 0.667', true],
    ['3040b', 'Slope Brick 45 2 x 1', true],
    ['3039', 'Slope Brick 45 2 x 2', false],
    ['2780', 'Technic Pin with Friction', true],
    ['3713', 'Technic Bush', true],
    ['3705', 'Technic Axle 4', true],
    ['3737', 'Technic Axle 10', false],
    ['30374', 'Bar 4L', true],
    ['3811', 'Baseplate 32 x 32', false],
    ['3957a', 'Antenna 4H', false],
  ])('%s %s: %s', (id, _title, small) => {
    const fact = facts.part(id)
    expect(fact?.title).toBeTruthy()
    expect(isSmall(fact ?? { title: '', category: '' })).toBe(small)
  })

  it('reads heights as shops write them', () => {
    expect(isSmall({ title: 'Slope 30 1 x 1 x 2/3', category: 'Slope' })).toBe(true)
  })
})
