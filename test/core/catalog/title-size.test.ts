import { describe, expect, it } from 'vitest'
import { lengthInTitle, sizeInTitle } from '../../../src/core/catalog/title-size.js'

describe('lengthInTitle', () => {
  it.each([
    ['Technic Axle 12', '12'],
    ['Technic Axle  5.5 with Stop', '5.5'],
    ['Technic Axle Flexible 19', '19'],
    ['Technic Axle 3L with Middle Perpendicular Pin Hole', '3'],
    ['Technic Beam 15', '15'],
    ['Technic Beam 3 x 0.5 Liftarm', '3'],
    ['Bar 4L Lightsaber Blade', '4'],
    ['Technic Flex-System Hose 12L (240LDU)', '12'],
    ['Technic Link 16L', '16'],
    ['Technic Beam 3 x 5 Bent 90', undefined],
    ['Technic Beam 7 x 1 Liftarm with Ribs and Fan', undefined],
    ['Technic Axle Joiner', undefined],
    ['Technic Axle Pin with Friction', undefined],
    ['Bar 1 x 4 x 2', undefined],
    ['Brick 2 x 4', undefined],
    ['Plate 1 x 1 with Bar 3L', undefined],
  ])('%s: %s', (title, length) => expect(lengthInTitle(title)).toBe(length))
})

describe('sizeInTitle', () => {
  it.each([
    ['Plate 8 x 16', '8 x 16'],
    ['Plate  8 x 16', '8 x 16'],
    ['Technic Brick 1 x 16 with Holes', '1 x 16'],
    ['Slope Brick 45  2 x  1', '2 x 1'],
    ['Windscreen 2 x 4 x 2', '2 x 4 x 2'],
    ['Slope 30 1 x 1 x 2/3', '1 x 1 x 2/3'],
    ['Technic Axle 32', '32 long'],
    ['Tyre 40/ 48 x 30 Off Road', undefined],
    ['Wheel Rim 20 x 30', undefined],
    ['Minifig Head', undefined],
  ])('%s: %s', (title, size) => expect(sizeInTitle(title)).toBe(size))
})
