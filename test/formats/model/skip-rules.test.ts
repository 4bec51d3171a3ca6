import { expect, it } from 'vitest'
import { skipKey, unusedSkip } from '../../../src/formats/model/skip-rules.js'

it.each([
  ['3005.dat', '3005.dat'],
  [' ld:3005 ', '3005'],
  ['Tree.LDR', 'tree.ldr'],
  ['s\\3005s01.dat', 's/3005s01.dat'],
  ['bl:3005', 'bl:3005'],
])('compares %s by %s', (name, key) => {
  expect(skipKey(name)).toBe(key)
})

it('says where nothing is left out', () => {
  expect(unusedSkip('3005', 'list')).toMatchObject({
    message: '--skip 3005 matches nothing in the list',
    fix: 'write it as the list has it',
  })
})
