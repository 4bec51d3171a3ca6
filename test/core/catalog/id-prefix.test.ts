import { expect, it } from 'vitest'
import { PREFIXES, prefixOf, splitPrefix, type Prefix } from '../../../src/core/catalog/id-prefix.js'

it.each([
  ['bl:2555', 'bricklink', '2555'],
  [' RB: 3001 ', 'rebrickable', '3001'],
  ['lego:199', 'lego', '199'],
  ['2555', undefined, '2555'],
  ['ld:', undefined, 'ld:'],
  ['xx:2555', undefined, 'xx:2555'],
  ['constructor:1', undefined, 'constructor:1'],
])('%j is of %s', (text, system, rest) => {
  expect(splitPrefix(text)).toEqual({ system, rest })
})

it('knows the prefix of each system', () => {
  for (const prefix of Object.keys(PREFIXES) as Prefix[]) expect(prefixOf(PREFIXES[prefix])).toBe(prefix)
})
