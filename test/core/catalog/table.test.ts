import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTable } from '../../../src/core/catalog/table.js'

describe('a sorted table', () => {
  it('finds each of its rows, and nothing else', () => {
    const keys = fc.uniqueArray(fc.stringMatching(/^[0-9a-z/-]{1,8}$/), { maxLength: 60 })
    fc.assert(
      fc.property(keys, fc.stringMatching(/^[0-9a-z/-]{1,8}$/), (unsorted, other) => {
        const sorted = [...unsorted].sort()
        const table = openTable(bytes(sorted.map((key) => `${key}\t${key} é\n`).join('')))
        for (const key of sorted) expect(table.row(key)).toEqual([key, `${key} é`])
        expect(table.row(other) !== undefined).toBe(sorted.includes(other))
      }),
    )
  })

  it('finds them however often it is asked', () => {
    const keys = Array.from({ length: 500 }, (_, index) => `${index * 7}${index % 3 === 0 ? '/s' : ''}`).sort()
    const table = openTable(bytes(keys.map((key, index) => `${key}\t${'é'.repeat(index)}\n`).join('')))
    for (const key of keys) {
      expect(table.row(key)?.[0]).toBe(key)
      expect(table.row(`${key}-`)).toBeUndefined()
    }
    expect([table.row(''), table.row('!'), table.row('~')]).toEqual([undefined, undefined, undefined])
  })

  it.each([
    ['an empty table', '', undefined],
    ['rows of one column', 'a\nb\nc\n', ['b']],
    ['no line end at the end', 'a\nb', ['b']],
  ])('reads %s', (_title, text, row) => {
    expect(openTable(bytes(text)).row('b')).toEqual(row)
  })
})

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
