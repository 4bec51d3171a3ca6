import * as fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { usageOf } from '../../src/markets/brickset/account.js'
import {
  IGNORED_OF_LISTS,
  instructionsOf,
  picturesOf,
  subthemesOf,
  themesOf,
  yearsOf,
} from '../../src/markets/brickset/catalog.js'
import { minifigsOf, notesOf } from '../../src/markets/brickset/collection.js'
import { bricksetDialect } from '../../src/markets/brickset/dialect.js'
import { IGNORED_OF_SETS, setPageOf } from '../../src/markets/brickset/sets.js'
import { rawAnswer } from '../../src/system/http/send.js'

const RECORDED = '../shared/recorded/'

/** Which decoder a recording is for, and what of it nobody needs. */
const DECODERS: Record<string, { decode(body: unknown): unknown; ignored: string[] }> = {
  'getSetsSuccess.json': { decode: setPageOf, ignored: IGNORED_OF_SETS },
  // The client that kept these rows added members of its own.
  'sets_rows_2026.json': {
    decode: (rows) => setPageOf({ status: 'success', matches: 4, sets: rows }),
    ignored: [...IGNORED_OF_SETS, 'retailPrice', 'dateFirstAvailable'],
  },
  'getThemesSuccess.json': { decode: themesOf, ignored: IGNORED_OF_LISTS },
  'getSubthemesSuccess.json': { decode: subthemesOf, ignored: IGNORED_OF_LISTS },
  'getYearsSuccess.json': { decode: yearsOf, ignored: IGNORED_OF_LISTS },
  'getAdditionalImagesSuccess.json': { decode: picturesOf, ignored: IGNORED_OF_LISTS },
  'getInstructionsSuccess.json': { decode: instructionsOf, ignored: IGNORED_OF_LISTS },
  'getMinifigsCollectionSuccess.json': { decode: minifigsOf, ignored: IGNORED_OF_LISTS },
  'getUserNotesSuccess.json': { decode: notesOf, ignored: IGNORED_OF_LISTS },
  'keyUsageStats.json': { decode: usageOf, ignored: IGNORED_OF_LISTS },
}

interface Recording {
  file: string
  kind: string
}

const index = fs.existsSync(RECORDED)
  ? (JSON.parse(fs.readFileSync(`${RECORDED}INDEX.json`, 'utf8')) as Recording[])
  : []
const all = index.filter(({ file }) => file.startsWith('brickset/')).map((one) => ({ ...one, name: one.file.slice(9) }))
const known = all.filter(({ name }) => DECODERS[name] !== undefined)

describe.skipIf(all.length === 0)('recordings of Brickset', () => {
  it('has a decoder for each live one', () => {
    expect(all.filter(({ kind, name }) => kind.startsWith('recorded') && !DECODERS[name])).toEqual([])
  })

  it.each(known)('$name: all members are decoded, or on the list of those that are not', ({ name }) => {
    const { decode, ignored } = DECODERS[name] ?? { decode: String, ignored: [] }
    const lost = rowsOf(bodyOf(name)).flatMap((body) => {
      const plain = JSON.stringify(decode(body))
      return leavesIn(body).filter((names) => !isOn(ignored, names) && again(decode, body, names) === plain)
    })
    expect([...new Set(lost.map(nameOf))]).toEqual([])
  })

  it.each(known)('$name: decodes with members that nobody has seen yet, and with text for numbers', ({ name }) => {
    const { decode } = DECODERS[name] ?? { decode: String }
    const body = bodyOf(name)
    expect(decode(widened(body))).toEqual(decode(body))
    const swapped: unknown = JSON.parse(JSON.stringify(body).replace(/:(\d+(?:\.\d+)?)(?=[,}])/g, ':"$1"'))
    expect(JSON.stringify(decode(swapped))).toBe(JSON.stringify(decode(body)))
  })

  it.each([
    { name: 'error_invalid_key.json', message: 'Brickset does not know this key', exit: 6 },
    { name: 'loginFailed.json', message: 'Brickset does not know this key', exit: 6 },
    { name: 'error_limit.json', message: 'Brickset lets this key ask for sets no more today', exit: 5 },
  ])('$name is told in words', ({ name, message, exit }) => {
    const text = fs.readFileSync(`${RECORDED}brickset/${name}`, 'utf8')
    const dialect = bricksetDialect({ apiKey: 'a key' }, { baseUrl: 'http://127.0.0.1' })
    const raw = rawAnswer({ method: 'POST', status: 200, headers: {}, text, skew: undefined })
    expect(dialect.read(raw)).toMatchObject({ refused: { message, exit } })
  })

  it('has sets by number and variant, and their prices to the cent', () => {
    const { matches, sets } = setPageOf(bodyOf('getSetsSuccess.json'))
    expect([matches, sets.length]).toEqual([608, 50])
    const bookshop = sets.find(({ number }) => number === '10270-1')
    expect(bookshop).toMatchObject({ name: 'Bookshop', year: 2020, pieces: 2504, own: { isOwned: true, owned: 1 } })
    expect(bookshop?.retail['UK']?.price).toEqual({ currency: 'GBP', micros: 149_990_000 })
  })
})

function bodyOf(name: string): unknown {
  return JSON.parse(fs.readFileSync(`${RECORDED}brickset/${name}`, 'utf8'))
}

/** Answers with one row each, which are decoded sooner than all at once. */
function rowsOf(body: unknown): unknown[] {
  if (Array.isArray(body)) return body.map((row: unknown) => [row])
  const [name, rows] = Object.entries(body as object).find(([, member]) => Array.isArray(member)) ?? []
  if (name === undefined || !Array.isArray(rows)) return [body]
  return rows.map((row: unknown) => ({ ...(body as object), [name]: [row] }))
}

/** What is decoded when one value is another; undefined where it cannot be, so that it was looked at. */
function again(decode: (body: unknown) => unknown, body: unknown, names: string[]): string | undefined {
  const changed = structuredClone(body)
  change(changed, names)
  try {
    return JSON.stringify(decode(changed))
  } catch {
    return undefined
  }
}

function leavesIn(value: unknown, names: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [names]
  return Object.entries(value).flatMap(([name, member]) => leavesIn(member, [...names, name]))
}

function nameOf(names: string[]): string {
  return names.filter((name) => !/^\d+$/.test(name)).join('.')
}

function isOn(ignored: string[], names: string[]): boolean {
  const name = nameOf(names).replace(/^sets\./, '')
  return ignored.includes(name)
}

/** Makes another value of the same kind of a leaf. */
function change(value: unknown, names: string[]): void {
  const [last = ''] = names.slice(-1)
  const holder = names.slice(0, -1).reduce((one, name) => (one as Record<string, unknown>)[name], value)
  const members = holder as Record<string, unknown>
  const before = members[last]
  members[last] = typeof before === 'number' ? before + 7 : typeof before === 'boolean' ? !before : `${String(before)}7`
}

/** Every object has a member more. */
function widened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(widened)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, widened(member)])
  return { ...Object.fromEntries(members), brand_new_member: { since: [2027] } }
}
