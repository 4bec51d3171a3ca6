import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/markets/members.js'
import { setListOf, setListRowOf, tokenOf } from '../../src/markets/rebrickable/lists.js'
import { IGNORED_OF_PAGES, pageOf } from '../../src/markets/rebrickable/pages.js'
import { alternateOf, inventoryRowOf } from '../../src/markets/rebrickable/sets.js'
import { leavesIn, lostOf, recorded, recordingsOf, widened } from './recordings.js'

const paged =
  <T>(row: (row: Row) => T) =>
  (body: unknown) =>
    pageOf(body, row)

/** Which decoder a recording is for, by the beginning of its name. */
const DECODERS: { name: RegExp; decode(data: unknown): unknown }[] = [
  { name: /^set_alternates_/, decode: paged(alternateOf) },
  { name: /^set_parts_/, decode: paged(inventoryRowOf) },
  { name: /^users_setlists/, decode: paged(setListOf) },
  { name: /^users_setlist_sets/, decode: paged(setListRowOf) },
  { name: /^users_token_ok/, decode: tokenOf },
]

const all = recordingsOf('rebrickable')
const answers = all.filter(({ file }) => decoderOf(file) !== undefined)

describe.skipIf(all.length === 0)('recordings of Rebrickable', () => {
  it('has a decoder for each live one that is no error', () => {
    const others = all.filter(({ kind, file }) => kind.startsWith('recorded') && !decoderOf(file))
    expect(others.filter(({ file }) => !/error|_40\d/.test(file))).toEqual([])
  })

  it.each(answers)('$file: all members are decoded, or on the list of those that are not', ({ file }) => {
    const decode = decoderOf(file) ?? String
    const data = dataOf(file)
    const leaves = leavesIn(data).filter((names) => !IGNORED_OF_PAGES.includes(names[0] ?? ''))
    const lost = lostOf(data, leaves, { decode, other })
    expect(lost.map((names) => names.join('.'))).toEqual([])
  })

  it.each(answers)('$file: decodes with members that nobody has seen, and with numbers as text', ({ file }) => {
    const decode = decoderOf(file) ?? String
    const data = dataOf(file)
    expect(decode(widened(data, ['external_ids']))).toEqual(decode(data))
    const swapped = JSON.stringify(data).replace(/:(\d+)(?=[,}])/g, ':"$1"')
    expect(JSON.stringify(decode(JSON.parse(swapped)))).toBe(JSON.stringify(decode(data)))
  })
})

function decoderOf(file: string) {
  const base = file.replace(/^.*\//, '')
  return DECODERS.findLast(({ name }) => name.test(base))?.decode
}

function dataOf(file: string): unknown {
  return JSON.parse(recorded(file).toString())
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 7
  if (typeof value === 'boolean') return !value
  return typeof value === 'string' ? `${value}7` : '7'
}
