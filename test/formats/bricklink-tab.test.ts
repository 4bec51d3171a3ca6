import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../src/formats/codec.js'
import { bricklinkTab } from '../../src/formats/bricklink-tab.js'
import { isBrickLinkTab } from '../../src/formats/sniff/tables.js'
import { inShort, readList } from './read-list.js'

const HEADER = 'Type\tItem No\tItem Name\tQty\tColor ID\tExtra?\tAlternate?\tMatch ID\tCounterpart?\r\n'

describe('a set inventory of BrickLink with tabs', () => {
  it('is known and read behind blank lines, in the encoding of Windows', async () => {
    const text = `\r\n \r\n${HEADER}P\t3001\tCafé "Nord"\t2\t5\tN\tN\t0\tN\r\nM\tcas001\tKnight\t1\t\tN\tN\t0\tN\r\n`
    expect(isBrickLinkTab(text)).toBe(true)
    const { value, problems } = await readList(bricklinkTab, Uint8Array.from(Buffer.from(text, 'latin1')))
    expect(inShort(value.lots)).toEqual([
      '4: 2 3001 5 {"carried":{"name":"Café \\"Nord\\""}}',
      '5: 1 cas001 0 {"itemType":"M","carried":{"name":"Knight"}}',
    ])
    expect(problems).toEqual([])
  })

  const ROWS = [
    ['regular', 'N\tN\t0\tN'],
    ['spare', 'Y\tN\t0\tN'],
    ['part', 'N\tN\t0\tY'],
    ['old', 'N\tY\t7\tN'],
    ['new', 'N\tN\t7\tN'],
    ['one', 'N\tY\t8\tN'],
    ['other', 'N\tY\t8\tN'],
  ].map(([part, marks]) => `P\t${part}\tx\t1\t5\t${marks}\r\n`)

  it.each<{ title: string; options: ReadOptions; parts: string[]; rules: Record<string, number> }>([
    {
      title: 'what the set is built of, one of those that stand for each other',
      options: {},
      parts: ['regular', 'new', 'one'],
      rules: { spare: 1, counterpart: 1, alternate: 2 },
    },
    {
      title: 'spare parts on wish',
      options: { spares: 'keep' },
      parts: ['regular', 'spare', 'new', 'one'],
      rules: { counterpart: 1, alternate: 2 },
    },
    {
      title: 'all as it is written',
      options: { asWritten: true },
      parts: ['regular', 'spare', 'part', 'old', 'new', 'one', 'other'],
      rules: {},
    },
  ])('lists $title', async ({ options, parts, rules }) => {
    const { value, ledger } = await readList(bricklinkTab, `${HEADER}${ROWS.join('')}`, options)
    expect(value.lots.map(({ part }) => part)).toEqual(parts)
    expect(ledger).toMatchObject({ references: 7, listed: parts.length, rules })
  })

  it.each<{ title: string; options: ReadOptions; message: string; fix: string }>([
    {
      ...{ title: 'what is left out', options: {} },
      message: 'rows left out: 1 spare, 1 counterpart, 2 alternate',
      fix: '--spares keep lists spare parts, --as-written all',
    },
    {
      ...{ title: 'no spare parts that nobody wishes', options: { spares: 'skip' } },
      message: 'rows left out: 1 counterpart, 2 alternate',
      fix: '--as-written lists them',
    },
  ])('tells $title', async ({ options, message, fix }) => {
    const { problems } = await readList(bricklinkTab, `${HEADER}${ROWS.join('')}`, options)
    expect(problems).toMatchObject([{ level: 'note', code: 'list.left-out', message, fix }])
  })

  it('is refused without its columns', async () => {
    await expect(readList(bricklinkTab, 'a\tb\n1\t2\n')).rejects.toThrow('needs Type, Item No, Qty and Color ID')
  })
})
