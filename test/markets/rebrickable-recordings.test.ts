import * as fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/markets/members.js'
import { setListOf, setListRowOf, tokenOf } from '../../src/markets/rebrickable/lists.js'
import { IGNORED_OF_PAGES, pageOf } from '../../src/markets/rebrickable/pages.js'
import { alternateOf, inventoryRowOf } from '../../src/markets/rebrickable/sets.js'

const RECORDED = '../shared/recorded/'

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

interface Recording {
  file: string
  kind: string
}

const index = fs.existsSync(RECORDED)
  ? (JSON.parse(fs.readFileSync(`${RECORDED}INDEX.json`, 'utf8')) as Recording[])
  : []
const all = index.filter(({ file }) => file.startsWith('rebrickable/'))
const answers = all.filter(({ file }) => decoderOf(file) !== undefined)

describe.skipIf(all.length === 0)('recordings of Rebrickable', () => {
  it('has a decoder for each live one that is no error', () => {
    const others = all.filter(({ kind, file }) => kind.startsWith('recorded') && !decoderOf(file))
    expect(others.filter(({ file }) => !/error|_40\d/.test(file))).toEqual([])
  })

  it.each(answers)('$file: all members are decoded, or on the list of those that are not', ({ file }) => {
    const decode = decoderOf(file) ?? String
    const data = dataOf(file)
    const plain = JSON.stringify(decode(data))
    const lost = leavesIn(data).filter((names) => !IGNORED_OF_PAGES.includes(names[0] ?? '') && isLost(names))
    expect(lost.map((names) => names.join('.'))).toEqual([])

    function isLost(names: string[]): boolean {
      const changed = structuredClone(data)
      change(changed, names)
      try {
        return JSON.stringify(decode(changed)) === plain
      } catch {
        // It was looked at.
        return false
      }
    }
  })

  it.each(answers)('$file: decodes with members that nobody has seen, and with numbers as text', ({ file }) => {
    const decode = decoderOf(file) ?? String
    const data = dataOf(file)
    expect(decode(widened(data))).toEqual(decode(data))
    const swapped = JSON.stringify(data).replace(/:(\d+)(?=[,}])/g, ':"$1"')
    expect(JSON.stringify(decode(JSON.parse(swapped)))).toBe(JSON.stringify(decode(data)))
  })
})

function decoderOf(file: string) {
  const base = file.replace(/^.*\//, '')
  return DECODERS.findLast(({ name }) => name.test(base))?.decode
}

function dataOf(file: string): unknown {
  return JSON.parse(fs.readFileSync(`${RECORDED}${file}`, 'utf8'))
}

function leavesIn(value: unknown, names: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [names]
  return Object.entries(value).flatMap(([name, member]) => leavesIn(member, [...names, name]))
}

/** Makes another value of the same kind of a leaf. */
function change(value: unknown, names: string[]): void {
  const [last = ''] = names.slice(-1)
  const holder = names.slice(0, -1).reduce((one, name) => (one as Record<string, unknown>)[name], value)
  const members = holder as Record<string, unknown>
  members[last] = other(members[last])
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 7
  if (typeof value === 'boolean') return !value
  return typeof value === 'string' ? `${value}7` : '7'
}

/** Every object that is no table of others' numbers has a member more. */
function widened(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => widened(one))
  if (typeof value !== 'object' || value === null || name === 'external_ids') return value
  const members = Object.entries(value).map(([key, member]) => [key, widened(member, key)])
  return { ...Object.fromEntries(members), brand_new_member: { since: [2027] } }
}
