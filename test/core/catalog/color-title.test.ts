import { expect, it } from 'vitest'
import { colorTitle } from '../../../src/core/catalog/color-title.js'
import { shippedFacts } from '../../../src/system/facts.js'

const facts = shippedFacts()

it.each([
  ['ldraw', 4, 'Red'],
  ['ldraw', 16, '(main color)'],
  ['ldraw', 0x2ff8800, '#FF8800'],
  ['ldraw', 0x3ff8800, 'Trans #FF8800'],
  ['ldraw', 9999, 'color 9999'],
  ['bricklink', 16, 'Trans-Neon Green'],
  ['bricklink', 86, 'Light Bluish Gray'],
  ['rebrickable', 71, 'Light Bluish Gray'],
  ['bricklink', 99999, 'color 99999'],
] as const)('the %s color %i is called %s', (system, code, title) => {
  expect(colorTitle(system, code, facts)).toBe(title)
})
