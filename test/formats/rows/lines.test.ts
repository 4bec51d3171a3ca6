import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { linesOf } from '../../../src/formats/rows/lines.js'

it('takes lines apart, wherever the pieces of a text end', () => {
  const pieces = fc.array(fc.string({ unit: fc.constantFrom('a', '\r\n', '\n', ' ') }))
  fc.assert(
    fc.property(pieces, (texts) => {
      const lines = texts.join('').split(/\r?\n/)
      expect([...linesOf(texts, 'list')]).toEqual(lines.at(-1) === '' ? lines.slice(0, -1) : lines)
    }),
  )
})

it('knows the end of a line that comes in two pieces', () => {
  expect([...linesOf(['a\r', '\nb', 'c\r\n'], 'list')]).toEqual(['a', 'bc'])
})

it('stops at a line without end', () => {
  let pieces = 0
  const endless = (function* () {
    yield 'a\n'
    for (; pieces < 1000; pieces++) yield 'x'.repeat(65536)
  })()
  expect(() => [...linesOf(endless, 'list')]).toThrow('list:2: a line of more than 1 MB')
  expect(pieces).toBeLessThan(20)
})
